import MarketModel
import Options
import Testing

struct ChainBookTests {
    private let sample = SampleChain()

    private func expiration(_ book: ChainBook) throws -> ExpirationSnapshot {
        try #require(book.snapshot(at: sample.moment).expirations.first)
    }

    @Test("finds forward, rate, yield and the Greeks that the quotes were made with")
    func valuesFromQuotes() throws {
        let expiration = try expiration(sample.book())
        let forward = try #require(expiration.forward)
        let years = sample.series.years(at: sample.moment)
        #expect(forward.forwardSource == .parity)
        #expect(forward.rateSource == .parity)
        #expect(abs(forward.rate - 0.045) < 1e-6)
        #expect(abs(forward.forward - 5700 * 1.00246) < 1)
        #expect(abs((forward.impliedDividendYield ?? 0) - 0.013) < 1e-6)
        #expect(expiration.daysToExpiration == 28)
        #expect(abs(years - 28.166666 / 365) < 1e-6)
        for strike in [5200, 5700, 5900] {
            let right: OptionRight = strike < 5700 ? .put : .call
            let contract = try #require(expiration.contract(right, SampleChain.price(Double(strike))))
            let valuation = try #require(contract.valuation)
            let expected = sample.valuation(right, strike).greeks
            #expect(valuation.source == .quote)
            #expect(valuation.inputs?.years == years)
            #expect(abs(valuation.volatility - sample.volatility(strike)) < 1e-6)
            #expect(abs(valuation.greeks.delta - expected.delta) < 1e-6)
            #expect(abs(valuation.greeks.thetaPerDay - expected.thetaPerDay) < 1e-4)
        }
    }

    @Test("shows volatility at the forward, the expected move and one standard deviation")
    func expirationFigures() throws {
        let expiration = try expiration(sample.book())
        let volatility = try #require(expiration.atTheMoneyVolatility)
        #expect(abs(volatility - sample.volatility(5714)) < 2e-4)
        // The undiscounted straddle at the forward, from the two options next to it.
        let straddle = sample.price(.call, 5725) + sample.price(.put, 5725)
        let move = try #require(expiration.expectedMove)
        #expect(abs(move - straddle) < 2)
        let range = try #require(expiration.oneStandardDeviation)
        #expect(range.lowerBound < 5714 - move && range.upperBound > 5714 + move)
    }

    @Test("missing stays missing")
    func missing() throws {
        let book = ChainBook(sample.chain)
        let expiration = try expiration(book)
        let contract = try #require(expiration.contract(.call, SampleChain.price(5700)))
        #expect(contract.bid == nil && contract.mid == nil && contract.volume == nil && contract.openInterest == nil)
        #expect(contract.valuation == nil && contract.probabilityOutOfTheMoney == nil && contract.intrinsic == nil)
        #expect(contract.exclusion == .absentQuote)
        #expect(expiration.forward == nil && expiration.atTheMoneyVolatility == nil && expiration.expectedMove == nil)
        #expect(expiration.exclusions[.absentQuote] == sample.chain.count)
    }

    @Test(
        "names why a quote is unfit",
        arguments: [
            (10.0 as Double?, 9.0 as Double?, 0, ChainExclusion.crossed), (0.0, 0.5, 0, .zeroBid),
            (-0.5, 0.5, 0, .negativePrice), (nil, 9.0, 0, .absentQuote), (9.0, nil, 0, .absentQuote),
            (0.0, 0.0, 0, .absentQuote), (9.0, 10.0, 301, .stale), (6000.0, 6001.0, 0, .noVolatility),
        ])
    func exclusions(bid: Double?, ask: Double?, age: Int, expected: ChainExclusion) throws {
        var book = sample.book()
        sample.setQuote(in: &book, .put, 5200, bid: bid, ask: ask, age: .seconds(age))
        let expiration = try expiration(book)
        let contract = try #require(expiration.contract(.put, SampleChain.price(5200)))
        #expect(contract.exclusion == expected)
        #expect(expiration.exclusions[expected] == 1)
        #expect(expiration.exclusions.total == 1)
        // The neighbours still say what it is worth.
        let valuation = try #require(contract.valuation)
        #expect(valuation.source == .neighbours)
        #expect(abs(valuation.volatility - sample.volatility(5200)) < 2e-3)
    }

