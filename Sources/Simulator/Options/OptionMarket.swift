import MarketModel
import Options

/// The options somebody is subscribed to, and nothing else: they are priced at a bounded pace while the market moves.
///
/// Every quarter of a second is one beat. At each beat a share of the subscribed options is priced, in turn, so that each
/// comes at least once a second while there are few and no beat prices more than `budget`. What is sent depends on the
/// seed, the moment and the subscriptions alone.
final class OptionMarket {
    /// Contracts priced at one beat.
    static let budget = 500
    private static let beat: Int64 = 250

    private struct Watched {
        let events: OptionEvents
        /// Subscriptions by event type.
        var counts = [Int](repeating: 0, count: MarketEventType.allCases.count)
        var lastQuote: Quote?
        /// Trades of the session already sent.
        var tradesSent: (day: TradingDay, count: Int64)?

        func wants(_ type: MarketEventType) -> Bool { counts[Int(type.rawValue)] > 0 }
    }

    let options: SyntheticOptions
    /// Chains whose options get no Greeks, as the feed sends none for some.
    private let withoutGreeks: Set<Int>
    private let names: NameTable
    /// Every option anybody has asked for, by name id.
    private var known: [NameID: OptionEvents] = [:]
    private var watched: [Watched] = []
    private var places: [NameID: Int] = [:]
    /// The last beat that was played.
    private var lastBeat: Int64

    /// - Parameter withholdsGreeks: Whether options on indices and futures come without Greeks.
    init(_ options: SyntheticOptions, names: NameTable, withholdsGreeks: Bool = false) {
        self.options = options
        self.names = names
        withoutGreeks = Set(
            options.chains.enumerated().filter { _, chain in
                withholdsGreeks && (chain.isIndex || chain.series.first?.series.isOnFuture == true)
            }.map(\.offset))
        lastBeat = options.start.milliseconds / Self.beat
    }

    /// The id of a listed option's streamer symbol; `nil` for anything else.
    func symbol(_ text: String) -> NameID? {
        guard text.hasPrefix(".") else { return nil }
        if let id = names.existingID(for: text), known[id] != nil { return id }
        guard let option = options.option(text), option.contract.streamerSymbol == text, let id = names.id(for: text),
            let events = OptionEvents(option, symbol: id, options: options, names: names)
        else { return nil }
        known[id] = events
        return id
    }

    /// Notes a subscription.
    func retain(_ type: MarketEventType, of id: NameID) {
        guard let events = known[id] else { return }
        if places[id] == nil {
            places[id] = watched.count
            var option = Watched(events: events)
            // Its trades go on from what a subscriber is told at once.
            if let now = Timestamp(milliseconds: lastBeat * Self.beat) {
                let session = events.trades(at: now)
                option.tradesSent = (session.day, session.count)
            }
            watched.append(option)
        }
        if let place = places[id] { watched[place].counts[Int(type.rawValue)] += 1 }
    }

    /// Ends a subscription.
    func release(_ type: MarketEventType, of id: NameID) {
        guard let place = places[id] else { return }
        watched[place].counts[Int(type.rawValue)] -= 1
        guard watched[place].counts.allSatisfy({ $0 <= 0 }) else { return }
        places[id] = nil
        let last = watched.count - 1
        if place != last {
            watched[place] = watched[last]
            places[watched[place].events.symbol] = place
        }
        watched.removeLast()
    }

    /// When the next beat is due; `nil` while nobody is subscribed.
    var nextMoment: Timestamp? {
        watched.isEmpty ? nil : Timestamp(milliseconds: (lastBeat + 1) * Self.beat)
    }

    /// Plays the beats up to a moment.
    func advance(through moment: Timestamp, into events: inout [MarketEvent]) {
        let target = moment.milliseconds / Self.beat
        guard target > lastBeat else { return }
        // After a pause only the last second is played: what was missed is superseded.
        lastBeat = max(lastBeat, target - 1000 / Self.beat)
        while lastBeat < target {
            lastBeat += 1
            guard !watched.isEmpty, let time = Timestamp(milliseconds: lastBeat * Self.beat) else { continue }
            let turns = max(Int(1000 / Self.beat), (watched.count + Self.budget - 1) / Self.budget)
            var place = Int(lastBeat % Int64(turns))
            while place < watched.count {
                append(place, at: time, to: &events)
                place += turns
            }
        }
    }

    private func append(_ place: Int, at time: Timestamp, to events: inout [MarketEvent]) {
        let source = watched[place].events
        if watched[place].wants(.quote), let quote = source.quote(at: time), quote != watched[place].lastQuote {
            watched[place].lastQuote = quote
            events.append(.quote(quote))
        }
        if watched[place].wants(.greeks), let greeks = greeks(source, at: time) { events.append(.greeks(greeks)) }
        if watched[place].wants(.theoPrice), let price = source.theoPrice(at: time) { events.append(.theoPrice(price)) }
        let wantsTrades = watched[place].wants(.trade) || watched[place].wants(.timeAndSale)
        guard wantsTrades || watched[place].wants(.summary) else { return }
        let session = source.trades(at: time)
        let sent = watched[place].tradesSent.flatMap { $0.day == session.day ? $0.count : 0 } ?? session.count
        watched[place].tradesSent = (session.day, session.count)
        guard session.count > sent else { return }
        for number in (max(sent, session.count - 16) + 1)...session.count where watched[place].wants(.timeAndSale) {
            if let print = source.print(number, of: session) { events.append(.timeAndSale(print)) }
        }
        if watched[place].wants(.trade), let trade = source.trade(at: time) { events.append(.trade(trade)) }
        if watched[place].wants(.summary) { events.append(.summary(source.summary(at: time))) }
    }

    private func greeks(_ source: OptionEvents, at time: Timestamp) -> Greeks? {
        withoutGreeks.contains(source.option.chain) ? nil : source.greeks(at: time)
    }

    /// The value of a type at the last beat; `nil` for types and options without one.
    func current(_ type: MarketEventType, of id: NameID) -> MarketEvent? {
        guard let source = known[id], let time = Timestamp(milliseconds: lastBeat * Self.beat) else { return nil }
        switch type {
        case .quote: return source.quote(at: time).map { .quote($0) }
        case .trade: return source.trade(at: time).map { .trade($0) }
        case .greeks: return greeks(source, at: time).map { .greeks($0) }
        case .theoPrice: return source.theoPrice(at: time).map { .theoPrice($0) }
        case .summary: return .summary(source.summary(at: time))
        case .profile: return .profile(source.profile)
        case .timeAndSale:
            let session = source.trades(at: time)
            return session.count > 0 ? source.print(session.count, of: session).map { .timeAndSale($0) } : nil
        case .tradeETH, .underlying, .candle: return nil
        }
    }
}
