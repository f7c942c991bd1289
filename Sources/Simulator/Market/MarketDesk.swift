import DXLink
import MarketModel

/// The market as the feed side sees it: a source, and everything derived from its quotes and prints.
///
/// Owned by one thread. Symbols cost nothing until somebody asks for them; then their day and their candles are
/// made from the prints the source already gave.
final class MarketDesk {
    /// What one step of the market brought.
    struct Step {
        var batch: FeedBatch
        /// Quotes and prints of the source in it.
        var sourceEvents: Int
    }

    let names: NameTable
    let encoder: RowEncoder
    let listings: [SimulatedListing]
    private(set) var source: any MarketSource
    /// The options on what trades here; `nil` for a market without.
    private let options: OptionMarket?
    private let ids: [NameID]
    /// Where a symbol stands in `listings`, by its raw id; -1 for other names.
    private var placeOfID: [Int] = []
    private var cursors: [SessionCursor]
    private var states: [SymbolState?]
    private var quotes: [Quote?]
    private var series: [NameID: CandleSeries] = [:]
    /// Candle symbols by their base symbol, in order of their first subscription.
    private var seriesOfBase: [NameID: [NameID]] = [:]
    /// What it gets wrong on purpose; `nil` for a market that cannot.
    private let faults: MarketFaults?
    /// Sessions that want every trade, not only the last.
    var tradeStreams = 0

    init(
        source: any MarketSource, names: NameTable, options: OptionMarket? = nil, faults: MarketFaults? = nil
    ) {
        self.faults = faults
        self.source = source
        self.options = options
        self.names = names
        encoder = RowEncoder(names: names)
        listings = source.listings
        ids = listings.compactMap { names.id(for: $0.streamerSymbol) }
        cursors = listings.map { SessionCursor($0.specification.calendar) }
        states = Array(repeating: nil, count: listings.count)
        quotes = Array(repeating: nil, count: listings.count)
        for (place, id) in ids.enumerated() {
            while placeOfID.count <= Int(id.rawValue) { placeOfID.append(-1) }
            placeOfID[Int(id.rawValue)] = place
        }
    }

    /// The id of a symbol that trades here; `nil` for any other.
    func symbol(_ text: String) -> NameID? {
        options?.symbol(text) ?? names.existingID(for: text).flatMap { place(of: $0) == nil ? nil : $0 }
    }

    /// Where a symbol stands in `listings`.
    private func place(of id: NameID) -> Int? {
        let raw = Int(id.rawValue)
        return raw < placeOfID.count && placeOfID[raw] >= 0 ? placeOfID[raw] : nil
    }

    /// Every symbol that trades here.
    var symbols: [NameID] { ids }

    /// When the next event of the source is due; `nil` when it has ended.
    ///
    /// Options follow their source: a source that has ended takes them with it.
    func nextMoment() -> Timestamp? {
        source.nextMoment().map { next in options?.nextMoment.map { min(next, $0) } ?? next }
    }

    /// Passes over the events before a moment, for a clock that jumped.
    func skip(to moment: Timestamp) { source.skip(to: moment) }

    /// Moves the market on and returns what is new: source events in their order, then candles.
    func advance(through moment: Timestamp, limit: Int) -> Step? {
        var events: [MarketEvent] = []
        source.advance(through: moment, limit: limit, into: &events)
        let sourceEvents = events.count
        if let faults { events = faults.applied(events) }
        let told = events.count
        // Options wait until the source has come as far.
        if sourceEvents < limit, let options {
            var own: [MarketEvent] = []
            options.advance(through: moment, into: &own)
            events.append(contentsOf: faults?.applied(own) ?? own)
        }
        guard !events.isEmpty else { return nil }
        var trades: [MarketEvent] = []
        var touched: [NameID] = []
        for event in events[..<told] {
            switch event {
            case .quote(let quote):
                if let place = place(of: quote.symbol) { quotes[place] = quote }
            case .timeAndSale(let print):
                take(print, trades: &trades, touched: &touched)
            default: break
            }
        }
        events.append(contentsOf: trades)
        for id in touched { series[id]?.appendChanges(to: &events) }
        return Step(batch: FeedBatch(events, encoder: encoder), sourceEvents: sourceEvents)
    }

    private func take(_ print: TimeAndSale, trades: inout [MarketEvent], touched: inout [NameID]) {
        guard let place = place(of: print.symbol) else { return }
        if states[place] != nil {
            states[place]?.take(print, day: cursors[place].session(owning: print.time).day)
            if tradeStreams > 0, let trade = states[place]?.trade { trades.append(.trade(trade)) }
        }
        guard let candles = seriesOfBase[print.symbol] else { return }
        let isRegular = source.isRegularHours(print.time, of: print.symbol)
        for id in candles {
            series[id]?.add(print, isRegularHours: isRegular)
            if !touched.contains(id) { touched.append(id) }
        }
    }

