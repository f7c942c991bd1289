#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The deviation s at which the normalised Black price b(x, s) has a given value.
///
/// The start is exact to a few millionths for everyday options: the price is first read as a Bachelier price, whose
/// inverse is a function of one variable (Jäckel, "Implied Normal Volatility", Wilmott 2017), here a rational fit of
/// our own; then the normal volatility is turned into the lognormal one by the expansion of Hagan, Kumar, Lesniewski
/// and Woodward (2002). Householder's method of fourth order follows, on 1/ln b below the inflection of b, on b in
/// the middle and on ln(bound − b) near the bound (Jäckel, "Let's be rational", Wilmott 2015). Every step stays inside
/// a bracket that only shrinks, so the search ends wherever it starts.
enum NormalizedDeviation {
    /// - Parameters:
    ///   - moneyness: x, zero or below.
    ///   - price: b, above zero.
    ///   - gap: e^{x/2} − b, above zero, given apart because it may be far smaller than b.
    static func solve(moneyness x: Double, price: Double, gap: Double) -> Double {
        let inflection = (-2 * x).squareRoot()
        let objective = Objective(x: x, price: price, gap: gap, inflection: inflection)
        var (low, high) = objective == .logarithmic ? (0, inflection) : (inflection, Double.infinity)
        var s = start(x, price)
        if !(s > low && s < high) { s = objective == .logarithmic ? 0.7 * inflection : inflection + 1 }
        for _ in 0..<100 {
            let trial = Trial(x, s, objective)
            let isTooHigh = objective == .gap ? trial.value < gap : trial.value > price
            if isTooHigh { high = s } else { low = s }
            let step = trial.step(toward: price, gap: gap, objective)
            var next = s + step
            if !(next > low && next < high) || !step.isFinite {
                next = high.isFinite ? 0.5 * (low + high) : 2 * s
                if next == low || next == high { return s }
            } else if abs(step) * (s * s + x * x) <= 1e-4 * s * s * s || abs(step) <= 2e-16 * s {
                // Of fourth order: a relative step ε leaves an error of about (ε(1 + x²/s²))⁴.
                return next
            }
            s = next
        }
        return s
    }

    /// The Bachelier price's deviation, carried over to Black's.
    static func start(_ x: Double, _ price: Double) -> Double {
        let distance = x == 0 ? 0 : -2 * sinh(0.5 * x)
        let ratio = distance / price
        let z = log1p(0.5 * ratio).squareRoot()
        var above = 0.05907834210426988
        above = above * z - 0.15020762137255328
        above = above * z + 0.263187264302159
        above = above * z + 0.19394343721202725
        above = above * z - 0.4767998389049167
        above = above * z + 0.9995453498712082
        var below = 0.03347509255024482
        below = below * z - 0.085530130884819
        below = below * z + 0.303141890991662
        below = below * z - 0.4907249535674678
        below = below * z + 1
        let normal = 2.506_628_274_631_000_7 * (price + 0.5 * distance) * below / above
        let flat = x == 0 ? normal : normal * -x / distance
        var s = flat
        for _ in 0..<3 { s = flat * (1 + s * s * ((1 - x * x / 120) / 24 + s * s / 5760)) }
        return s
    }

    /// Which function of the deviation is brought to its value, for it is nearly a straight line there.
    private enum Objective {
        case logarithmic, plain, gap

        init(x: Double, price: Double, gap: Double, inflection: Double) {
            if gap < price {
                self = .gap
            } else {
                self = x < 0 && price < NormalizedBlack.price(x, inflection) ? .logarithmic : .plain
            }
        }
    }

    /// The price at one deviation with what a step needs.
    private struct Trial {
        /// The one of price and gap that the objective looks at.
        let value: Double
        let vega: Double
        /// b″/b′ and b‴/b′.
        let second: Double
        let third: Double

        init(_ x: Double, _ s: Double, _ objective: Objective) {
            value = objective == .gap ? NormalizedBlack.gap(x, s) : NormalizedBlack.price(x, s)
            vega = NormalizedBlack.vega(x, s)
            let square = x / s * (x / s)
            second = square / s - 0.25 * s
            third = second * second - 3 * square / (s * s) - 0.25
        }

        /// Householder's step of fourth order for g(b(s)) = g(target).
        func step(toward target: Double, gap targetGap: Double, _ objective: Objective) -> Double {
            switch objective {
            case .plain:
                return householder((target - value) / vega, second, third)
            case .logarithmic:
                let (logarithm, wanted) = (log(value), log(target))
                let slope = vega / value
                let bend = slope * (1 + 2 / logarithm)
                let newton = (wanted - logarithm) * logarithm / (wanted * slope)
                let curve = 2 * slope * slope * (1 + 3 / logarithm * (1 + 1 / logarithm))
                return householder(newton, second - bend, third + curve - 3 * second * bend)
            case .gap:
                let slope = vega / value
                let newton = log(value / targetGap) / slope
                return householder(newton, second + slope, third + slope * (3 * second + 2 * slope))
            }
        }

        private func householder(_ newton: Double, _ second: Double, _ third: Double) -> Double {
            newton * (1 + 0.5 * newton * second) / (1 + newton * (second + newton * third / 6))
        }
    }
}
