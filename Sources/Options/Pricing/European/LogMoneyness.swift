#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The logarithm of a price over another.
enum LogMoneyness {
    /// ln(underlying/strike), to full relative precision where the two are close: their difference is then exact,
    /// while their quotient is rounded.
    static func ratio(_ underlying: Double, _ strike: Double) -> Double {
        underlying < 2 * strike && strike < 2 * underlying
            ? log1p((underlying - strike) / strike) : log(underlying / strike)
    }
}
