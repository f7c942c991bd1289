import JSON
import MarketModel
import Wire

/// The backtesting service, whose host is another one at the venue and this one here.
///
/// Nothing is tested: every run is complete at once, with figures drawn from its request, so that clients have the right
/// shape to read. The same request has the same result.
struct BacktestRoutes: RouteGroup {
    let subject = "Backtests"

    var routes: [Route] {
        let request = RouteBody([
            RouteParameter("symbol", required: true), RouteParameter("startDate", .date, required: true),
            RouteParameter("endDate", .date, required: true),
            RouteParameter("legs", .list(.object([])), required: true),
            RouteParameter("entryConditions", .object([])), RouteParameter("exitConditions", .object([])),
        ])
        return [
            Route(.post, "/backtests", "Run a backtest", body: request, answer: .bare, handler: run),
            Route(.get, "/backtests", "The ids of the backtests", answer: .bare) { context in
                context.bare(.texts(context.services.backtests.ids))
            },
            Route(.get, "/backtests/{backtest_id}", "One backtest", answer: .bare) { (context) throws(RouteFailure) in
                context.bare(try found(context))
            },
            Route(.get, "/backtests/{backtest_id}/logs", "Its log", answer: .bare) {
                (context) throws(RouteFailure) in
                _ = try found(context)
                return context.bare(.array([]))
            },
            Route(.post, "/backtests/{backtest_id}/cancel", "Cancel it", answer: .nothing) {
                (context) throws(RouteFailure) in
                _ = try found(context)
                return context.nothing
            },
            Route(.get, "/available-dates", "From when to when data reach", answer: .bare) { context in
                context.bare(
                    .array(
                        context.services.listings.filter(\.isEquity).map {
                            .record([
                                "symbol": .string($0.symbol), "startDate": .string("2015-01-02"),
                                "endDate": .date(context.day.advanced(by: -1)),
                            ])
                        }))
            },
            Route(
                .post, "/simulate-trade", "The worth of a structure over its life",
                body: RouteBody([RouteParameter("symbol", required: true), RouteParameter("legs", .list(.object([])))]),
                answer: .bare, handler: simulate),
        ]
    }

    private func found(_ context: RouteContext) throws(RouteFailure) -> JSONValue {
        guard let run = context.services.backtests[context["backtest_id"]] else {
            throw .notFound("backtest \(context["backtest_id"])")
        }
        return run
    }

    private func run(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let body = context.body
        guard let start = body["startDate"]?.string.flatMap({ TradingDay($0) }),
            let end = body["endDate"]?.string.flatMap({ TradingDay($0) }), start <= end, start.distance(to: end) <= 7500
        else { throw .invalid("endDate", "must not be before startDate") }
        guard context.services.equity(body["symbol"]?.string ?? "") != nil else {
            throw .invalid("symbol", "is not available")
        }
        var random = SplitMix(seed: SplitMix.hash(String(decoding: body.bytes, as: UTF8.self)))
        var (trials, snapshots): ([JSONValue], [JSONValue]) = ([], [])
        var (total, day) = (0.0, start)
        while day <= end, trials.count < 500 {
            let close = min(day.advanced(by: 21), end)
            let profit = (random.unit() - 0.42) * 200
            total += profit
            trials.append(
                .record([
                    "openDateTime": .moment(USTimeZone.eastern.moment(day, 10)),
                    "closeDateTime": .moment(USTimeZone.eastern.moment(close, 15)),
                    "profitLoss": .double((profit * 100).rounded() / 100),
                ]))
            snapshots.append(
                .record([
                    "dateTime": .moment(USTimeZone.eastern.moment(close, 16)),
                    "profitLoss": .double((total * 100).rounded() / 100),
                    "underlyingPrice": price(context, on: close),
                ]))
            day = day.advanced(by: 30)
        }
        let id = String(random.next(), radix: 16)
        let members = (body.object ?? []).filter { !["id", "status", "progress"].contains($0.key) }
        let run = JSONValue.object(
            [.init("id", .string(id)), .init("status", .string("completed"))] + members
                + (JSONValue.record([
                    "progress": .double(1), "ETA": .integer(0), "statistics": .array([]), "trials": .array(trials),
                    "snapshots": .array(snapshots),
                    "notices": .texts(["The simulator does not test: these figures are made up."]),
                ]).object ?? []))
        context.services.backtests.keep(run, id: id)
        return context.bare(run)
    }

    private func price(_ context: RouteContext, on day: TradingDay) -> JSONValue? {
        context.services.venue.lane(context.body["symbol"]?.string ?? "")
            .map { .double($0.price(at: USTimeZone.eastern.moment(day, 16)).doubleValue) }
    }

    private func simulate(_ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        guard context.services.equity(context.body["symbol"]?.string ?? "") != nil else {
            throw .invalid("symbol", "is not available")
        }
        return context.bare(
            .array(
                (0..<10).map { step in
                    let day = context.day.advanced(by: step - 10)
                    return .record([
                        "dateTime": .moment(USTimeZone.eastern.moment(day, 16)),
                        "price": .double(Double(20 - step) / 10),
                        "effect": .string("credit"), "underlyingPrice": price(context, on: day),
                        "delta": .double(Double(20 - step) / 100),
                    ])
                }))
    }
}

/// The runs of the backtesting service, the last thousand.
final class BacktestShelf: Sendable {
    private static let limit = 1000
    private let runs = Lock<(order: [String], byID: [String: JSONValue])>(([], [:]))

    var ids: [String] { runs.withLock { $0.order } }

    subscript(_ id: String) -> JSONValue? { runs.withLock { $0.byID[id] } }

    func keep(_ run: JSONValue, id: String) {
        runs.withLock { runs in
            if runs.byID.updateValue(run, forKey: id) == nil { runs.order.append(id) }
            guard runs.order.count > Self.limit else { return }
            runs.byID[runs.order.removeFirst()] = nil
        }
    }
}
