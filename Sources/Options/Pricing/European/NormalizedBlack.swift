#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Black's formula without units: the out-of-the-money price over √(forward · strike), both discounted, as a function
/// of log-moneyness x = −|ln(forward/strike)| and deviation s = σ√T.
///
/// b(x, s) = e^{x/2} Φ(x/s + s/2) − e^{−x/2} Φ(x/s − s/2), the form of Jäckel, "Let's be rational" (Wilmott, 2015).
/// The difference of two nearly equal numbers is never taken where it would cost digits.
enum NormalizedBlack {
    /// 1/√(2π).
    static let densityAtZero = 0.398_942_280_401_432_7

    /// The price, with high relative precision down to the smallest numbers.
    ///
    /// - Parameters:
    ///   - x: Log-moneyness, zero or below.
    ///   - s: Deviation, zero or above.
    static func price(_ x: Double, _ s: Double) -> Double {
        guard s > 0 else { return 0 }
        guard s < .infinity else { return exp(0.5 * x) }
        let h = x / s
        let t = 0.5 * s
        guard h > -1e9 else { return 0 }
        let peak = exp(-0.5 * (h * h + t * t))
        if h <= -10, t <= 0.5 { return densityAtZero * peak * millsDifferenceFar(-h, t) }
        if h > -10, t < 0.2 { return densityAtZero * peak * millsDifferenceNear(h, t) }
        let near = -(h + t) * 0.5.squareRoot()
        let far = (t - h) * 0.5.squareRoot()
        guard near >= 0 else { return exp(0.5 * x) - gap(x, s) }
        return 0.5 * peak * (ScaledErrorFunction.complement(near) - ScaledErrorFunction.complement(far))
    }

    /// What the price lacks to its bound e^{x/2}, without cancellation where volatility is high.
    static func gap(_ x: Double, _ s: Double) -> Double {
        guard s > 0 else { return exp(0.5 * x) }
        guard s < .infinity else { return 0 }
        let h = x / s
        let t = 0.5 * s
        guard h + t >= 0 else { return exp(0.5 * x) - price(x, s) }
        return 0.5 * exp(-0.5 * (h * h + t * t))
            * (ScaledErrorFunction.complement((h + t) * 0.5.squareRoot())
                + ScaledErrorFunction.complement((t - h) * 0.5.squareRoot()))
    }

    /// The price's change with s: the normalised vega.
    static func vega(_ x: Double, _ s: Double) -> Double {
        guard s > 0 else { return x == 0 ? densityAtZero : 0 }
        let h = x / s
        return densityAtZero * exp(-0.5 * (h * h + 0.25 * s * s))
    }

    /// Y(h+t) − Y(h−t) of Y = Φ/φ by Taylor's series in t; its derivatives follow from Y′ = 1 + hY.
    private static func millsDifferenceNear(_ h: Double, _ t: Double) -> Double {
        var even = 1.253_314_137_315_500_3 * ScaledErrorFunction.complement(-h * 0.5.squareRoot())
        var odd = 1 + h * even
        var power = t
        var sum = odd * t
        for order in 1...8 {
            let n = Double(2 * order)
            even = h * odd + (n - 1) * even
            odd = h * even + n * odd
            power *= t * t / (n * (n + 1))
            let term = odd * power
            sum += term
            if term < 1e-17 * sum { break }
        }
        return 2 * sum
    }

    /// The same difference from the asymptotic series Y(−z) = 1/z − 1/z³ + 3/z⁵ − …, for z − t well above 9; powers
    /// of 1/(z−t) and 1/(z+t) are subtracted by a recursion whose terms are all positive.
    private static func millsDifferenceFar(_ z: Double, _ t: Double) -> Double {
        let larger = 1 / (z - t)
        let smaller = 1 / (z + t)
        let squares = 2 * t * (larger + smaller) * larger * smaller
        var difference = 2 * t * larger * smaller
        var power = smaller
        var factor = 1.0
        var sum = difference
        for order in 1...24 {
            difference = larger * larger * difference + power * squares
            power *= smaller * smaller
            factor *= -Double(2 * order - 1)
            let term = factor * difference
            sum += term
            if abs(term) < 1e-17 * abs(sum) { break }
        }
        return sum
    }
}
