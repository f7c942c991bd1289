import MarketModel

@testable import Tastytrade

extension EndpointCall {
    static let markets: [EndpointCall] = [
        .init(
            "GET /market-data/by-type", "/market-data/by-type",
            query: [
                "index=SPX", "equity=AAPL,BRK/B", "equity-option=SPY   261218P00660000", "future=/ESZ6",
                "future-option=./ESZ6 EW4X6 261127P5800", "cryptocurrency=BTC/USD",
            ]
        ) {
            try await $0.marketData(
                MarketDataSymbols(
                    indexes: ["SPX"], equities: ["AAPL", "BRK/B"], equityOptions: ["SPY   261218P00660000"],
                    futures: ["/ESZ6"], futureOptions: ["./ESZ6 EW4X6 261127P5800"], cryptocurrencies: ["BTC/USD"])
            ).drift
        },
        .init(
            "GET /market-data/{instrument_type}/{symbol}", "/market-data/Equity Option/SPY   261218P00660000"
        ) { try await $0.marketSnapshot(of: "SPY   261218P00660000", .equityOption).drift },
        .init("GET /market-metrics", "/market-metrics", query: ["symbols=AAPL,/ES"]) {
            try await $0.marketMetrics(["AAPL", "/ES"]).drift
        },
        .init(
            "GET /market-metrics/historic-corporate-events/dividends/{symbol}",
            "/market-metrics/historic-corporate-events/dividends/BRK/B"
        ) { try await $0.dividends(of: "BRK/B").drift },
        .init(
            "GET /market-metrics/historic-corporate-events/earnings-reports/{symbol}",
            "/market-metrics/historic-corporate-events/earnings-reports/AAPL",
            query: ["start-date=2026-11-20", "end-date=2026-11-20"]
        ) { try await $0.earnings(of: "AAPL", from: day, to: day).drift },
        .init("GET /api-quote-tokens", "/api-quote-tokens") { try await $0.quoteToken().token == "words" ? [] : [] },
    ]

    private static let draft = WatchlistDraft(
        "My \"list\"", group: "g", orderIndex: 2,
        entries: [.init("AAPL", .equity), .init("/ESZ6")])
    private static let draftBody =
        #"{"name":"My \"list\"","group-name":"g","order-index":2,"watchlist-entries":[{"symbol":"AAPL","instrument-type":"Equity"},{"symbol":"/ESZ6"}]}"#

    static let lists: [EndpointCall] = [
        .init("GET /watchlists", "/watchlists") { try await $0.watchlists().drift },
        .init("GET /watchlists/{name}", "/watchlists/A/B list") { try await $0.watchlist("A/B list").drift },
        .init("POST /watchlists", "/watchlists", body: draftBody) { try await $0.createWatchlist(draft).drift },
        .init("PUT /watchlists/{name}", "/watchlists/old", body: draftBody) {
            try await $0.replaceWatchlist("old", with: draft).drift
        },
        .init("DELETE /watchlists/{name}", "/watchlists/old") { try await $0.deleteWatchlist("old").drift },
        .init("GET /public-watchlists", "/public-watchlists", query: ["counts-only=true"]) {
            try await $0.publicWatchlists(countsOnly: true).drift
        },
        .init("GET /public-watchlists/{name}", "/public-watchlists/High IVR") {
            try await $0.publicWatchlist("High IVR").drift
        },
        .init("GET /pairs-watchlists", "/pairs-watchlists") { try await $0.pairsWatchlists().drift },
        .init("GET /pairs-watchlists/{name}", "/pairs-watchlists/p") { try await $0.pairsWatchlist("p").drift },
        .init("GET /quote-alerts", "/quote-alerts") { try await $0.quoteAlerts().drift },
        .init(
            "POST /quote-alerts", "/quote-alerts",
            body:
                #"{"symbol":"AAPL","field":"Last","operator":">","threshold":"200.5","instrument-type":"Equity","dx-symbol":"AAPL","expires-at":"2026-11-20T14:30:00.25Z"}"#
        ) {
            try await $0.createQuoteAlert(
                QuoteAlertDraft(
                    "AAPL", .last, .above, Price(billionths: 200_500_000_000), instrumentType: .equity,
                    streamerSymbol: "AAPL", expiresAt: moment)
            ).drift
        },
        .init("DELETE /quote-alerts/{alert_external_id}", "/quote-alerts/b2f6") {
            try await $0.deleteQuoteAlert("b2f6")
            return []
        },
    ]

