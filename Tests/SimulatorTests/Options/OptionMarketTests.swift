import MarketModel
import Options
import Testing

@testable import Simulator

struct OptionMarketTests {
    private let symbols = [
        ".SPY261218P680", ".SPXW261127C6800", "./EW4X26P6800:XCME", ".VIX261216C20", "./LOF27C61:XNYM",
    ]

    private func digest(of events: [MarketEvent], _ names: NameTable) -> UInt64 {
        var digest = EventDigest()
        for event in events {
            digest.add(Int64(event.symbol.rawValue))
            switch event {
            case .greeks(let greeks):
                for value in [greeks.price, greeks.delta, greeks.volatility, greeks.thetaPerDay] {
                    digest.add(Int64(bitPattern: value.bitPattern))
                }
            case .trade(let trade): digest.add(trade.price?.billionths ?? -1)
            case .summary(let summary): digest.add(summary.openInterest)
            default: digest.add(event)
            }
        }
        return digest.value
    }

    /// A minute of every type of some options, moved in steps.
    private func minute(seed: UInt64, step: Duration) throws -> (digest: UInt64, count: Int) {
        let names = NameTable()
        let market = OptionMarket(OptionBench.options(seed: seed), names: names)
        for symbol in symbols {
            let id = try #require(market.symbol(symbol), "\(symbol)")
            for type in [MarketEventType.quote, .greeks, .trade, .summary, .timeAndSale] {
                market.retain(type, of: id)
            }
        }
        var events: [MarketEvent] = []
        var now = OptionBench.start
        while now < OptionBench.start + .seconds(60) {
            now = min(now + step, OptionBench.start + .seconds(60))
            market.advance(through: now, into: &events)
        }
        return (digest(of: events, names), events.count)
    }

    @Test("the same seed and subscriptions give the same bytes, however the time passes")
    func sameBytes() throws {
        let first = try minute(seed: 7, step: .milliseconds(20))
        #expect(first.count > 300)
        #expect(try minute(seed: 7, step: .milliseconds(730)) == first)
        #expect(try minute(seed: 8, step: .milliseconds(20)).digest != first.digest)
    }

    @Test("only what is subscribed is priced, and only as long")
    func laziness() throws {
        let market = OptionMarket(OptionBench.shared, names: NameTable())
        #expect(market.nextMoment == nil)
        let id = try #require(market.symbol(symbols[0]))
        #expect(market.symbol("SPY") == nil && market.symbol(".SPY261218P680.01") == nil)
        market.retain(.quote, of: id)
        market.retain(.quote, of: id)
        #expect(market.nextMoment != nil)
        var events: [MarketEvent] = []
        market.advance(through: OptionBench.start + .seconds(5), into: &events)
        #expect(!events.isEmpty && events.allSatisfy { $0.type == .quote && $0.symbol == id })
        market.release(.quote, of: id)
        #expect(market.nextMoment != nil)
        market.release(.quote, of: id)
        #expect(market.nextMoment == nil)
        events = []
        market.advance(through: OptionBench.start + .seconds(9), into: &events)
        #expect(events.isEmpty)
    }

