/// What stands beside cumulative delta at the end of a bar: unknown volume and the size bands, in billionths.
struct CVDClose: Sendable, BitwiseCopyable {
    var unknown: Int128 = 0
    var bands = InlineArray<4, Int128>(repeating: 0)

    /// Adds a contribution to the unknown volume and to one band.
    mutating func shift(_ signed: Int128, unknown unknownSize: Int128, band: Int) {
        unknown += unknownSize
        bands[band] += signed
    }
}
