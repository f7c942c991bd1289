extension Endpoints {
    private static let account = "/accounts/{account_number}"

    /// The accounts of the asker, closed ones too, each with what the asker may do.
    public static let accounts = Endpoint<[CustomerAccount]>.list(
        .get, "/customers/me/accounts", family: .accounts)
    /// One account of the asker.
    public static let customerAccount = Endpoint<Account>.one(
        .get, "/customers/me/accounts/{account_number}", family: .accounts)
    /// What an account may do.
    public static let tradingStatus = Endpoint<TradingStatus>.one(
        .get, account + "/trading-status", family: .tradingStatus)
    /// How much one order and one position may hold.
    public static let positionLimit = Endpoint<PositionLimit>.one(.get, account + "/position-limit")

    static let accountEndpoints: [AnyEndpoint] = [
        AnyEndpoint(accounts), AnyEndpoint(customerAccount), AnyEndpoint(tradingStatus), AnyEndpoint(positionLimit),
    ]
}

extension Session {
    /// The accounts of the asker, closed ones too: `GET /customers/me/accounts`.
    ///
    /// - Throws: `TastytradeError`.
    public func accounts() async throws -> Answer<[CustomerAccount]> { try await send(Endpoints.accounts) }

    /// One account of the asker: `GET /customers/me/accounts/{account_number}`.
    ///
    /// - Throws: `TastytradeError`; `.notPermitted` for somebody else's.
    public func account(_ number: String) async throws -> Answer<Account> {
        try await send(Endpoints.customerAccount, .account(number))
    }

    /// What an account may do: `GET /accounts/{account_number}/trading-status`.
    ///
    /// - Throws: `TastytradeError`.
    public func tradingStatus(of account: String) async throws -> Answer<TradingStatus> {
        try await send(Endpoints.tradingStatus, .account(account))
    }

    /// How much one order and one position of an account may hold: `GET /accounts/{account_number}/position-limit`.
    ///
    /// - Throws: `TastytradeError`.
    public func positionLimit(of account: String) async throws -> Answer<PositionLimit> {
        try await send(Endpoints.positionLimit, .account(account))
    }
}

extension RequestValues {
    /// The values of a request about an account.
    static func account(
        _ number: String, _ path: [String: String] = [:], query: [(name: String, value: String)] = [],
        body: [UInt8]? = nil
    ) -> RequestValues {
        RequestValues(
            path: path.merging(["account_number": number]) { own, _ in own }, query: query, body: body)
    }
}