    @Test("a beat prices a bounded number of options, and each gets its turn")
    func pace() throws {
        let market = OptionMarket(OptionBench.shared, names: NameTable())
        let chain = try #require(OptionBench.shared.chain(of: "SPX"))
        let contracts = chain.series.flatMap(\.contracts).prefix(2600)
        for contract in contracts {
            let symbol = try #require(contract.streamerSymbol)
            market.retain(.greeks, of: try #require(market.symbol(symbol)))
        }
        var seen = Set<NameID>()
        for beat in 1...6 {
            var events: [MarketEvent] = []
            market.advance(through: OptionBench.start + .milliseconds(250 * beat), into: &events)
            #expect(events.count <= OptionMarket.budget)
            seen.formUnion(events.map(\.symbol))
        }
        // Those that expired this morning have none.
        #expect(seen.count >= 2600 - contracts.count { $0.series.stopsTradingAt <= OptionBench.start })
    }

    @Test("Greeks have the feed's units: theta a day, vega and rho a point")
    func units() throws {
        let market = OptionMarket(OptionBench.shared, names: NameTable())
        let id = try #require(market.symbol(".SPXW261218C6800"))
        guard case .greeks(let greeks)? = market.current(.greeks, of: id) else {
            Issue.record("no Greeks")
            return
        }
        let option = try #require(OptionBench.shared.option(".SPXW261218C6800"))
        let model = try #require(OptionBench.shared.model(of: option))
        let inputs = try #require(model.inputs(of: option.contract, at: OptionBench.start))
        var moved = inputs
        moved.volatility += 0.0001
        #expect(abs((BlackScholes.price(moved) - greeks.price) / 0.01 - greeks.vegaPerPoint) < 1e-3)
        moved = inputs
        moved.years -= 1 / 365.0 / 1000
        #expect(abs((BlackScholes.price(moved) - greeks.price) * 1000 - greeks.thetaPerDay) < 1e-2)
        moved = inputs
        moved.rate += 0.0001
        #expect(abs((BlackScholes.price(moved) - greeks.price) / 0.01 - greeks.rhoPerPoint) < 1e-2)
    }

    @Test("Greeks of options on indices and futures can be withheld, as the feed has none for some")
    func withheld() throws {
        let market = OptionMarket(OptionBench.shared, names: NameTable(), withholdsGreeks: true)
        for symbol in symbols {
            let id = try #require(market.symbol(symbol))
            #expect((market.current(.greeks, of: id) != nil) == symbol.hasPrefix(".SPY"), "\(symbol)")
            #expect(market.current(.quote, of: id) != nil)
        }
    }

    @Test("the last trade and the prints are one story")
    func trades() throws {
        let names = NameTable()
        let market = OptionMarket(OptionBench.shared, names: names)
        let id = try #require(market.symbol(".SPXW261123C6800"))
        market.retain(.timeAndSale, of: id)
        market.retain(.trade, of: id)
        guard case .trade(let before)? = market.current(.trade, of: id) else {
            Issue.record("no trade yet")
            return
        }
        var events: [MarketEvent] = []
        for second in 1...120 { market.advance(through: OptionBench.start + .seconds(second), into: &events) }
        var volume = before.dayVolume
        for event in events {
            if case .timeAndSale(let print) = event {
                volume += try #require(print.size).doubleValue
                #expect(print.price == print.bidPrice || print.price == print.askPrice)
            }
            if case .trade(let trade) = event { #expect(trade.dayVolume == volume) }
        }
        #expect(volume > before.dayVolume)
    }

    @Test("an expired option has no quote, no Greeks and no trades any more")
    func expiry() throws {
        let options = OptionBench.shared
        let option = try #require(options.option(".SPXW261120C6800"))
        let names = NameTable()
        let id = try #require(names.id(for: ".SPXW261120C6800"))
        let events = try #require(OptionEvents(option, symbol: id, options: options, names: names))
        let last = try #require(Timestamp("2026-11-20T20:59:59.9Z"))
        #expect(events.quote(at: last) != nil && events.greeks(at: last) != nil)
        let close = try #require(Timestamp("2026-11-20T21:00:00Z"))
        #expect(events.quote(at: close) == nil && events.greeks(at: close) == nil)
        #expect(events.valuation(at: close) == nil)
        #expect(events.trades(at: close + .seconds(600)).count == events.trades(at: close).count)
    }

    @Test("with exchange hours a weekend is quiet")
    func hours() throws {
        let options = OptionBench.options(hours: .exchange)
        let option = try #require(options.option(".SPY261218P680"))
        #expect(options.trades(option.contract, at: OptionBench.start))
        #expect(!options.trades(option.contract, at: OptionBench.start + .seconds(86_400)))
    }
}
