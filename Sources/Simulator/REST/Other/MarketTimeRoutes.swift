import JSON
import MarketModel
import Wire

/// Sessions and holidays.
struct MarketTimeRoutes: RouteGroup {
    let subject = "Market time"
    /// Nine months.
    private static let longest = 280

    var routes: [Route] {
        let date = [RouteParameter("date", .date)]
        return [
            Route(
                .get, "/market-time/sessions", "The sessions of a span of days, nine months at most",
                query: [
                    RouteParameter("from-date", .date), RouteParameter("to-date", .date, required: true),
                    RouteParameter("instrument-collection", .choice(MarketCollection.allCases.map(\.rawValue))),
                ], answer: .items, handler: sessions),
            Route(
                .get, "/market-time/sessions/current", "The present sessions of several markets",
                query: [
                    RouteParameter(
                        "instrument-collections", .list(.choice(MarketCollection.allCases.map(\.rawValue))),
                        required: true)
                ], answer: .items
            ) { context in
                context.success(
                    items: context.texts("instrument-collections").compactMap(MarketCollection.init).map {
                        $0.current(at: context.now)
                    })
            },
            Route(
                .get, "/market-time/equities/sessions/current", "The present session of stocks",
                query: [RouteParameter("current-time", .moment)]
            ) { $0.success(MarketCollection.equity.current(at: $0.moment("current-time") ?? $0.now)) },
            Route(.get, "/market-time/equities/sessions/next", "The next session of stocks", query: date) {
                (context) throws(RouteFailure) in try neighbor(.equity, isNext: true, context)
            },
            Route(
                .get, "/market-time/equities/sessions/previous", "The last session of stocks", query: date
            ) { (context) throws(RouteFailure) in try neighbor(.equity, isNext: false, context) },
            Route(.get, "/market-time/equities/holidays", "The holidays of stocks") {
                $0.success(MarketCollection.equity.holidays(around: $0.day))
            },
            Route(
                .get, "/market-time/futures/sessions/current", "The present sessions of futures", answer: .items
            ) { context in
                context.success(items: [MarketCollection.cme, .cfe].map { $0.current(at: context.now) })
            },
            Route(
                .get, "/market-time/futures/sessions/current/{exchange}", "The present session of an exchange"
            ) { (context) throws(RouteFailure) in
                context.success(try exchange(context).current(at: context.now))
            },
            Route(
                .get, "/market-time/futures/sessions/next/{exchange}", "The next session of an exchange",
                query: date
            ) { (context) throws(RouteFailure) in
                try neighbor(try exchange(context), isNext: true, context)
            },
            Route(
                .get, "/market-time/futures/sessions/previous/{exchange}", "The last session of an exchange",
                query: date
            ) { (context) throws(RouteFailure) in
                try neighbor(try exchange(context), isNext: false, context)
            },
            Route(.get, "/market-time/futures/holidays/{exchange}", "The holidays of an exchange") {
                (context) throws(RouteFailure) in
                context.success(try exchange(context).holidays(around: context.day))
            },
        ]
    }

    private func exchange(_ context: RouteContext) throws(RouteFailure) -> MarketCollection {
        guard let found = MarketCollection(rawValue: context["exchange"]), found == .cme || found == .cfe else {
            throw .notFound("exchange \(context["exchange"])")
        }
        return found
    }

    private func sessions(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let collection = context.text("instrument-collection").flatMap(MarketCollection.init) ?? .equity
        let from = context.date("from-date") ?? context.day
        guard let until = context.date("to-date"), until >= from else {
            throw .invalid("to-date", "must not be before from-date")
        }
        guard from.distance(to: until) <= Self.longest else {
            throw .invalid("to-date", "must not be more than nine months after from-date")
        }
        var items: [JSONValue] = []
        var day = from
        while day <= until {
            if let session = collection.json(on: day) { items.append(session) }
            day = day.advanced(by: 1)
        }
        return context.success(items: items)
    }

    private func neighbor(
        _ collection: MarketCollection, isNext: Bool, _ context: RouteContext
    ) throws(RouteFailure) -> HTTPResponse {
        let day = context.date("date") ?? context.day
        guard let found = collection.neighbor(of: day, isNext: isNext) else { throw .notFound("session") }
        return context.success(found)
    }
}

