import Brokerage
import MarketModel
import Options
import Testing

@testable import Simulator

struct SimulatedVenueTests {
    private static let start = OptionBench.start
    private static let instruments: [SyntheticInstrument] = SyntheticInstrument.universe(on: OptionBench.day)
    private let venue: SimulatedVenue = SimulatedVenue(
        instruments: Self.instruments, options: OptionBench.shared, seed: 7, hours: .alwaysLively,
        now: { Self.start + .seconds(3600) })

    @Test("quotes at any moment are those the feed sends", arguments: ["/ESZ6", "SPY", "BTC/USD", "SPX"])
    func sameAsFeed(symbol: String) throws {
        let names = NameTable()
        var market = SyntheticMarket(
            instruments: Self.instruments, configuration: .init(seed: 7, start: Self.start), names: names)
        let listing = try #require(Self.instruments.first { $0.listing.symbol == symbol }).listing
        let id = try #require(names.existingID(for: listing.streamerSymbol))
        var checked = 0
        for step in 1...40 {
            let moment = Self.start + .milliseconds(Int64(step) * 137)
            var events: [MarketEvent] = []
            market.advance(through: moment, limit: .max, into: &events)
            var last: Quote?
            for case .quote(let quote) in events where quote.symbol == id { last = quote }
            guard let last, let quote = venue.quote(of: symbol, at: moment) else { continue }
            #expect(quote.bid == last.bidPrice && quote.ask == last.askPrice)
            #expect(quote.bidSize == last.bidSize ?? .zero && quote.askSize == last.askSize ?? .zero)
            checked += 1
        }
        #expect(checked > 10)
    }

    @Test("the past does not depend on when it is asked for")
    func pure() throws {
        let moment = Self.start - .seconds(500)
        let first = try #require(venue.quote(of: "SPY", at: moment))
        _ = venue.quote(of: "SPY", at: Self.start)
        #expect(venue.quote(of: "SPY", at: moment) == first)
        #expect(first.last != nil && first.previousClose != nil && !first.isHalted)
    }

    @Test("relatives have one price")
    func relatives() throws {
        func mark(_ symbol: String) throws -> Double {
            try #require(venue.quote(of: symbol, at: Self.start)?.mark).doubleValue
        }
        #expect(venue.quote(of: "/MESZ6", at: Self.start)?.bid != nil)
        #expect(abs(try mark("/ESZ6") - mark("/MESZ6")) <= 0.5)
        #expect(abs(try mark("SPX") - 10 * mark("XSP")) < 1)
        #expect(abs(try mark("SPX") - 10 * mark("SPY")) < 1)
        #expect(abs(try mark("RUT") / mark("IWM") - 10.069) < 0.02)
    }

    @Test("instruments are told with steps, worth and underlying")
    func tradable() throws {
        let future = try #require(venue.instrument("/ESZ6"))
        #expect(future.underlying == "/ES" && future.multiplier == Quantity(whole: 50))
        #expect(future.tick(at: Price("6000")!) == Price("0.25"))
        let share = try #require(venue.instrument("F"))
        #expect(share.tick(at: Price("0.5")!) == Price("0.0001") && share.tick(at: Price("13")!) == Price("0.01"))
        #expect(venue.instrument("SPX")?.kind == .equity(isIndex: true))
        #expect(venue.instrument("BTC/USD")?.kind == .cryptocurrency)
        let chain = try #require(OptionBench.shared.chain(of: "SPX"))
        let contract = try #require(chain.series.first { $0.series.root == "SPXW" }?.contracts.first)
        let symbol = try #require(contract.tastytradeSymbol)
        let option = try #require(venue.instrument(symbol))
        #expect(option.kind == .equityOption(contract) && option.underlying == "SPX")
        #expect(option.multiplier == Quantity(whole: 100))
        #expect(option.tick(at: Price("2.95")!) == Price("0.05") && option.tick(at: Price("3")!) == Price("0.1"))
        for unknown in ["", "NONE", "ESZ6", "SPXW  261120C00000001", "./ESZ6 EW4X6 261127C1", symbol + " "] {
            #expect(venue.instrument(unknown) == nil && venue.quote(of: unknown, at: Self.start) == nil)
        }
    }

    @Test("a settlement is known once its hour has come, and options expire at their worth")
    func settlements() throws {
        let day = OptionBench.day
        let close = try #require(ExchangeCalendar.nyse.session(on: day)?.regular?.upperBound)
        func venue(at now: Timestamp) -> SimulatedVenue {
            SimulatedVenue(
                instruments: Self.instruments, options: OptionBench.shared, seed: 7, hours: .alwaysLively,
                now: { now })
        }
        #expect(venue(at: close - .seconds(1)).settlement(of: "SPY", on: day, atOpen: false) == nil)
        #expect(venue(at: close - .seconds(1)).settlement(of: "SPY", on: day, atOpen: true) != nil)
        #expect(venue(at: close).settlement(of: "SPY", on: TradingDay("2026-11-21")!, atOpen: false) == nil)
        let after = venue(at: close)
        let settled = try #require(after.settlement(of: "SPY", on: day, atOpen: false))
        let quote = try #require(after.quote(of: "SPY", at: close))
        let (bid, ask) = (try #require(quote.bid), try #require(quote.ask))
        #expect(bid <= settled && settled <= ask)
        let series = try #require(OptionBench.shared.chain(of: "SPY")?.series.first { $0.series.expiration == day })
        for contract in series.contracts {
            let worth = try #require(
                after.settlement(of: contract.tastytradeSymbol ?? "", on: day, atOpen: false))
            let sign: Int64 = contract.right == .call ? 1 : -1
            #expect(worth.billionths == max(0, sign * (settled.billionths - contract.strike.billionths)))
        }
    }

    @Test("while the exchange is closed the quotes are those of its close")
    func closed() throws {
        let venue = SimulatedVenue(
            instruments: Self.instruments, options: nil, seed: 7, hours: .exchange, now: { Self.start })
        let saturday = Timestamp("2026-11-21T15:00:00Z")!
        let sunday = Timestamp("2026-11-22T15:00:00Z")!
        let quote = try #require(venue.quote(of: "SPY", at: saturday))
        #expect(quote.bid != nil && venue.quote(of: "SPY", at: sunday) == quote)
        #expect(venue.quote(of: "BTC/USD", at: saturday) != venue.quote(of: "BTC/USD", at: sunday))
    }

    @Test("a halted symbol says so, its options too")
    func halted() throws {
        let faults = FaultBoard()
        let venue = SimulatedVenue(
            instruments: Self.instruments, options: OptionBench.shared, seed: 7, hours: .alwaysLively, faults: faults,
            now: { Self.start })
        faults.switchOn(try FaultOrder(parsing: "halted-symbol:target=SPY"), at: Self.start)
        let option = try #require(
            OptionBench.shared.chain(of: "SPY")?.series.last?.contracts.first?.tastytradeSymbol)
        #expect(venue.quote(of: "SPY", at: Self.start)?.isHalted == true)
        #expect(venue.quote(of: option, at: Self.start)?.isHalted == true)
        #expect(venue.quote(of: "QQQ", at: Self.start)?.isHalted == false)
    }
}
