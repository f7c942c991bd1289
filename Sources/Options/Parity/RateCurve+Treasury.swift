#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension RateCurve {
    /// One quoted par yield.
    public struct ParYield: Hashable, Sendable {
        /// Time to maturity in years: 1/12 for one month.
        public var years: Double
        /// The yield, annual with payments twice a year, as a fraction.
        public var yield: Double

        /// Creates a yield.
        public init(years: Double, yield: Double) {
            self.years = years
            self.yield = yield
        }
    }

    /// The zero rates behind the Treasury's par yields; `nil` without yields or when they make no curve.
    ///
    /// Up to half a year a yield is simple interest, as on bills. Beyond, a bond at par pays half its yield every half
    /// year: discount factors follow one from the other (bootstrapping), with the yields between quoted maturities
    /// interpolated linearly over time.
    public static func treasury(_ yields: [ParYield]) -> RateCurve? {
        let quoted = yields.sorted { $0.years < $1.years }
        guard let longest = quoted.last, quoted.allSatisfy({ $0.years > 0 && $0.yield.isFinite && $0.yield > -0.5 })
        else { return nil }
        var nodes = quoted.filter { $0.years < 0.5 - 1e-9 }.map { quote in
            Node(years: quote.years, rate: log(1 + quote.yield * quote.years) / quote.years)
        }
        var sum = 0.0
        for half in stride(from: 1, through: Int((longest.years * 2 + 1e-9).rounded(.down)), by: 1) {
            let years = Double(half) / 2
            let coupon = interpolated(quoted, at: years) / 2
            let discount = (1 - coupon * sum) / (1 + coupon)
            guard discount > 0 else { return nil }
            sum += discount
            nodes.append(Node(years: years, rate: -log(discount) / years))
        }
        return RateCurve(nodes)
    }

    private static func interpolated(_ quoted: [ParYield], at years: Double) -> Double {
        guard let upper = quoted.firstIndex(where: { $0.years >= years - 1e-9 }) else {
            return quoted[quoted.count - 1].yield
        }
        guard upper > 0, quoted[upper].years > years + 1e-9 else { return quoted[upper].yield }
        let (before, after) = (quoted[upper - 1], quoted[upper])
        let share = (years - before.years) / (after.years - before.years)
        return before.yield * (1 - share) + after.yield * share
    }
}
