#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The QD+ approximation of the exercise boundary: M. Li, "Analytical approximations for the critical stock prices of
/// American options" (Review of Derivatives Research, 2010); within about 1 % here.
///
/// It equates the put at the boundary, as the European price plus a premium of a quadratic form with a first
/// correction, to its exercise value. The root is found by Newton's method from the shape of Bjerksund and Stensland
/// (1993), with the slope of the uncorrected equation.
struct ApproximateBoundary {
    private static let rounds = 5

    let put: AmericanPut
    let atExpiry: Double
    /// −ln(B/X) that is never exceeded.
    let deepest: Double

    /// −ln(B/X) at four times, all above zero.
    func depth(_ times: Lanes) -> Lanes {
        let equation = Equation(put: put, times: times)
        let logarithmAtExpiry = log(atExpiry)
        var level = logarithmAtExpiry - start(times)
        for _ in 0..<Self.rounds {
            level = (level - equation.step(level)).clamped(logarithmAtExpiry - deepest, logarithmAtExpiry)
        }
        return logarithmAtExpiry - level
    }

    /// The mirrored call's boundary runs from 1/X to 1/B∞ like 1 − e^{−h}.
    private func start(_ times: Lanes) -> Lanes {
        let first = 1 / atExpiry
        let last = first * exp(deepest)
        guard last > first, last < .infinity else { return Lanes(repeating: deepest.isFinite ? deepest : 0) }
        let reach =
            ((put.yield - put.rate) * times + 2 * put.volatility * times.squareRoot()) * (first / (last - first))
        let rise = (last / first - 1) * (1 - LaneMath.exponential(-reach))
        return LaneMath.logarithm(of: (1 + rise).clamped(1, last / first), over: Lanes(repeating: 1))
    }

    private struct Equation {
        let rootTimes: Lanes
        let deviation: Lanes
        let drift: Lanes
        let discount: Lanes
        let carry: Lanes
        let exponent: Lanes
        let correction: Lanes
        let constant: Lanes
        let put: AmericanPut

        init(put: AmericanPut, times: Lanes) {
            self.put = put
            let square = put.volatility * put.volatility
            rootTimes = times.squareRoot()
            deviation = put.volatility * rootTimes
            drift = (put.rate - put.yield) * times
            let accrued = -LaneMath.exponentialLessOne(-put.rate * times)
            discount = 1 - accrued
            carry = LaneMath.exponential(-put.yield * times)
            let omega = 2 * (put.rate - put.yield) / square
            let alpha = 2 * put.rate / square
            let root = ((omega - 1) * (omega - 1) + 4 * alpha / accrued).squareRoot()
            exponent = -0.5 * (omega - 1 + root)
            let exponentSlope = alpha / (accrued * accrued * root)
            correction = discount * alpha / root
            constant = 1 / accrued - exponentSlope / root
        }

        /// Newton's step in the logarithm of the boundary.
        func step(_ level: Lanes) -> Lanes {
            let boundary = LaneMath.exponential(level)
            let d1 = ((level + drift) / deviation + 0.5 * deviation).clamped(-1e4, 1e4)
            let d2 = d1 - deviation
            let exponential1 = LaneMath.exponential(-0.5 * d1 * d1)
            let below1 = LaneMath.cumulativeNormal(-d1, exponential: exponential1)
            let below2 = LaneMath.cumulativeNormal(-d2, exponential: LaneMath.exponential(-0.5 * d2 * d2))
            let density = exponential1 * NormalizedBlack.densityAtZero
            let stock = boundary * carry * below1
            let strike = discount * below2
            let premium = 1 - boundary - (strike - stock)
            let theta =
                put.rate * strike - put.yield * stock - boundary * carry * density * put.volatility / (2 * rootTimes)
            let value =
                boundary - stock + exponent * premium + correction
                * (constant * premium - theta / (discount * put.rate))
            let slope = (1 - exponent) * (boundary - stock) + boundary * carry * density / deviation
            return value / slope
        }
    }
}
