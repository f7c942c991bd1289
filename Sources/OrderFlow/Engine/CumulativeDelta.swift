import MarketModel

/// The running sum of delta since its origin, with its marks, its unknown volume and its size bands.
struct CumulativeDelta: Sendable {
    var path = RunningDelta()
    /// Unknown volume since the origin: how far the true value may be away, either way.
    var unknown: Int128 { wideUnknown + Int128(unknownSum) }
    private var unknownSum: Int64 = 0
    private var wideUnknown: Int128 = 0
    private var bands = InlineArray<4, Int64>(repeating: 0)
    private var wideBands = InlineArray<4, Int128>(repeating: 0)
    private var bounds = InlineArray<3, Int64>(repeating: .max)
    let labels: [String]

    init(sizeBands: [Quantity]) {
        let bounds = sizeBands.filter { $0 > .zero }.sorted().prefix(3)
        for (position, bound) in bounds.enumerated() { self.bounds[position] = bound.billionths }
        labels = Self.labels(bounds)
    }

    /// Adds a print. The caller keeps the sums since the last `rebase()` within 64 bits.
    @inline(__always)
    mutating func add(_ signed: Int64, unknown unknownSize: Int64, size: Int64) {
        path.add(signed)
        unknownSum &+= unknownSize
        bands[band(of: size)] &+= signed
    }

    /// Adds a print that came late: checked.
    mutating func addChecked(_ signed: Int64, unknown unknownSize: Int64, size: Int64) {
        path.addChecked(signed)
        wideUnknown += Int128(unknownSize)
        wideBands[band(of: size)] += Int128(signed)
    }

    /// Takes a print back, leaving the marks to `setMarks`.
    mutating func reverse(_ signed: Int64, unknown unknownSize: Int64, size: Int64) {
        path.reverse(signed)
        wideUnknown -= Int128(unknownSize)
        wideBands[band(of: size)] -= Int128(signed)
    }

    @inline(__always)
    func band(of size: Int64) -> Int {
        // Bounds that are not used are the largest number; a size that large is the last band's anyway.
        (size >= bounds[0] ? 1 : 0) &+ (size >= bounds[1] ? 1 : 0) &+ (size >= bounds[2] ? 1 : 0)
    }

    /// Moves 64-bit sums to their wide parts.
    mutating func rebase() {
        path.rebase()
        wideUnknown += Int128(unknownSum)
        unknownSum = 0
        for band in bands.indices {
            wideBands[band] += Int128(bands[band])
            bands[band] = 0
        }
    }

    /// Starts again at zero.
    mutating func restart() {
        path = RunningDelta()
        (unknownSum, wideUnknown) = (0, 0)
        for band in bands.indices { (bands[band], wideBands[band]) = (0, 0) }
    }

    /// Unknown volume and bands as they stand.
    var close: CVDClose {
        var close = CVDClose()
        close.unknown = unknown
        for band in 0..<4 { close.bands[band] = wideBands[band] + Int128(bands[band]) }
        return close
    }

    func value(ofBand band: Int) -> Volume { Volume(billionths: wideBands[band] + Int128(bands[band])) }

    /// `1–4`, `5–24`, `25+` for whole bounds; with fractions `<0.5`, `0.5–<2`, `2+`.
    private static func labels(_ bounds: ArraySlice<Quantity>) -> [String] {
        guard let first = bounds.first, let last = bounds.last else { return ["all"] }
        let one = Quantity(whole: 1)
        let isWhole = bounds.allSatisfy { $0.billionths % one.billionths == 0 }
        func span(_ low: Quantity, _ high: Quantity) -> String {
            guard isWhole else { return "\(low)–<\(high)" }
            return low + one == high ? "\(low)" : "\(low)–\(high - one)"
        }
        let lowest = isWhole ? span(one, first) : "<\(first)"
        return [lowest] + zip(bounds, bounds.dropFirst()).map { span($0, $1) } + ["\(last)+"]
    }
}