    static let hours: [EndpointCall] = [
        .init(
            "GET /market-time/sessions", "/market-time/sessions",
            query: ["from-date=2026-11-20", "to-date=2026-11-20", "instrument-collection=CME"]
        ) { try await $0.marketSessions(from: day, to: day, of: "CME").drift },
        .init(
            "GET /market-time/sessions/current", "/market-time/sessions/current",
            query: ["instrument-collections[]=Equity", "instrument-collections[]=CFE"]
        ) { try await $0.currentSessions(of: ["Equity", "CFE"]).drift },
        .init(
            "GET /market-time/equities/sessions/current", "/market-time/equities/sessions/current",
            query: ["current-time=2026-11-20T14:30:00.25Z"]
        ) { try await $0.currentSession(of: .equities, at: moment).drift },
        .init(
            "GET /market-time/equities/sessions/next", "/market-time/equities/sessions/next", query: ["date=2026-11-20"]
        ) { try await $0.nextSession(of: .equities, after: day).drift },
        .init("GET /market-time/equities/sessions/previous", "/market-time/equities/sessions/previous") {
            try await $0.previousSession(of: .equities).drift
        },
        .init("GET /market-time/equities/holidays", "/market-time/equities/holidays") {
            try await $0.marketCalendar(of: .equities).drift
        },
        .init("GET /market-time/futures/sessions/current", "/market-time/futures/sessions/current") {
            try await $0.currentFutureSessions().drift
        },
        .init("GET /market-time/futures/sessions/current/{exchange}", "/market-time/futures/sessions/current/CME") {
            try await $0.currentSession(of: .futures(exchange: "CME")).drift
        },
        .init("GET /market-time/futures/sessions/next/{exchange}", "/market-time/futures/sessions/next/CFE") {
            try await $0.nextSession(of: .futures(exchange: "CFE")).drift
        },
        .init(
            "GET /market-time/futures/sessions/previous/{exchange}", "/market-time/futures/sessions/previous/CME",
            query: ["date=2026-11-20"]
        ) { try await $0.previousSession(of: .futures(exchange: "CME"), before: day).drift },
        .init("GET /market-time/futures/holidays/{exchange}", "/market-time/futures/holidays/CME") {
            try await $0.marketCalendar(of: .futures(exchange: "CME")).drift
        },
    ]

    private static let backtest: BacktestRequest = {
        var entry = BacktestRequest.Entry()
        entry.frequency = .daysOfWeek([1, 3])
        entry.maximumActiveTrials = 2
        entry.whenFull = .stayOut
        entry.maximumVIX = Price(billionths: 30_500_000_000)
        var exit = BacktestRequest.Exit()
        exit.takeProfitPercentage = Price(billionths: 50_000_000_000)
        exit.atDaysToExpiration = 21
        return BacktestRequest(
            "SPY", from: day, to: day,
            legs: [
                .init(.short, 1, .option(.put, daysUntilExpiration: 45, strike: .delta(16))),
                .init(
                    .long, 1,
                    .option(
                        .put, daysUntilExpiration: 45,
                        strike: .exactOffsetRelative(Price(billionths: -5_000_000_000), leg: 0))),
                .init(.long, 100, .equity),
            ], entry: entry, exit: exit)
    }()
    private static let backtestBody =
        #"{"symbol":"SPY","startDate":"2026-11-20","endDate":"2026-11-20","legs":[{"type":"equity-option","side":"put","daysUntilExpiration":45,"strikeSelection":"delta","delta":16,"direction":"short","quantity":1},{"type":"equity-option","side":"put","daysUntilExpiration":45,"strikeSelection":"currentPriceExactOffsetRelative","currentPriceOffset":-5,"strikeRelativeLeg":0,"direction":"long","quantity":1},{"type":"equity","direction":"long","quantity":100}],"entryConditions":{"frequency":"on specific days of the week","specificDays":[1,3],"maximumActiveTrials":2,"maximumActiveTrialsBehavior":"don't enter","maximumVIX":30.5},"exitConditions":{"takeProfitPercentage":50,"atDaysToExpiration":21}}"#

    static let backtests: [EndpointCall] = [
        .init("POST /backtests", "/backtests", body: backtestBody) { try await $0.startBacktest(backtest).drift },
        .init("GET /backtests", "/backtests") {
            let answer = try await $0.backtestIDs()
            return answer.value == ["b2f6"]
                ? answer.drift : [FieldDrift(path: "", kind: .missing, count: 1, records: 1)]
        },
        .init("GET /backtests/{id}", "/backtests/b2f6") { try await $0.backtest("b2f6").drift },
        .init("GET /backtests/{id}/logs", "/backtests/b2f6/logs") { try await $0.backtestLogs("b2f6").drift },
        .init("POST /backtests/{id}/cancel", "/backtests/b2f6/cancel") {
            try await $0.cancelBacktest("b2f6")
            return []
        },
        .init("GET /available-dates", "/available-dates") { try await $0.backtestRanges().drift },
        .init("POST /simulate-trade", "/simulate-trade", body: "{}") {
            try await $0.simulateTrade(Array("{}".utf8)).drift
        },
    ]
}
