/// The endpoints that the venue's documentation and its other clients know, written down by hand.
///
/// Nothing here comes from the client's own code, so that `piquant api coverage` measures the one by the other.
public enum DocumentedEndpoints {
    /// One endpoint and where it belongs.
    public struct Entry: Sendable, Hashable {
        /// Verb and path.
        public let name: EndpointName
        /// The subject.
        public let section: String
    }

    /// All of them, by subject.
    public static let all: [Entry] = list.split(separator: "\n").reduce(into: (section: "", entries: [Entry]())) {
        state, line in
        if line.hasPrefix("# ") {
            state.section = String(line.dropFirst(2))
        } else if let name = EndpointName(String(line)) {
            state.entries.append(Entry(name: name, section: state.section))
        } else {
            preconditionFailure("'\(line)' names no endpoint")
        }
    }.entries

    private static let list = """
        # customers
        GET /customers/{customer_id}
        # accounts
        GET /customers/me/accounts
        GET /customers/me/accounts/{account_number}
        GET /accounts/{account_number}/trading-status
        GET /accounts/{account_number}/position-limit
        # balances
        GET /accounts/{account_number}/balances
        GET /accounts/{account_number}/balances/{currency}
        GET /accounts/{account_number}/balance-snapshots
        # positions
        GET /accounts/{account_number}/positions
        # transactions
        GET /accounts/{account_number}/transactions
        GET /accounts/{account_number}/transactions/{transaction_id}
        GET /accounts/{account_number}/transactions/total-fees
        # net liquidating value
        GET /accounts/{account_number}/net-liq/history
        GET /accounts/{account_number}/net-liq
        # orders
        GET /accounts/{account_number}/orders
        GET /accounts/{account_number}/orders/live
        GET /accounts/{account_number}/orders/{order_id}
        POST /accounts/{account_number}/orders
        POST /accounts/{account_number}/orders/dry-run
        PUT /accounts/{account_number}/orders/{order_id}
        PATCH /accounts/{account_number}/orders/{order_id}
        POST /accounts/{account_number}/orders/{order_id}/dry-run
        DELETE /accounts/{account_number}/orders/{order_id}
        POST /accounts/{account_number}/orders/{order_id}/reconfirm
        GET /customers/{customer_id}/orders
        GET /customers/{customer_id}/orders/live
        # complex orders
        GET /accounts/{account_number}/complex-orders
        GET /accounts/{account_number}/complex-orders/live
        GET /accounts/{account_number}/complex-orders/{complex_order_id}
        POST /accounts/{account_number}/complex-orders
        POST /accounts/{account_number}/complex-orders/dry-run
        PATCH /accounts/{account_number}/complex-orders/{complex_order_id}
        POST /accounts/{account_number}/complex-orders/{complex_order_id}/dry-run
        DELETE /accounts/{account_number}/complex-orders/{complex_order_id}
        # equities
        GET /instruments/equities
        GET /instruments/equities/active
        GET /instruments/equities/{symbol}
        # equity options
        GET /instruments/equity-options
        GET /instruments/equity-options/{symbol}
        # option chains
        GET /option-chains/{symbol}
        GET /option-chains/{symbol}/nested
        GET /option-chains/{symbol}/compact
        # futures
        GET /instruments/futures
        GET /instruments/futures/{symbol}
        # future products
        GET /instruments/future-products
        GET /instruments/future-products/{exchange}/{code}
        # future options
        GET /instruments/future-options
        GET /instruments/future-options/{symbol}
        GET /futures-option-chains/{product_code}
        GET /futures-option-chains/{product_code}/nested
        # future option products
        GET /instruments/future-option-products
        GET /instruments/future-option-products/{exchange}/{root_symbol}
        GET /instruments/future-option-products/{root_symbol}
        # other instruments
        GET /instruments/cryptocurrencies
        GET /instruments/cryptocurrencies/{symbol}
        GET /instruments/warrants
        GET /instruments/warrants/{symbol}
        GET /instruments/currency-pairs
        GET /instruments/quantity-decimal-precisions
        GET /instruments/search
        GET /instruments/equity-deliverables
        GET /instruments/future-spreads
        POST /instruments/ai-search-token
        # symbol search
        GET /symbols/search/{text}
        # market data
        GET /market-data/by-type
        GET /market-data/{instrument_type}/{symbol}
        # market metrics
        GET /market-metrics
        GET /market-metrics/historic-corporate-events/dividends/{symbol}
        GET /market-metrics/historic-corporate-events/earnings-reports/{symbol}
        # quote tokens
        GET /api-quote-tokens
        # watchlists and alerts
        GET /watchlists
        POST /watchlists
        GET /watchlists/{name}
        PUT /watchlists/{name}
        DELETE /watchlists/{name}
        GET /public-watchlists
        GET /public-watchlists/{name}
        GET /pairs-watchlists
        GET /pairs-watchlists/{name}
        GET /quote-alerts
        POST /quote-alerts
        DELETE /quote-alerts/{alert_external_id}
        # margin and risk
        GET /margin/accounts/{account_number}/requirements
        POST /margin/accounts/{account_number}/dry-run
        GET /accounts/{account_number}/margin-requirements/{underlying}/effective
        GET /margin-requirements-public-configuration
        GET /span/rows
        # market time
        GET /market-time/sessions
        GET /market-time/sessions/current
        GET /market-time/equities/sessions/current
        GET /market-time/equities/sessions/next
        GET /market-time/equities/sessions/previous
        GET /market-time/equities/holidays
        GET /market-time/futures/sessions/current
        GET /market-time/futures/sessions/current/{exchange}
        GET /market-time/futures/sessions/next/{exchange}
        GET /market-time/futures/sessions/previous/{exchange}
        GET /market-time/futures/holidays/{exchange}
        # backtesting
        POST /backtests
        GET /backtests
        GET /backtests/{id}
        GET /backtests/{id}/logs
        POST /backtests/{id}/cancel
        GET /available-dates
        POST /simulate-trade
        # sessions
        POST /oauth/token
        POST /sessions/validate
        """
}
