public import Brokerage
public import MarketModel
import Options

/// The simulator's market as a brokerage sees it: the quotes the feed sends, of every instrument at any moment.
///
/// The synthetic part is a function of the seed and the moment, so that the same moment has the same quotes whenever and
/// however often it is asked about, in history too. Recorded symbols are known at the present only.
public final class SimulatedVenue: VenueMarket, Sendable {
    private let lanes: [String: SyntheticLane]
    let options: SyntheticOptions?
    private let recorded: [String: (listing: SimulatedListing, id: NameID)]
    private let board: QuoteBoard
    private let faults: FaultBoard
    private let now: @Sendable () -> Timestamp
    /// Options asked for, by symbol. Bounded: a client that invents symbols finds none, one that asks for all of them
    /// makes the memory start anew.
    private let known = Lock<[String: OptionEvents]>([:])
    private static let knownLimit = 50_000
    /// Days and years of the instruments, as far as they were asked for.
    let memory = LaneMemory()

    /// - Parameters:
    ///   - instruments: The synthetic instruments.
    ///   - recorded: What is played from a recording, with the ids its events carry.
    ///   - now: The clock: settlements are not known before their time.
    init(
        instruments: [SyntheticInstrument], options: SyntheticOptions?, seed: UInt64, hours: SyntheticHours,
        recorded: [(listing: SimulatedListing, id: NameID)] = [], board: QuoteBoard = QuoteBoard(),
        faults: FaultBoard = FaultBoard(), now: @escaping @Sendable () -> Timestamp
    ) {
        lanes = Dictionary(
            instruments.map { ($0.listing.symbol, SyntheticLane($0, seed: seed, hours: hours)) },
            uniquingKeysWith: { first, _ in first })
        self.options = options
        self.recorded = Dictionary(recorded.map { ($0.listing.symbol, $0) }, uniquingKeysWith: { first, _ in first })
        self.board = board
        self.faults = faults
        self.now = now
    }

    /// Everything of a synthetic instrument that is no option; `nil` for any other symbol.
    func lane(_ symbol: String) -> SyntheticLane? { lanes[symbol] }

    /// What is known of a listed option; `nil` for any other symbol.
    func option(_ symbol: String) -> OptionEvents? {
        guard let options, symbol.utf8.count >= 10 else { return nil }
        if let found = known.withLock({ $0[symbol] }) { return found }
        guard let listed = options.option(symbol), listed.contract.tastytradeSymbol == symbol,
            let events = OptionEvents(listed, options: options)
        else { return nil }
        known.withLock { known in
            if known.count >= Self.knownLimit { known.removeAll(keepingCapacity: true) }
            known[symbol] = events
        }
        return events
    }

    // MARK: VenueMarket

    public func instrument(_ symbol: String) -> TradableInstrument? {
        if let listing = lanes[symbol]?.instrument.listing ?? recorded[symbol]?.listing { return listing.tradable }
        return option(symbol).flatMap { events in
            options.map { events.option.contract.tradable(symbol, ticks: $0.chains[events.option.chain].ticks) }
        }
    }

    public func quote(of symbol: String, at moment: Timestamp) -> VenueQuote? {
        if let lane = lanes[symbol] {
            let standing = lane.standing(at: moment)
            return VenueQuote(
                standing.quote, last: standing.last?.price, previousClose: previousClose(of: symbol, at: moment),
                isHalted: isHalted(symbol, at: moment))
        }
        if let events = option(symbol) {
            guard let quote = events.quote(at: moment) else { return nil }
            return VenueQuote(
                quote, last: events.trade(at: moment)?.price, previousClose: previousClose(of: symbol, at: moment),
                isHalted: isHalted(events.option.contract.series.underlying, at: moment))
        }
        guard let id = recorded[symbol]?.id, let entry = board[id] else { return nil }
        return VenueQuote(
            entry.quote, last: entry.last?.price, previousClose: nil, isHalted: isHalted(symbol, at: moment))
    }

    public func settlement(of symbol: String, on day: TradingDay, atOpen: Bool) -> Price? {
        if let events = option(symbol) { return settlement(of: events, on: day) }
        guard let lane = lanes[symbol], let moment = lane.instrument.listing.settles(on: day, atOpen: atOpen),
            moment <= now()
        else { return nil }
        return lane.price(at: moment)
    }

    // MARK: Parts

    private func isHalted(_ symbol: String, at moment: Timestamp) -> Bool {
        faults.isOn(.haltedSymbol, [symbol], at: moment)
    }

    /// The settlement of the session before the one that owns a moment.
    func previousClose(of symbol: String, at moment: Timestamp) -> Price? {
        guard let calendar = calendar(of: symbol) else { return nil }
        let day = calendar.session(owning: moment).day
        return calendar.previousSession(before: day).flatMap { settlement(of: symbol, on: $0.day, atOpen: false) }
    }

    private func calendar(of symbol: String) -> ExchangeCalendar? {
        lanes[symbol]?.instrument.listing.specification.calendar ?? option(symbol)?.option.contract.series.calendar
    }

    /// An option's price at the close of a day: the middle of its market, or what it was worth on the day it expired.
    private func settlement(of events: OptionEvents, on day: TradingDay) -> Price? {
        let contract = events.option.contract
        let series = contract.series
        guard day <= series.expiration, let options else { return nil }
        if day == series.expiration {
            guard
                let underlying = settlement(of: series.underlying, on: day, atOpen: series.settlement == .am)
            else { return nil }
            let worth =
                contract.right == .call
                ? underlying.billionths - contract.strike.billionths
                : contract.strike.billionths - underlying.billionths
            return Price(billionths: max(0, worth))
        }
        guard let close = series.calendar.session(on: day)?.regular?.upperBound, close <= now(),
            let value = events.valuation(at: close)?.value.price
        else { return nil }
        return options.chains[events.option.chain].ticks.above(value)
    }
}

extension VenueQuote {
    /// A quote of the feed; a side without a size is no side, except that of an index.
    fileprivate init(_ quote: Quote?, last: Price?, previousClose: Price?, isHalted: Bool) {
        let bid = quote?.bidPrice.flatMap { $0 > .zero ? $0 : nil }
        self.init(
            bid: bid, ask: quote?.askPrice, bidSize: quote?.bidSize ?? .zero, askSize: quote?.askSize ?? .zero,
            last: last, previousClose: previousClose, isHalted: isHalted)
    }
}