    /// The session that owns a moment, by the symbol's calendar.
    private func session(of moment: Timestamp, at place: Int) -> (day: TradingDay, open: Timestamp) {
        let session = cursors[place].session(owning: moment)
        return (session.day, session.open)
    }

    // MARK: Last values

    /// The last value of a type that is not a candle; `nil` while there is none.
    func current(_ type: MarketEventType, of symbol: NameID) -> MarketEvent? {
        if type == .candle { return series[symbol]?.last.map { .candle($0) } }
        guard let place = place(of: symbol) else { return options?.current(type, of: symbol) }
        if type == .quote { return quotes[place].map { .quote($0) } }
        activate(symbol)
        guard let state = states[place] else { return nil }
        switch type {
        case .trade: return state.trade.map { .trade($0) }
        case .summary: return state.summary.map { .summary($0) }
        case .profile:
            var profile = state.profile
            if let faults, faults.isHalted(symbol, at: faults.now()) { profile.tradingStatus = .halted }
            return .profile(profile)
        case .timeAndSale: return state.lastPrint.map { .timeAndSale($0) }
        default: return nil
        }
    }

    /// Notes that somebody is subscribed to a type of a symbol: options are priced only then.
    func retain(_ type: MarketEventType, of symbol: NameID) { options?.retain(type, of: symbol) }

    /// Notes that a subscription has ended.
    func release(_ type: MarketEventType, of symbol: NameID) { options?.release(type, of: symbol) }

    /// Begins to keep the day's totals of a symbol, from the prints already given.
    func activate(_ symbol: NameID) {
        guard let place = place(of: symbol), states[place] == nil else { return }
        let listing = listings[place]
        var state = SymbolState(symbol: symbol, description: names.id(for: listing.description) ?? .none)
        source.prints(of: symbol, since: .epoch) { print in
            state.take(print, day: session(of: print.time, at: place).day)
        }
        states[place] = state
    }

    // MARK: Histories

    /// The prints not before `start`, newest first, at most `limit`, and whether older ones were left out.
    func printHistory(of symbol: NameID, since start: Timestamp, limit: Int) -> (events: [MarketEvent], isCut: Bool) {
        var prints: [MarketEvent] = []
        // A correction replaces what it corrects, a cancellation removes it: only the outcome is left.
        var changes: [Int64: TimeAndSale] = [:]
        var isCut = false
        source.prints(of: symbol, since: start) { print in
            guard print.kind == .new else {
                changes[print.index] = print
                return
            }
            if prints.count >= 2 * limit {
                prints.removeFirst(prints.count - limit)
                isCut = true
            }
            prints.append(.timeAndSale(print))
        }
        if !changes.isEmpty {
            prints = prints.compactMap { event in
                guard case .timeAndSale(let print) = event, let change = changes[print.index] else { return event }
                return change.kind == .cancel ? nil : .timeAndSale(change)
            }
        }
        return (prints.suffix(limit).reversed(), isCut || prints.count > limit)
    }

    /// Begins a candle series, or joins it; `nil` when the symbol is not understood or does not trade here.
    func openSeries(_ text: String) -> NameID? {
        guard let candle = CandleSymbol(bounded: text), let base = symbol(candle.marketSymbol),
            let place = place(of: base),
            let id = names.id(for: candle.description)
        else { return nil }
        if series[id] != nil {
            series[id]?.subscribers += 1
            return id
        }
        let grid = BarGrid(candle) { [unowned self] in session(of: $0, at: place) }
        var maker = CandleMaker(symbol: candle, grid: grid)
        source.prints(of: base, since: .epoch) { print in
            maker.add(print, isRegularHours: source.isRegularHours(print.time, of: base))
        }
        _ = maker.takeChanges()
        series[id] = CandleSeries(id: id, base: base, maker: maker)
        seriesOfBase[base, default: []].append(id)
        return id
    }

    /// The id of a series that is open, by its symbol in any spelling.
    func openedSeries(_ text: String) -> NameID? {
        CandleSymbol(bounded: text).flatMap { names.existingID(for: $0.description) }
            .flatMap { series[$0] == nil ? nil : $0 }
    }

    /// Leaves a series; the last to leave ends it.
    func closeSeries(_ id: NameID) {
        guard let open = series[id] else { return }
        if open.subscribers > 1 {
            series[id]?.subscribers -= 1
        } else {
            series[id] = nil
            seriesOfBase[open.base]?.removeAll { $0 == id }
        }
    }

    /// The bars of an open series; see `CandleSeries.snapshot`.
    func candleHistory(of id: NameID, since start: Timestamp, limit: Int) -> (events: [MarketEvent], isCut: Bool) {
        series[id]?.snapshot(since: start, limit: limit) ?? ([], false)
    }
}
