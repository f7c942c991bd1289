import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The strikes an exchange lists around a price: close together near it, wider further out.
struct StrikeGrid: Sendable {
    /// The step near the price, in points.
    let step: Double
    /// The step further out, a multiple of `step`.
    let wideStep: Double
    /// How far the near strikes reach, in standard deviations to expiry.
    var nearDeviations = 2.0
    /// How far the far strikes reach.
    var farDeviations = 6.0
    /// The least and most reach of the near strikes, as fractions of the price.
    var nearReach = 0.03...0.2
    /// The least and most reach of the far strikes.
    var farReach = 0.08...0.6

    /// The strikes, rising.
    ///
    /// - Parameters:
    ///   - price: The forward around which they lie.
    ///   - deviation: The standard deviation of the price to expiry, as a fraction of it.
    func strikes(around price: Double, deviation: Double) -> [Price] {
        let near = price * min(max(deviation * nearDeviations, nearReach.lowerBound), nearReach.upperBound)
        let far = price * min(max(deviation * farDeviations, farReach.lowerBound), farReach.upperBound)
        // Months ahead even the near strikes lie further apart.
        let fine = near / step > 80 ? wideStep : step
        var strikes = Set<Int64>()
        func add(_ reach: Double, _ step: Double) {
            let first = max(1, Int((max(step, price - reach) / step).rounded(.up)))
            let last = Int(((price + reach) / step).rounded(.down))
            let billionths = Int64((step * 1e9).rounded())
            for number in first...max(first, last) { strikes.insert(Int64(number) * billionths) }
        }
        add(near, fine)
        add(far, wideStep)
        return strikes.sorted().map { Price(billionths: $0) }
    }
}
