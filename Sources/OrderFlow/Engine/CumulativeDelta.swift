import MarketModel

/// The running sum of delta since its origin, with its marks, its unknown volume and its size bands.
struct CumulativeDelta: Sendable {
    var path = RunningDelta()
    /// Unknown volume since the origin: how far the true value may be away, either way.
    var unknown = RunningDelta()
    private var bands: [Int64]
    private var wideBands: [Int128]
    let bounds: [Int64]
    let labels: [String]

    init(sizeBands: [Quantity]) {
        let bounds = sizeBands.prefix(7).filter { $0 > .zero }.sorted()
        self.bounds = bounds.map(\.billionths)
        bands = [Int64](repeating: 0, count: bounds.count + 1)
        wideBands = [Int128](repeating: 0, count: bounds.count + 1)
        labels = Self.labels(bounds)
    }

    /// Adds a print. The caller keeps the sums since the last `rebase()` within 64 bits.
    @inline(__always)
    mutating func add(_ signed: Int64, unknown unknownSize: Int64, size: Int64) {
        path.add(signed)
        unknown.add(unknownSize)
        bands[band(of: size)] &+= signed
    }

    /// Adds a print that came late: checked.
    mutating func addChecked(_ signed: Int64, unknown unknownSize: Int64, size: Int64) {
        path.addChecked(signed)
        unknown.addChecked(unknownSize)
        wideBands[band(of: size)] += Int128(signed)
    }

    /// Takes a print back, leaving the marks to `setMarks`.
    mutating func reverse(_ signed: Int64, unknown unknownSize: Int64, size: Int64) {
        path.reverse(signed)
        unknown.reverse(unknownSize)
        wideBands[band(of: size)] -= Int128(signed)
    }

    @inline(__always)
    private func band(of size: Int64) -> Int {
        var band = 0
        for bound in bounds { band &+= size >= bound ? 1 : 0 }
        return band
    }

    /// Moves 64-bit sums to their wide parts.
    mutating func rebase() {
        path.rebase()
        unknown.rebase()
        for band in bands.indices {
            wideBands[band] += Int128(bands[band])
            bands[band] = 0
        }
    }

    /// Starts again at zero.
    mutating func restart() {
        path = RunningDelta()
        unknown = RunningDelta()
        for band in bands.indices { (bands[band], wideBands[band]) = (0, 0) }
    }

    func value(ofBand band: Int) -> Volume { Volume(billionths: wideBands[band] + Int128(bands[band])) }

    /// `1–4`, `5–24`, `25+` for whole bounds; with fractions `<0.5`, `0.5–<2`, `2+`.
    private static func labels(_ bounds: [Quantity]) -> [String] {
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
