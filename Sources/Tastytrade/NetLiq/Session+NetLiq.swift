public import MarketModel

extension Endpoints {
    private static let account = "/accounts/{account_number}"

    /// The worth of an account over time. Production only.
    public static let netLiqHistory = Endpoint<[NetLiqBar]>.list(.get, account + "/net-liq/history")
    /// The worth of an account now. The venue does not describe the answer.
    public static let netLiq = Endpoint<OpenObject>.one(.get, account + "/net-liq")

    static let netLiqEndpoints: [AnyEndpoint] = [AnyEndpoint(netLiqHistory), AnyEndpoint(netLiq)]
}

/// Which stretch of an account's worth to ask for.
public enum NetLiqRange: Sendable, Equatable {
    /// Back from now.
    case back(Span)
    /// From a moment, up to another or to now.
    case since(Timestamp, until: Timestamp?)

    /// How far back.
    public enum Span: String, Sendable, CaseIterable {
        case day = "1d"
        case month = "1m"
        case threeMonths = "3m"
        case sixMonths = "6m"
        case year = "1y"
        case all
    }
}

extension Session {
    /// The worth of an account over time: `GET /accounts/{account_number}/net-liq/history`. Production only.
    ///
    /// - Parameter interval: How long a stretch is, in the venue's words; the venue chooses when not given.
    /// - Throws: `TastytradeError`.
    public func netLiqHistory(
        of account: String, _ range: NetLiqRange, interval: String? = nil
    ) async throws -> Answer<[NetLiqBar]> {
        var query = QueryWriter()
        switch range {
        case .back(let span): query.add("time-back", span.rawValue)
        case .since(let start, let end):
            query.add("start-time", start.toTheSecond)
            query.add("end-time", end?.toTheSecond)
        }
        query.add("interval", interval)
        return try await send(Endpoints.netLiqHistory, .account(account, query: query.parts))
    }

    /// The worth of an account now, as the venue sends it: `GET /accounts/{account_number}/net-liq`.
    ///
    /// - Throws: `TastytradeError`.
    public func netLiq(of account: String) async throws -> Answer<OpenObject> {
        try await send(Endpoints.netLiq, .account(account))
    }
}

extension Timestamp {
    /// `2026-11-16T14:30:00Z`: whole seconds, as this service reads them.
    fileprivate var toTheSecond: String {
        Timestamp(nanoseconds: nanoseconds - (nanoseconds % 1_000_000_000 + 1_000_000_000) % 1_000_000_000).description
    }
}
