import JSON
import MarketModel
import Options
import Wire

/// Volatilities, their ranks, dividends and earnings.
struct MetricsRoutes: RouteGroup {
    let subject = "Market metrics"
    private static let limit = 500

    var routes: [Route] {
        [
            Route(
                .get, "/market-metrics", "Volatility and liquidity of underlyings; unknown ones are left out",
                query: [RouteParameter("symbols", .list(.text), required: true, "Joined by commas; futures as /ES")],
                answer: .items, handler: metrics),
            Route(
                .get, "/market-metrics/historic-corporate-events/dividends/{symbol+}", "Dividends paid",
                answer: .items
            ) { context in
                guard let traits = context.services.traits(context["symbol"], on: context.day),
                    let amount = traits.dividend
                else { return context.success(items: []) }
                let days = traits.dividendDays(around: context.day).filter { $0 <= context.day }
                return context.success(
                    items: days.reversed().map {
                        .record(["occurred-date": .date($0), "amount": .decimal(amount, digits: 2)])
                    })
            },
            Route(
                .get, "/market-metrics/historic-corporate-events/earnings-reports/{symbol+}", "Earnings reported",
                query: [RouteParameter("start-date", .date, required: true), RouteParameter("end-date", .date)],
                answer: .items
            ) { context in
                guard let traits = context.services.traits(context["symbol"], on: context.day) else {
                    return context.success(items: [])
                }
                let start = context.date("start-date") ?? context.day
                let end = min(context.date("end-date") ?? context.day, context.day)
                let days = traits.reportDays(around: context.day, years: 10).filter { start <= $0 && $0 <= end }
                return context.success(
                    items: days.map {
                        .record(["occurred-date": .date($0), "eps": .decimal(traits.earnings(on: $0), digits: 2)])
                    })
            },
        ]
    }

    private func metrics(_ context: RouteContext) -> HTTPResponse {
        let minute = context.now.seconds / 60
        return context.success(
            items: context.commaTexts("symbols").prefix(Self.limit).compactMap { symbol in
                context.services.metrics.value(symbol, minute: minute) {
                    context.services.metricsRecord(symbol, on: context.day, at: context.now)
                }
            })
    }
}

/// Metrics already worked out in this minute.
final class MetricsMemory: Sendable {
    private let known = Lock<(minute: Int64, records: [String: JSONValue])>((0, [:]))

    func value(_ symbol: String, minute: Int64, _ make: () -> JSONValue?) -> JSONValue? {
        if let found = known.withLock({ $0.minute == minute ? $0.records[symbol] : nil }) { return found }
        guard let made = make() else { return nil }
        known.withLock { state in
            if state.minute != minute { state = (minute, [:]) }
            state.records[symbol] = made
        }
        return made
    }
}

extension SimulatorServices {
    /// The traits of an underlying; a futures product, `/ES`, has those of its first contract.
    func traits(_ symbol: String, on day: TradingDay) -> InstrumentTraits? {
        lane(ofUnderlying: symbol).map { InstrumentTraits($0, venue) }
    }

    private func lane(ofUnderlying symbol: String) -> SyntheticLane? {
        if let lane = venue.lane(symbol) { return lane }
        guard symbol.hasPrefix("/") else { return nil }
        let first = listings.first { listing in
            if case .future(let contract) = listing.kind { "/" + contract.root == symbol } else { false }
        }
        return first.flatMap { venue.lane($0.symbol) }
    }

