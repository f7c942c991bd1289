import MarketModel
import OrderFlow

/// Everything kept of one instrument: its latest quote, its prints and the views of them.
struct SymbolDesk {
    let instrument: FlowInstrument
    /// An array, not a dictionary: a view is changed in place with every print, and its engine must never be copied.
    private(set) var views: [FlowView] = []
    private(set) var archive: PrintArchive
    private(set) var backfill = Backfill()
    private(set) var bid: Price?
    private(set) var ask: Price?
    private(set) var receivedAt: Timestamp?
    /// Prints taken, corrections and cancellations included.
    private(set) var prints = 0
    /// The venue's time of the latest print.
    private(set) var lastPrintTime: Timestamp?
    /// Quotes taken.
    private(set) var quotes = 0
    /// Where the prints that are counted come from.
    private(set) var source = FlowSource.timeAndSale
    private var guesses = TradeQuotePrints()
    private let watchedAt: Timestamp
    /// How long time and sales may be missing, while last trades arrive, before those are counted in their place.
    private let patience: Duration

    init(instrument: FlowInstrument, archiveCapacity: Int, patience: Duration, at now: Timestamp) {
        self.instrument = instrument
        self.patience = patience
        watchedAt = now
        archive = PrintArchive(capacity: archiveCapacity)
    }

    /// Opens a view, filled from the prints that are kept.
    mutating func open(_ key: FlowViewKey, at now: Timestamp) {
        if let place = views.firstIndex(where: { $0.key == key }) {
            views[place].lastUsed = now
            return
        }
        var view = FlowView(key: key, instrument: instrument, source: source, at: now)
        archive.forEach { view.engine.ingest($0) }
        (view.bid, view.ask, view.receivedAt) = (bid, ask, receivedAt)
        views.append(view)
    }

    /// The view with this key, if it is open.
    func view(_ key: FlowViewKey) -> FlowView? { views.first { $0.key == key } }

    /// Closes the views that `isUnused` says nobody needs.
    mutating func close(where isUnused: (FlowView) -> Bool) { views.removeAll(where: isUnused) }

    mutating func beginBackfill(deadline: Timestamp) { backfill.begin(deadline: deadline) }

    mutating func take(_ event: TimeAndSale, receivedAt moment: Timestamp) {
        receivedAt = moment
        prints += 1
        if source != .timeAndSale { count(from: .timeAndSale) }
        if backfill.state == .live, event.flags.isEmpty {
            count(event, receivedAt: moment)
            return
        }
        var released: [TimeAndSale] = []
        backfill.take(event) { released.append($0) }
        // Latency means nothing for history: only what came live is measured.
        for print in released { count(print, receivedAt: released.count > 1 ? nil : moment) }
    }

    mutating func timePassed(at now: Timestamp) {
        var released: [TimeAndSale] = []
        backfill.timePassed(at: now) { released.append($0) }
        for print in released { count(print, receivedAt: nil) }
        // The venue's clock by its latest print: a replay of an old day must not be closed by today's date.
        guard let receivedAt else { return }
        for index in 0..<views.count {
            guard let latest = views[index].engine.latestPrintTime else { continue }
            views[index].engine.advance(to: latest + (now - receivedAt))
        }
    }

    private mutating func count(_ event: TimeAndSale, receivedAt moment: Timestamp?) {
        archive.append(Print(event))
        lastPrintTime = max(lastPrintTime ?? event.time, event.time)
        for index in 0..<views.count {
            views[index].engine.ingest(event, receivedAt: moment)
            if let moment { views[index].receivedAt = moment }
        }
        guard quotes == 0 else { return }
        (bid, ask) = (event.bidPrice ?? bid, event.askPrice ?? ask)
        shareQuote()
    }

    mutating func take(_ quote: Quote, receivedAt moment: Timestamp) {
        receivedAt = moment
        quotes += 1
        (bid, ask) = (quote.bidPrice, quote.askPrice)
        guesses.observe(quote)
        for index in 0..<views.count { views[index].engine.observe(quote, at: moment) }
        shareQuote()
    }

    private mutating func shareQuote() {
        for index in 0..<views.count { (views[index].bid, views[index].ask) = (bid, ask) }
    }

    /// Takes a last trade. It is counted only where time and sales do not come at all.
    mutating func take(_ trade: Trade, receivedAt moment: Timestamp) {
        let guess = guesses.print(from: trade)
        if source == .timeAndSale, prints == 0, moment - watchedAt >= patience { count(from: .tradeAndQuote) }
        guard source == .tradeAndQuote, let guess else { return }
        receivedAt = moment
        archive.append(guess)
        for index in 0..<views.count {
            views[index].engine.ingest(guess)
            views[index].receivedAt = moment
        }
    }

    /// Counts from another source: what was counted is of another grade and is not mixed with it.
    private mutating func count(from source: FlowSource) {
        self.source = source
        archive.removeAll()
        for index in 0..<views.count {
            var view = FlowView(
                key: views[index].key, instrument: instrument, source: source, at: views[index].lastUsed)
            (view.bid, view.ask, view.receivedAt) = (bid, ask, receivedAt)
            views[index] = view
        }
    }

    /// Starts totals and cumulative delta anew in every view, and forgets the prints before.
    mutating func restart() {
        archive.removeAll()
        for index in 0..<views.count { views[index].engine.restartTotals() }
    }
}
