public import MarketModel

extension Endpoints {
    private static let account = "/accounts/{account_number}"

    /// The money of an account, one record for each currency.
    public static let balances = Endpoint<[Balance]>.list(.get, account + "/balances", family: .balances)
    /// The money of an account in one currency.
    public static let balance = Endpoint<Balance>.one(.get, account + "/balances/{currency}", family: .balances)
    /// The money of an account at the beginnings or ends of days.
    public static let balanceSnapshots = Endpoint<[Balance]>.list(.get, account + "/balance-snapshots")

    static let balanceEndpoints: [AnyEndpoint] = [
        AnyEndpoint(balances), AnyEndpoint(balance), AnyEndpoint(balanceSnapshots),
    ]
}

/// Which snapshots of an account's money to ask for. Without any day: the latest one and the balance of now.
public struct BalanceSnapshotQuery: Sendable, Equatable {
    /// Which time of the days; the venue insists on one.
    public var time: SnapshotTime
    /// One day.
    public var day: TradingDay?
    /// The first day of several.
    public var from: TradingDay?
    /// The last day of several.
    public var to: TradingDay?
    /// The currency; `USD` when not given.
    public var currency: String?

    /// Asks for snapshots.
    public init(
        _ time: SnapshotTime, on day: TradingDay? = nil, from: TradingDay? = nil, to: TradingDay? = nil,
        currency: String? = nil
    ) {
        self.time = time
        self.day = day
        self.from = from
        self.to = to
        self.currency = currency
    }

    var parts: QueryWriter {
        var query = QueryWriter()
        query.add("time-of-day", time)
        query.add("snapshot-date", day)
        query.add("start-date", from)
        query.add("end-date", to)
        query.add("currency", currency)
        return query
    }
}

extension Session {
    /// The money of an account, one record for each currency: `GET /accounts/{account_number}/balances`.
    ///
    /// - Throws: `TastytradeError`.
    public func balances(of account: String) async throws -> Answer<[Balance]> {
        try await send(Endpoints.balances, .account(account))
    }

    /// The money of an account in one currency: `GET /accounts/{account_number}/balances/{currency}`.
    ///
    /// - Throws: `TastytradeError`.
    public func balance(of account: String, in currency: String = "USD") async throws -> Answer<Balance> {
        try await send(Endpoints.balance, .account(account, ["currency": currency]))
    }

    /// The money of an account at the beginnings or ends of days, one page of it:
    /// `GET /accounts/{account_number}/balance-snapshots`.
    ///
    /// - Throws: `TastytradeError`.
    public func balanceSnapshots(
        of account: String, _ snapshots: BalanceSnapshotQuery, page: PageRequest = .first
    ) async throws -> Answer<[Balance]> {
        var query = snapshots.parts
        page.write(to: &query)
        return try await send(Endpoints.balanceSnapshots, .account(account, query: query.parts))
    }
}
