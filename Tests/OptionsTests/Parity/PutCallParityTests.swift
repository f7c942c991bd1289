import Options
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct PutCallParityTests {
    private let years = 0.25
    private let forward = 4012.5
    private let rate = 0.031

    /// Quotes that fit parity exactly, but for the noise that is asked for.
    private func quotes(
        _ strikes: [Double], spread: Double = 0.2, noise: (Int) -> Double = { _ in 0 }
    ) -> [ParityQuote] {
        strikes.enumerated().map { index, strike in
            let difference = exp(-rate * years) * (forward - strike) + noise(index)
            let put = 400.0
            return ParityQuote(
                strike: strike, callBid: put + difference - spread / 2, callAsk: put + difference + spread / 2,
                putBid: put - spread / 2, putAsk: put + spread / 2)
        }
    }

    private let strikes = stride(from: 3500.0, through: 4500, by: 25).map { $0 }

    @Test("finds forward and rate exactly without noise")
    func exact() throws {
        let estimate = try #require(
            PutCallParity.estimate(quotes(strikes), years: years, isAmerican: false, curve: .flat(0)))
        #expect(abs(estimate.forward - forward) < 1e-8)
        #expect(abs(estimate.rate - rate) < 1e-10)
        #expect(estimate.rateSource == .parity)
        #expect(estimate.strikesUsed == 41 && estimate.outliers == 0)
        #expect(estimate.cautions.isEmpty)
    }

    @Test("is not moved by wrong quotes, up to a third of them", arguments: UInt64(0)..<20)
    func outliers(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let wrong = strikes.indices.map { _ in Double.random(in: 0..<1, using: &random) < 0.33 }
        let noise = strikes.indices.map { Double.random(in: -0.1...0.1, using: &random) + (wrong[$0] ? 40 : 0) }
        let estimate = try #require(
            PutCallParity.estimate(
                quotes(strikes, noise: { noise[$0] }), years: years, isAmerican: false, curve: .flat(0.03)))
        #expect(abs(estimate.forward - forward) < 0.1)
        #expect(abs(estimate.rate - rate) < 0.002)
        #expect(estimate.outliers >= wrong.count { $0 })
    }

    @Test("weighs strikes by their spreads")
    func weights() throws {
        let tight = quotes(strikes, spread: 0.1)
        let wide = quotes(strikes, spread: 8, noise: { _ in 3 })
        let mixed = strikes.indices.map { $0 % 2 == 0 ? tight[$0] : wide[$0] }
        let estimate = try #require(
            PutCallParity.estimate(mixed, years: years, isAmerican: false, curve: .flat(0.03)))
        #expect(abs(estimate.forward - forward) < 0.05)
    }

    @Test("takes the curve's rate where the quotes do not determine one")
    func curveRate() throws {
        let estimate = try #require(
            PutCallParity.estimate(
                quotes([4000, 4005, 4010, 4015, 4020, 4025], spread: 1), years: years, isAmerican: false,
                curve: .flat(0.031)))
        #expect(estimate.rateSource == .curve)
        #expect(estimate.rate == 0.031)
        #expect(abs(estimate.forward - forward) < 1e-8)
    }

    @Test("keeps to strikes near the money for American options, takes the curve's rate, and says so")
    func american() throws {
        // Early exercise makes puts in the money dearer: far strikes are off by more than any spread.
        let premium = strikes.map { max(0, $0 - 4150) * -0.02 }
        let estimate = try #require(
            PutCallParity.estimate(
                quotes(strikes, noise: { premium[$0] }), years: years, isAmerican: true, curve: .flat(0.031)))
        #expect(estimate.rateSource == .curve)
        #expect(estimate.cautions == [.americanNearTheMoney])
        #expect(estimate.strikesUsed <= 10)
        #expect(abs(estimate.forward - forward) < 0.01)
    }

    @Test("makes do with one strike and warns; has nothing to say without any")
    func few() throws {
        let estimate = try #require(
            PutCallParity.estimate(quotes([4000]), years: years, isAmerican: false, curve: .flat(0.031)))
        #expect(abs(estimate.forward - forward) < 1e-8)
        #expect(estimate.cautions == [.fewStrikes])
        #expect(PutCallParity.estimate([], years: years, isAmerican: false, curve: .flat(0)) == nil)
        #expect(PutCallParity.estimate(quotes(strikes), years: 0, isAmerican: false, curve: .flat(0)) == nil)
    }

    @Test("negative rates are found as they are")
    func negativeRate() throws {
        let quotes = strikes.map { strike in
            let difference = exp(0.005 * years) * (forward - strike)
            return ParityQuote(
                strike: strike, callBid: 500 + difference, callAsk: 500.1 + difference, putBid: 500, putAsk: 500.1)
        }
        let estimate = try #require(
            PutCallParity.estimate(quotes, years: years, isAmerican: false, curve: .flat(0)))
        #expect(abs(estimate.rate + 0.005) < 1e-9)
    }
}
