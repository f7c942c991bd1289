import MarketModel
import Options
import Testing

struct IronCondorTests {
    private let sample = SampleChain()

    private func condor(_ book: ChainBook, delta: Double = 0.10, wing: Int = 50) throws -> IronCondor {
        try book.snapshot(at: sample.moment).findIronCondor(
            dte: 28, delta: delta, wing: SampleChain.price(Double(wing)))
    }

    private func failure(_ book: ChainBook, dte: Int = 28, wing: Int = 50) -> SelectionFailure? {
        do throws(SelectionFailure) {
            _ = try book.snapshot(at: sample.moment).findIronCondor(
                dte: dte, delta: 0.10, wing: SampleChain.price(Double(wing)))
            return nil
        } catch { return error }
    }

    @Test("figures of a condor, each from the prices it was made of")
    func figures() throws {
        let condor = try condor(sample.book())
        let strikes = condor.contracts.map { Int($0.strike.doubleValue) }
        #expect(strikes[1] - strikes[0] == 50 && strikes[3] - strikes[2] == 50)
        #expect(condor.contracts.map(\.right) == [.put, .put, .call, .call])
        let prices = zip(condor.contracts, strikes).map { sample.price($0.right, $1) }
        let credit = prices[1] + prices[2] - prices[0] - prices[3]
        #expect(abs(condor.creditAtMid.doubleValue - credit) < 1e-6)
        // Every leg gives up half of its spread of 0.1.
        #expect(abs(condor.creditNatural.doubleValue - (credit - 0.2)) < 1e-6)
        #expect(abs(condor.maximumProfit.doubleValue - credit * 100) < 1e-4)
        #expect(abs(condor.maximumLoss.doubleValue - (50 - credit) * 100) < 1e-4)
        #expect(abs(condor.maximumLossNatural.doubleValue - (50 - credit + 0.2) * 100) < 1e-4)
        #expect(condor.breakevens.count == 2)
        #expect(abs(condor.breakevens[0].doubleValue - (Double(strikes[1]) - credit)) < 1e-6)
        #expect(abs(condor.breakevens[1].doubleValue - (Double(strikes[2]) + credit)) < 1e-6)
        let deltas = zip(condor.contracts, strikes).map { sample.valuation($0.right, $1).greeks.delta }
        #expect(abs((condor.greeks?.delta ?? 9) - (deltas[0] - deltas[1] - deltas[2] + deltas[3])) < 1e-6)
        #expect((condor.greeks?.thetaPerDay ?? 0) > 0)
        #expect((condor.greeks?.vegaPerPoint ?? 0) < 0)
        // About one less the shorts' deltas, and a little more for the credit.
        let probability = try #require(condor.probabilityOfProfit)
        #expect(probability > 0.78 && probability < 0.88)
    }

    @Test("a missing strike makes that wing the nearest listed one, and the wider wing decides the loss")
    func unequalWings() throws {
        let full = try condor(sample.book())
        let strikes = sample.strikes.filter { SampleChain.price(Double($0)) != full.putLong.strike }
        let sparse = SampleChain(strikes: strikes)
        let condor = try condor(sparse.book())
        #expect(condor.putShort.contract.strike == full.putShort.contract.strike)
        #expect(condor.putWidth == Price("75") || condor.putWidth == Price("25"))
        #expect(condor.callWidth == Price("50"))
        let width = max(condor.putWidth, condor.callWidth)
        #expect(
            condor.maximumLoss
                == Money(width - condor.creditAtMid, times: Quantity(whole: 1), multiplier: Quantity(whole: 100)))
    }

    @Test("a long option without a bid will do, a short one will not")
    func zeroBids() throws {
        let full = try condor(sample.book())
        var book = sample.book()
        sample.setQuote(in: &book, .put, Int(full.putLong.strike.doubleValue), bid: 0, ask: 0.4)
        let withZero = try condor(book)
        #expect(withZero.putLong.strike == full.putLong.strike)
        #expect(withZero.putLong.valuation?.source == .neighbours)
        #expect(withZero.greeks != nil)
        sample.setQuote(in: &book, .put, Int(full.putShort.contract.strike.doubleValue), bid: 0, ask: 0.4)
        let moved = try condor(book)
        #expect(moved.putShort.contract.strike != full.putShort.contract.strike)
        #expect(moved.putShort.nearerButRefused.map(\.contract.strike) == [full.putShort.contract.strike])
    }

    @Test("refuses data that is not fit, with the reason")
    func refusals() throws {
        #expect(failure(ChainBook(sample.chain)) == .noForward)
        guard case .noExpiration? = failure(sample.book(), dte: 0) else {
            Issue.record("no expiration is today's")
            return
        }
        var stale = sample.book()
        stale.policy.quoteAgeLimit = .seconds(-1)
        guard case .noForward? = failure(stale) else {
            // The underlying's price carries a forward, but every quote is stale.
            guard case .noCandidate(_, let refused)? = failure(stale) else {
                Issue.record("stale quotes were used")
                return
            }
            #expect(refused.first?.reason == .unfit(.stale))
            return
        }
    }

    @Test("refuses a condor that brings nothing in, and one whose credit beats its width")
    func credit() throws {
        let full = try condor(sample.book())
        var book = sample.book()
        for contract in [full.putLong, full.callLong] {
            sample.setQuote(in: &book, contract.right, Int(contract.strike.doubleValue), bid: 30, ask: 31)
        }
        guard case .noCredit? = failure(book) else {
            Issue.record("\(String(describing: failure(book)))")
            return
        }
    }

    @Test("the probability below a price agrees with the flat model where the smile is flat")
    func probability() throws {
        let expiration = try #require(sample.book().snapshot(at: sample.moment).expirations.first)
        let middle = try #require(expiration.probabilityBelow(5714))
        #expect(middle > 0.4 && middle < 0.52)
        #expect(expiration.probabilityBelow(0) == 0)
        #expect((expiration.probabilityBelow(3000) ?? 1) < 1e-3)
        #expect((expiration.probabilityBelow(9000) ?? 0) > 0.999)
        let levels = stride(from: 4900.0, through: 6000, by: 50).map { expiration.probabilityBelow($0) ?? -1 }
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 })
    }
}
