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
            if let session = collection.calendar.session(on: day) { items.append(collection.json(session)) }
            day = day.advanced(by: 1)
        }
        return context.success(items: items)
    }

    private func neighbor(
        _ collection: MarketCollection, isNext: Bool, _ context: RouteContext
    ) throws(RouteFailure) -> HTTPResponse {
        let day = context.date("date") ?? context.day
        let found =
            isNext ? collection.calendar.nextSession(after: day) : collection.calendar.previousSession(before: day)
        guard let found else { throw .notFound("session") }
        return context.success(collection.json(found, dated: true))
    }
}

/// A market in the words of the market-time routes.
enum MarketCollection: String, CaseIterable {
    case equity = "Equity"
    case cme = "CME"
    case cfe = "CFE"

    var calendar: ExchangeCalendar { self == .equity ? .nyse : .cmeEquityFutures }

    /// A session; all times in UTC.
    func json(_ session: TradingSession, dated: Bool = false) -> JSONValue {
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
        let owning = calendar.session(owning: now)
        let isOver = now >= owning.extended.upperBound
        let session = isOver ? calendar.nextSession(after: owning.day) ?? owning : owning
        let next = calendar.nextSession(after: session.day)
        let previous = calendar.previousSession(before: session.day)
        var members: [JSONValue.Member] = [.init("state", .string(state(at: now, in: session)))]
        members += json(session).object ?? []
        if let next { members.append(.init("next-session", json(next, dated: true))) }
        if let previous { members.append(.init("previous-session", json(previous, dated: true))) }
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
        while current.year <= day.year + 1 {
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