/// A market in the words of the market-time routes.
enum MarketCollection: String, CaseIterable {
    case equity = "Equity"
    case cme = "CME"
    case cfe = "CFE"
    /// Coins.
    case zeroHash = "Zero Hash CLOB"

    /// `nil` for a market that never closes.
    private var calendar: ExchangeCalendar? {
        switch self {
        case .equity: .nyse
        case .cme, .cfe: .cmeEquityFutures
        case .zeroHash: nil
        }
    }

    /// The session of a day; `nil` when there is none.
    func json(on day: TradingDay, dated: Bool = false) -> JSONValue? {
        guard let calendar else { return wholeDay(day, dated: dated) }
        return calendar.session(on: day).map { json($0, dated: dated) }
    }

    /// The session after or before a day, with its date.
    func neighbor(of day: TradingDay, isNext: Bool) -> JSONValue? {
        guard let calendar else { return wholeDay(day.advanced(by: isNext ? 1 : -1), dated: true) }
        let found = isNext ? calendar.nextSession(after: day) : calendar.previousSession(before: day)
        return found.map { json($0, dated: true) }
    }

    /// A day of a market that never closes, from midnight to midnight in New York.
    private func wholeDay(_ day: TradingDay, dated: Bool) -> JSONValue {
        let start = USTimeZone.eastern.moment(day, 0)
        return .record([
            "session-date": dated ? .date(day) : nil, "start-at": .moment(start), "open-at": .moment(start),
            "close-at": .moment(USTimeZone.eastern.moment(day.advanced(by: 1), 0)),
            "instrument-collection": .string(rawValue),
        ])
    }

    /// A session; all times in UTC.
    private func json(_ session: TradingSession, dated: Bool = false) -> JSONValue {
        // Pre-market begins at 7:00 in New York, and trading ends at 20:00, by the broker's hours.
        let isEquity = self == .equity
        let open = isEquity ? session.regular?.lowerBound ?? session.open : session.open
        let close = isEquity ? session.regular?.upperBound ?? session.close : session.close
        let start = isEquity ? USTimeZone.eastern.moment(session.day, 7) : open
        return .record([
            "session-date": dated ? .date(session.day) : nil, "start-at": .moment(start), "open-at": .moment(open),
            "close-at": .moment(close),
            "close-at-ext": isEquity ? .moment(session.extended.upperBound) : nil,
            "instrument-collection": .string(rawValue),
        ])
    }

    /// The session of a moment, or the coming one while the market is closed, with its state and its neighbors.
    func current(at now: Timestamp) -> JSONValue {
        var day = USTimeZone.eastern.day(of: now)
        var members: [JSONValue.Member] = []
        if let calendar {
            let owning = calendar.session(owning: now)
            let isOver = now >= owning.extended.upperBound
            let session = isOver ? calendar.nextSession(after: owning.day) ?? owning : owning
            day = session.day
            members = [.init("state", .string(state(at: now, in: session)))] + (json(session).object ?? [])
        } else {
            members = [.init("state", .string("Open"))] + (wholeDay(day, dated: false).object ?? [])
        }
        if let next = neighbor(of: day, isNext: true) { members.append(.init("next-session", next)) }
        if let previous = neighbor(of: day, isNext: false) { members.append(.init("previous-session", previous)) }
        return .object(members)
    }

    private func state(at now: Timestamp, in session: TradingSession) -> String {
        switch session.phase(at: now) {
        case .closed, .pause: return "Closed"
        case .regular: return "Open"
        case .extended:
            guard self == .equity else { return "Open" }
            if now >= session.regular?.upperBound ?? session.close { return "Extended" }
            return now >= USTimeZone.eastern.moment(session.day, 7) ? "Pre-market" : "Closed"
        }
    }

    /// The holidays and half days of this year and the next.
    func holidays(around day: TradingDay) -> JSONValue {
        var (closed, half): ([TradingDay], [TradingDay]) = ([], [])
        var current = TradingDay(year: day.year, month: 1, day: 1) ?? day
        while let calendar, current.year <= day.year + 1 {
            switch calendar.schedule(on: current) {
            case .session(let session): if session.isEarlyClose { half.append(current) }
            case .closed(let reason): if reason.holiday != nil { closed.append(current) }
            }
            current = current.advanced(by: 1)
        }
        return .record([
            "market-holidays": .array(closed.map { .date($0) }), "market-half-days": .array(half.map { .date($0) }),
        ])
    }
}
