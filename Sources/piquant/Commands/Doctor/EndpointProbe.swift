import MarketModel
import Tastytrade

/// Asks every endpoint that only reads, one after the other, and tells how each went.
struct EndpointProbe: Sendable {
    let session: Session
    /// A day, for questions about a span.
    let today: TradingDay

    /// Values of parameters that hold anywhere.
    private static let known = [
        "customer_id": "me", "currency": "USD", "underlying": "SPY", "text": "SPY", "product_code": "ES",
        "instrument_type": "equity",
    ]
    /// Values of parameters that depend on the endpoint.
    private static let byPath: [String: [String: String]] = [
        // The chains of ES come to tens of megabytes.
        "/futures-option-chains/{product_code}": ["product_code": "6E"],
        "/futures-option-chains/{product_code}/nested": ["product_code": "6E"],
        "/instruments/equities/{symbol}": ["symbol": "SPY"], "/option-chains/{symbol}": ["symbol": "SPY"],
        "/option-chains/{symbol}/nested": ["symbol": "SPY"], "/option-chains/{symbol}/compact": ["symbol": "SPY"],
        "/instruments/cryptocurrencies/{symbol}": ["symbol": "BTC/USD"],
        "/market-data/{instrument_type}/{symbol}": ["symbol": "SPY"],
        "/market-metrics/historic-corporate-events/dividends/{symbol}": ["symbol": "SPY"],
        "/market-metrics/historic-corporate-events/earnings-reports/{symbol}": ["symbol": "AAPL"],
        "/instruments/future-products/{exchange}/{code}": ["exchange": "CME", "code": "ES"],
        "/instruments/future-option-products/{exchange}/{root_symbol}": ["exchange": "CME", "root_symbol": "ES"],
        "/instruments/future-option-products/{root_symbol}": ["root_symbol": "ES"],
        "/market-time/futures/sessions/current/{exchange}": ["exchange": "CME"],
        "/market-time/futures/sessions/next/{exchange}": ["exchange": "CME"],
        "/market-time/futures/sessions/previous/{exchange}": ["exchange": "CME"],
        "/market-time/futures/holidays/{exchange}": ["exchange": "CME"],
    ]
    /// Questions that need more than a path, by verb and path; `DAY` stands for a day a month ago.
    private static let queries: [String: [(name: String, value: String)]] = [
        "/market-metrics": [("symbols", "SPY,AAPL")], "/market-data/by-type": [("equity", "SPY")],
        "/market-metrics/historic-corporate-events/earnings-reports/{symbol}": [("start-date", "DAY")],
        "/accounts/{account_number}/orders": [("start-date", "DAY"), ("per-page", "10")],
        "/customers/{customer_id}/orders": [("start-date", "DAY"), ("per-page", "10")],
        "/accounts/{account_number}/transactions": [("per-page", "10")],
        "/accounts/{account_number}/balance-snapshots": [("time-of-day", "EOD"), ("start-date", "DAY")],
        "/accounts/{account_number}/net-liq/history": [("time-back", "1m")],
        "/instruments/equities": [("symbol[]", "SPY")], "/instruments/futures": [("product-code[]", "ES")],
        "/instruments/equities/active": [("per-page", "10")], "/instruments/search": [("query", "SPY")],
        "/market-time/sessions": [("from-date", "DAY"), ("to-date", "DAY")],
        "/market-time/sessions/current": [("instrument-collections[]", "Equity")],
    ]

    /// Asks them all.
    ///
    /// - Throws: `CancellationError`.
    func run(_ endpoints: [AnyEndpoint]) async throws -> [ProbeReport.Check] {
        let account: String?
        do {
            let accounts = try await session.accounts().value.map(\.account)
            account = (accounts.first { $0.isClosed != true } ?? accounts.first)?.accountNumber
        } catch let error as TastytradeError {
            // Without a login nothing else can be reached: one line says so rather than a hundred.
            if error.provesNothingSent || error == .unauthorized || error == .agentRefused {
                return [.init("login", .failed, error.explanation, remedy: Self.remedy(error))]
            }
            account = nil
        }
        var checks: [ProbeReport.Check] = []
        for endpoint in endpoints { checks.append(try await check(endpoint, account)) }
        return checks
    }

    /// The active contract of ES without its slash, `ESZ6`.
    private var activeFuture: String? {
        let symbol = (try? SymbolParser(on: today).parse("/ES"))?.symbol.resolved(on: today).tastytradeSymbol
        return symbol.map { String($0.dropFirst()) }
    }

    private func check(_ endpoint: AnyEndpoint, _ account: String?) async throws -> ProbeReport.Check {
        let name = "\(endpoint.name)"
        guard endpoint.effect == .read, endpoint.name.method == .get else {
            return .init(name, .skipped, "it may change something")
        }
        var path: [String: String] = [:]
        for parameter in endpoint.name.parameters {
            let value =
                parameter == "account_number"
                ? account
                : endpoint.name.path == "/instruments/futures/{symbol}"
                    ? activeFuture : Self.byPath[endpoint.name.path]?[parameter] ?? Self.known[parameter]
            guard let value else { return .init(name, .skipped, "it needs \(parameter), which is not known here") }
            path[parameter] = value
        }
        let day = today.advanced(by: -30).description
        var query = (Self.queries[endpoint.name.path] ?? []).map {
            (name: $0.name, value: $0.value == "DAY" ? day : $0.value)
        }
        if endpoint.name.path.hasPrefix("/customers/{customer_id}/orders") {
            guard let account else { return .init(name, .skipped, "it needs an account, and none is known here") }
            query.append(("account-numbers[]", account))
        }
        do {
            let (drift, failure) = try await session.probe(endpoint, RequestValues(path: path, query: query))
            if let failure { return .init(name, .incomplete, failure.explanation, remedy: Self.remedy(failure)) }
            let losses = drift.filter(\.isLoss)
            guard losses.isEmpty else {
                let first = losses.prefix(3).map(\.description).joined(separator: "; ")
                return .init(
                    name, .incomplete, "\(losses.count) fields could not be read: \(first)",
                    remedy: "report it with the output of piquant api drift")
            }
            return .init(
                name, .ok, drift.isEmpty ? "read whole" : "read whole, \(drift.count) differences without loss")
        } catch let error as TastytradeError {
            let isReached =
                switch error {
                case .notPermitted, .notFound, .refused, .noSuchHost: true
                default: false
                }
            return .init(name, isReached ? .incomplete : .failed, error.explanation, remedy: Self.remedy(error))
        }
    }

    private static func remedy(_ error: TastytradeError) -> String {
        switch error {
        case .notPermitted:
            "see on the venue's API page whether the grant has the scope read; some endpoints are not for API users"
        case .notFound, .refused: "the venue may not offer this here; nothing else depends on it"
        case .noSuchHost: "nothing: this venue has none"
        case .grantRefused, .clientRefused, .wrongEnvironment: "run piquant login"
        case .agentRefused: "look for a proxy that changes headers"
        case .throttled, .tooManyWaiting, .circuitOpen, .venueFailed: "try again in a few minutes"
        case .unexpectedAnswer: "report it with the output of piquant api drift"
        case .tokenUnavailable, .connection: "check the network and the venue's status page"
        case .unauthorized, .orderNotPermitted, .passwordSessionRetired: "run piquant login"
        }
    }
}
