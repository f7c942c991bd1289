import TestSupport
import Testing

@testable import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The functions on four numbers against the C library's, in units of the last place.
@Suite struct LaneMathTests {
    private func units(_ ours: Double, _ reference: Double) -> Double { abs(ours - reference) / reference.ulp }

    @Test("e^y and e^y − 1 over their range")
    func exponential() {
        var random = SeededGenerator(seed: 1)
        var worst = (0.0, 0.0)
        for _ in 0..<20_000 {
            let y = Double.random(in: -700...700, using: &random)
            worst.0 = max(worst.0, units(LaneMath.exponential(Lanes(repeating: y))[2], exp(y)))
            let small = Double.random(in: -2...2, using: &random)
            worst.1 = max(worst.1, units(LaneMath.exponentialLessOne(Lanes(repeating: small))[1], expm1(small)))
        }
        #expect(worst.0 <= 1)
        #expect(worst.1 <= 2)
        #expect(LaneMath.exponential(Lanes(-1000, 0, -708.5, -.infinity)) == Lanes(0, 1, 0, 0))
    }

    @Test("ln(a/b) far apart and close together")
    func logarithm() {
        var random = SeededGenerator(seed: 2)
        var worst = (0.0, 0.0)
        for _ in 0..<20_000 {
            let (a, b) = (
                exp(Double.random(in: -300...300, using: &random)), exp(Double.random(in: -300...300, using: &random))
            )
            let far = LaneMath.logarithm(of: Lanes(repeating: a), over: Lanes(repeating: b))[3]
            worst.0 = max(
                worst.0, abs(far - (log(a) - log(b))) / max(log(a).magnitude.ulp, log(b).magnitude.ulp, far.ulp))
            let near = a * (1 + Double.random(in: -0.3...0.3, using: &random))
            let close = LaneMath.logarithm(of: Lanes(repeating: near), over: Lanes(repeating: a))[0]
            worst.1 = max(worst.1, units(close, log1p((near - a) / a)))
        }
        #expect(worst.0 <= 3)
        #expect(worst.1 <= 3)
        #expect(LaneMath.logarithm(of: Lanes(7, 1, 8, 0.5), over: Lanes(7, 1, 1, 1)) == Lanes(0, 0, log(8), -log(2)))
    }

    @Test("the scaled error function from 0 to where only its limit is left")
    func scaledError() {
        var random = SeededGenerator(seed: 3)
        var worst = 0.0
        for _ in 0..<20_000 {
            let x = Double.random(in: 0...5, using: &random)
            // e^{x²} with the rounding of x² made good.
            let square = x * x
            let rest = (-square).addingProduct(x, x)
            let reference = exp(square) * (1 + rest) * erfc(x)
            worst = max(worst, units(LaneMath.scaledErrorComplement(Lanes(repeating: x))[0], reference))
        }
        #expect(worst <= 8)
        for x in [1e3, 1e6, 1e8] {
            let square = x * x
            let limit = 0.5641895835477563 / x * (1 - 0.5 / square + 0.75 / (square * square))
            #expect(units(LaneMath.scaledErrorComplement(Lanes(repeating: x))[0], limit) <= 6)
        }
        let pair = LaneMath.scaledErrorComplements(Lanes(repeating: 0), Lanes(repeating: 2))
        #expect(pair.0[0] == 1)
        #expect(units(pair.1[0], ScaledErrorFunction.complement(2)) <= 4)
    }
}
