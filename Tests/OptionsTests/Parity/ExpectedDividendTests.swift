import MarketModel
import Options
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct ExpectedDividendTests {
    private let moment = USTimeZone.eastern.moment(SampleChain.day, 12)

    @Test("only dividends between the moment and expiry count")
    func window() throws {
        let end = moment + .seconds(30 * 86_400)
        func dividend(_ days: Int) -> ExpectedDividend {
            ExpectedDividend(exMoment: moment + .seconds(days * 86_400), amount: SampleChain.price(1.25))
        }
        #expect(dividend(0).payment(before: end, from: moment) == nil)
        #expect(dividend(-3).payment(before: end, from: moment) == nil)
        #expect(dividend(30).payment(before: end, from: moment) == nil)
        let payment = try #require(dividend(10).payment(before: end, from: moment))
        #expect(abs(payment.years - 10.0 / 365) < 1e-12 && payment.amount == 1.25)
    }

    @Test("the forward is the price less the dividends' present values, with interest")
    func forward() {
        let estimate = ForwardEstimate.carried(
            100, years: 1, rates: .flat(0.05), dividends: [CashDividend(years: 0.5, amount: 2)])
        #expect(abs(estimate.forward - (100 * exp(0.05) - 2 * exp(0.025))) < 1e-12)
        #expect(estimate.forwardSource == .carried && estimate.rate == 0.05)
    }

    @Test("a chain with puts alone takes them into its forward")
    func chain() throws {
        let sample = SampleChain(strikes: [5600])
        var policy = ChainPolicy(rates: .flat(0.04))
        policy.dividends = [ExpectedDividend(exMoment: moment + .seconds(5 * 86_400), amount: SampleChain.price(20))]
        var book = ChainBook(sample.chain, policy: policy)
        book.setUnderlying(SampleChain.price(5700), at: moment)
        let expiration = try #require(book.snapshot(at: moment).expirations.first)
        let estimate = try #require(expiration.forward)
        #expect(estimate.forwardSource == .carried)
        #expect(abs(estimate.forward - (5700 - 20) * exp(0.04 * expiration.years)) < 0.1)
        #expect(try #require(estimate.impliedDividendYield) > 0.03)
    }
}
