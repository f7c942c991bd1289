#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// exp(x²)·erfc(x): the normal tail without its exponential, so that deep tails neither underflow nor cancel.
///
/// One rational function of degrees 10 and 11 serves all x ≥ 0. Its coefficients are a least-squares fit made minimax
/// by Lawson's weights, at 60 digits on (0, ∞); the approximation is within 1·10⁻¹⁷ of the function relative to it,
/// and as every coefficient is positive nothing cancels: in `Double` it stays within 2·10⁻¹⁵.
enum ScaledErrorFunction {
    /// exp(x²)·erfc(x). Infinite below about -26.6, where it outgrows `Double`.
    static func complement(_ x: Double) -> Double {
        guard x >= 0 else { return 2 * exp(x * x) - complement(-x) }
        // 1/(x√π), its limit, differs by less than a unit in the last place from here on.
        guard x < 1e8 else { return 0.564_189_583_547_756_3 / x }
        var above = x * 2.118032287267329e-05 + 0.0004395471344333445
        above = above * x + 0.004520576713697386
        above = above * x + 0.02986695059012217
        above = above * x + 0.1391524791130541
        above = above * x + 0.47536104841797355
        above = above * x + 1.2033201841435972
        above = above * x + 2.2301258833516586
        above = above * x + 2.906728273818676
        above = above * x + 2.42559131668183
        above = above * x + 1
        var below = x * 3.754114483909196e-05 + 0.0007790770110808668
        below = below * x + 0.008031284176925972
        below = below * x + 0.05332733009385082
        below = below * x + 0.2506288336936031
        below = below * x + 0.8686348782709621
        below = below * x + 2.2521908333570475
        below = below * x + 4.348578010762927
        below = below * x + 6.104976399896267
        below = below * x + 5.916954528185259
        below = below * x + 3.5539704837773454
        below = below * x + 1
        return above / below
    }
}
