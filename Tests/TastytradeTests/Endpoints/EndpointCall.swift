import MarketModel

@testable import Tastytrade

/// One method of a session and the request it must make.
struct EndpointCall: Sendable, CustomStringConvertible {
    /// The endpoint, whose whole answer is given.
    let name: EndpointName
    /// The path as the server reads it.
    let path: String
    /// The query as the server reads it, `name=value`.
    let query: [String]
    /// The body.
    let body: String
    /// Makes the request; returns how the answer drifted.
    let call: @Sendable (Session) async throws -> [FieldDrift]

    init(
        _ name: String, _ path: String, query: [String] = [], body: String = "",
        _ call: @escaping @Sendable (Session) async throws -> [FieldDrift]
    ) {
        guard let name = EndpointName(name) else { preconditionFailure("'\(name)' names no endpoint") }
        self.name = name
        self.path = path
        self.query = query
        self.body = body
        self.call = call
    }

    var description: String { name.description + (query.isEmpty ? "" : "?" + query.joined(separator: "&")) }

    static let account = "5WT00001"
    static let day = TradingDay("2026-11-20") ?? TradingDay(daysSince1970: 0)
    static let moment = Timestamp("2026-11-20T14:30:00.25Z") ?? .epoch

    static let all = [accounts, money, instruments, derivatives, markets, lists, hours, backtests].flatMap { $0 }

    private static let accounts: [EndpointCall] = [
        .init("GET /customers/{customer_id}", "/customers/me") { try await $0.customer().drift },
        .init("GET /customers/{customer_id}", "/customers/17", query: ["allow-missing=true"]) {
            try await $0.customer("17", allowsMissing: true).drift
        },
        .init("GET /customers/me/accounts", "/customers/me/accounts") { try await $0.accounts().drift },
        .init("GET /customers/me/accounts/{account_number}", "/customers/me/accounts/5WT00001") {
            try await $0.account(account).drift
        },
        .init("GET /accounts/{account_number}/trading-status", "/accounts/5WT00001/trading-status") {
            try await $0.tradingStatus(of: account).drift
        },
        .init("GET /accounts/{account_number}/position-limit", "/accounts/5WT00001/position-limit") {
            try await $0.positionLimit(of: account).drift
        },
        .init("POST /sessions/validate", "/sessions/validate") { try await $0.isValid() ? [] : [] },
        .init("GET /margin/accounts/{account_number}/requirements", "/margin/accounts/5WT00001/requirements") {
            try await $0.marginReport(of: account).drift
        },
        .init(
            "POST /margin/accounts/{account_number}/dry-run", "/margin/accounts/5WT00001/dry-run", body: #"{"a":1}"#
        ) { try await $0.marginDryRun(of: account, order: Array(#"{"a":1}"#.utf8)).drift },
        .init(
            "GET /accounts/{account_number}/margin-requirements/{underlying}/effective",
            "/accounts/5WT00001/margin-requirements/BRK/B/effective"
        ) { try await $0.effectiveMarginRates(of: "BRK/B", in: account).drift },
        .init("GET /margin-requirements-public-configuration", "/margin-requirements-public-configuration") {
            try await $0.marginConfiguration().drift
        },
        .init(
            "GET /span/rows", "/span/rows", query: ["date=2026-11-20", "exchange=CME", "per-page=9", "page-offset=2"]
        ) { try await $0.spanRows(of: "CME", on: day, page: PageRequest(offset: 2, size: 9)).drift },
    ]

    private static let money: [EndpointCall] = [
        .init("GET /accounts/{account_number}/balances", "/accounts/5WT00001/balances") {
            try await $0.balances(of: account).drift
        },
        .init("GET /accounts/{account_number}/balances/{currency}", "/accounts/5WT00001/balances/USD") {
            try await $0.balance(of: account).drift
        },
        .init(
            "GET /accounts/{account_number}/balance-snapshots", "/accounts/5WT00001/balance-snapshots",
            query: [
                "time-of-day=BOD", "snapshot-date=2026-11-20", "start-date=2026-11-20", "end-date=2026-11-20",
                "currency=EUR",
            ]
        ) {
            try await $0.balanceSnapshots(
                of: account, BalanceSnapshotQuery(.beginningOfDay, on: day, from: day, to: day, currency: "EUR")
            ).drift
        },
        .init(
            "GET /accounts/{account_number}/positions", "/accounts/5WT00001/positions",
            query: [
                "underlying-symbol[]=BRK/B", "underlying-symbol[]=/ESZ6", "symbol=SPY   261218P00660000",
                "instrument-type=Equity Option", "include-closed-positions=true", "underlying-product-code=ES",
                "partition-keys[]=a&b", "net-positions=false", "include-marks=true",
            ]
        ) { session in
            var query = PositionQuery()
            query.underlyings = ["BRK/B", "/ESZ6"]
            query.symbol = "SPY   261218P00660000"
            query.instrumentType = .equityOption
            query.underlyingProductCode = "ES"
            query.partitionKeys = ["a&b"]
            query.includesClosed = true
            query.isNetted = false
            query.includesMarks = true
            return try await session.positions(of: account, query).drift
        },
        .init(
            "GET /accounts/{account_number}/transactions", "/accounts/5WT00001/transactions",
            query: [
                "sort=Asc", "types[]=Trade", "types[]=Money Movement", "sub-type[]=Dividend", "start-date=2026-11-20",
                "end-date=2026-11-20", "start-at=2026-11-20T14:30:00.25Z", "end-at=2026-11-20T14:30:00.25Z",
                "instrument-type=Future Option", "symbol=./ESZ6 EW4X6 261127P5800", "underlying-symbol=AAPL",
                "futures-symbol=/ESZ6", "action=Buy to Open", "partition-key=p", "currency=USD", "per-page=2000",
            ]
        ) { session in
            var query = TransactionQuery()
            query.sort = .ascending
            query.types = [.trade, .moneyMovement]
            query.subTypes = [TransactionSubType(rawValue: "Dividend")]
            (query.from, query.to) = (day, day)
            (query.since, query.until) = (moment, moment)
            query.instrumentType = .futureOption
            query.symbol = "./ESZ6 EW4X6 261127P5800"
            query.underlying = "AAPL"
            query.future = "/ESZ6"
            query.action = .buyToOpen
            query.partitionKey = "p"
            query.currency = "USD"
            return try await session.transactions(of: account, query, page: PageRequest(size: 2000)).drift
        },
        .init(
            "GET /accounts/{account_number}/transactions/{transaction_id}", "/accounts/5WT00001/transactions/9007199254"
        ) { try await $0.transaction(9_007_199_254, of: account).drift },
        .init(
            "GET /accounts/{account_number}/transactions/total-fees", "/accounts/5WT00001/transactions/total-fees",
            query: ["date=2026-11-20"]
        ) { try await $0.totalFees(of: account, on: day).drift },
        .init(
            "GET /accounts/{account_number}/net-liq/history", "/accounts/5WT00001/net-liq/history",
            query: ["time-back=3m"]
        ) { try await $0.netLiqHistory(of: account, .back(.threeMonths)).drift },
        .init(
            "GET /accounts/{account_number}/net-liq/history", "/accounts/5WT00001/net-liq/history",
            query: ["start-time=2026-11-20T14:30:00Z", "end-time=2026-11-20T14:30:00Z", "interval=1d"]
        ) { try await $0.netLiqHistory(of: account, .since(moment, until: moment), interval: "1d").drift },
        .init("GET /accounts/{account_number}/net-liq", "/accounts/5WT00001/net-liq") {
            try await $0.netLiq(of: account).drift
        },
    ]
}