    @Test("prefers the feed's Greeks while they are young, and says where each comes from")
    func feedGreeks() throws {
        var book = sample.book()
        let instrument = try #require(book.instrument(streaming: ".SPXWC5700"))
        let greeks = OptionGreeks(
            delta: 0.5, gamma: 0.001, thetaPerDay: -1, vegaPerPoint: 6, rhoPerPoint: 2)
        guard case .contract(let index) = instrument else { return }
        book.setFeedValuation(
            FeedValuation(volatility: 0.2, greeks: greeks, time: sample.moment - .seconds(9)), of: index)
        let contract = try #require(try expiration(book).contract(.call, SampleChain.price(5700)))
        #expect(contract.valuation?.source == .feed)
        #expect(contract.valuation?.age == .seconds(9))
        #expect(contract.valuation?.inputs == nil)
        #expect(contract.delta == 0.5)
        book.setFeedValuation(
            FeedValuation(volatility: 0.2, greeks: greeks, time: sample.moment - .seconds(900)), of: index)
        #expect(try expiration(book).contract(.call, SampleChain.price(5700))?.valuation?.source == .quote)
    }

    @Test("takes events of the feed, and counts Greeks that are not numbers")
    func events() throws {
        var book = sample.book()
        let instrument = try #require(book.instrument(streaming: ".SPXWP5700"))
        let id = NameID(rawValue: 1)
        let quote = Quote(
            symbol: id, bidPrice: Price("88.5"), bidSize: Quantity("12"), askPrice: Price("88.9"),
            askSize: Quantity("7"))
        book.take(.quote(quote), for: instrument, receivedAt: sample.moment - .seconds(2))
        book.take(.greeks(Greeks(symbol: id, delta: .nan)), for: instrument, receivedAt: sample.moment)
        book.take(.summary(Summary(symbol: id, openInterest: 4321)), for: instrument, receivedAt: sample.moment)
        book.take(
            .trade(Trade(symbol: id, price: Price("88.7"), dayVolume: 55)), for: instrument, receivedAt: sample.moment)
        let expiration = try expiration(book)
        let contract = try #require(expiration.contract(.put, SampleChain.price(5700)))
        #expect(contract.mid == Price("88.7"))
        #expect(contract.bidSize == Quantity("12") && contract.askSize == Quantity("7"))
        #expect(contract.quoteAge == .seconds(2))
        #expect(contract.openInterest == 4321 && contract.volume == 55 && contract.last == Price("88.7"))
        #expect(abs((contract.spreadFraction ?? 0) - 0.4 / 88.7) < 1e-12)
        #expect(expiration.exclusions[.notANumber] == 1)
        #expect(contract.valuation?.source == .quote)
    }

    @Test("says that expired options are, and computes nothing for them")
    func expired() throws {
        let book = sample.book()
        let snapshot = book.snapshot(at: sample.series.expiresAt)
        let expiration = try #require(snapshot.expirations.first)
        #expect(expiration.years == 0)
        #expect(expiration.forward == nil)
        #expect(expiration.exclusions[.expired] == sample.chain.count)
        #expect(expiration.contract(.call, SampleChain.price(5000))?.intrinsic == SampleChain.price(700))
    }

    @Test("narrows to days to expiration, and counts what the chain lost before")
    func days() {
        var book = sample.book()
        book.unlisted.count(.unknownRoot, 3)
        #expect(book.snapshot(at: sample.moment, days: 0...7).expirations.isEmpty)
        let snapshot = book.snapshot(at: sample.moment, days: 20...30)
        #expect(snapshot.expirations.count == 1)
        #expect(snapshot.exclusions[.unknownRoot] == 3)
        #expect(snapshot.underlyingPrice?.price == Price("5700"))
    }
}