    fileprivate func metricsRecord(_ symbol: String, on day: TradingDay, at now: Timestamp) -> JSONValue? {
        guard let lane = lane(ofUnderlying: symbol) else { return nil }
        let traits = InstrumentTraits(lane, venue)
        let year = traits.year(before: day)
        let implied = traits.impliedVolatility(at: now)
        let earlier = traits.impliedVolatility(at: now - .seconds(5 * 86_400))
        let rank = traits.impliedRank(at: now, day: day)
        let historical = [30, 60, 90].map { year.volatility(days: $0) * 100 }
        let updated = JSONValue.string(Timestamp(nanoseconds: now.seconds / 60 * 60_000_000_000).zuluText)
        let price = Double(lane.instrument.basePriceInTicks) / 100
        let market = if case .equity(let market, _) = lane.instrument.listing.kind { market } else { "OTC" }
        let eps = traits.reports ? price * 0.034 : nil
        var members =
            JSONValue.record([
                "symbol": .string(symbol),
                "implied-volatility-index": implied.map { .decimal($0) },
                "implied-volatility-index-5-day-change": implied.flatMap { now in
                    earlier.map { .decimal(now - $0) }
                },
                "implied-volatility-index-15-day": traits.impliedVolatility(at: now, days: 15).map { .decimal($0) },
                "implied-volatility-index-rank": rank.map { .decimal($0.rank) },
                "tos-implied-volatility-index-rank": rank.map { .decimal($0.rank) },
                "tw-implied-volatility-index-rank": rank.map { .decimal($0.rank) },
                "tos-implied-volatility-index-rank-updated-at": updated,
                "implied-volatility-index-rank-source": .string("tos"),
                "implied-volatility-percentile": rank.map { .decimal($0.percentile) },
                "implied-volatility-updated-at": updated,
                "liquidity-value": .decimal(Double(lane.instrument.tradesPerKilosecond), digits: 1),
                "liquidity-rank": .decimal(traits.liquidity.rank),
                "liquidity-rating": .integer(traits.liquidity.rating),
                "liquidity-running-state": .record([
                    "sum": .decimal(Double(lane.instrument.tradesPerKilosecond), digits: 1), "count": .integer(1),
                    "started-at": updated, "updated-at": updated,
                ]),
                "option-expiration-implied-volatilities": expirations(traits, symbol, lane, at: now),
                "beta": .decimal(traits.beta(before: day), digits: 4), "beta-updated-at": updated,
                "corr-spy-3month": .decimal(traits.correlation(before: day), digits: 4),
                "implied-volatility-30-day": implied.map { .decimal($0 * 100, digits: 2) },
                "historical-volatility-30-day": .decimal(historical[0], digits: 2),
                "historical-volatility-60-day": .decimal(historical[1], digits: 2),
                "historical-volatility-90-day": .decimal(historical[2], digits: 2),
                "iv-hv-30-day-difference": implied.map { .decimal($0 * 100 - historical[0], digits: 2) },
                "listed-market": .string(market), "lendability": .string("Easy To Borrow"),
                "borrow-rate": .string("0.0"),
                "market-cap": .number(eps == nil ? "0" : String(Int64(price * 1e9))),
                "price-earnings-ratio": eps.map { .decimal(price / $0, digits: 2) },
                "earnings-per-share": eps.map { .decimal($0, digits: 2) },
                "sector": traits.reports ? .string("Technology") : nil,
                "industry": traits.reports ? .string("Simulation") : nil,
                "created-at": .string("2024-02-01T15:00:00.000Z"), "updated-at": updated,
            ]).object ?? []
        members += dividendMembers(traits, on: day, updated) + earningsMembers(traits, on: day, updated)
        return .object(members)
    }

    private func expirations(
        _ traits: InstrumentTraits, _ symbol: String, _ lane: SyntheticLane, at now: Timestamp
    ) -> JSONValue? {
        let root = if case .future(let contract) = lane.instrument.listing.kind { contract.root } else { symbol }
        guard let chain = options?.options.chain(of: root) else { return nil }
        return .array(
            chain.live(at: now).map { listed in
                let days = max(listed.series.years(at: now) * 365, 1 / 24)
                return .record([
                    "expiration-date": .date(listed.series.expiration), "option-chain-type": .string("Standard"),
                    "settlement-type": .string(listed.series.settlement.rawValue),
                    "implied-volatility": traits.impliedVolatility(at: now, days: days).map { .decimal($0) },
                ])
            })
    }

    private func dividendMembers(
        _ traits: InstrumentTraits, on day: TradingDay, _ updated: JSONValue
    ) -> [JSONValue.Member] {
        guard let dividend = traits.dividend, let yield = traits.yield else { return [] }
        let days = traits.dividendDays(around: day)
        let last = days.last { $0 <= day }
        return JSONValue.record([
            "dividend-rate-per-share": .decimal(dividend, digits: 2),
            "annual-dividend-per-share": .decimal(dividend * 4, digits: 2), "dividend-yield": .decimal(yield),
            "dividend-ex-date": last.map { .date($0) }, "dividend-next-date": days.first { $0 > day }.map { .date($0) },
            "dividend-pay-date": last.map { .date($0.advanced(by: 14)) }, "dividend-updated-at": updated,
        ]).object ?? []
    }

    private func earningsMembers(
        _ traits: InstrumentTraits, on day: TradingDay, _ updated: JSONValue
    ) -> [JSONValue.Member] {
        let days = traits.reportDays(around: day)
        guard let next = days.first(where: { $0 > day }), let last = days.last(where: { $0 <= day }) else { return [] }
        let quarter = TradingDay(year: last.year, month: last.month, day: 1)?.advanced(by: -1) ?? last
        return [
            .init(
                "earnings",
                .record([
                    "visible": .bool(true), "estimated": .bool(true), "late-flag": .integer(0),
                    "expected-report-date": .date(next), "quarter-end-date": .date(quarter),
                    "actual-eps": .decimal(traits.earnings(on: last), digits: 2),
                    "consensus-estimate": .decimal(traits.earnings(on: next), digits: 2),
                    "time-of-day": .string("AMC"), "updated-at": updated,
                ]))
        ]
    }
}
