#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The standard normal distribution.
public enum Normal {
    /// The probability of a draw at or below `x`.
    public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

    /// The density at `x`.
    public static func density(_ x: Double) -> Double { 0.398_942_280_401_432_7 * exp(-0.5 * x * x) }
}
