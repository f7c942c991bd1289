#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An American put with strike 1 on a diffusion with constant rate, yield and volatility. Every American option is
/// one: a call on S with strike K, rate r and yield q is worth S such puts on K/S with rate q and yield r (McDonald
/// and Schroder, 1998).
struct AmericanPut {
    let years: Double
    let rate: Double
    let yield: Double
    let volatility: Double

    /// Where early exercise can pay.
    enum Exercise {
        /// Nowhere: the put is European.
        case never
        /// Below one boundary.
        case belowBoundary
        /// Between two boundaries, which may meet: the rate is at or below zero and the yield below the rate
        /// (Andersen and Lake, "Fast American option pricing: the double-boundary case", 2021).
        case betweenBoundaries
    }

    var exercise: Exercise {
        if rate > 0 { return .belowBoundary }
        return yield < rate ? .betweenBoundaries : .never
    }

    /// The boundary just before expiry: 1, or r/q where the yield is above the rate.
    var boundaryAtExpiry: Double { yield > rate ? rate / yield : 1 }

    /// The boundary with endless time, below which no finite one falls (Merton, 1973).
    var perpetualBoundary: Double {
        let square = volatility * volatility
        let half = (rate - yield) / square - 0.5
        let root = (half * half + 2 * rate / square).squareRoot()
        // The negative root; the form that does not cancel.
        let exponent = half > 0 ? -half - root : -2 * rate / square / (root - half)
        return exponent / (exponent - 1)
    }
}
