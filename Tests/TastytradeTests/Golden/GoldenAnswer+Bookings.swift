extension GoldenAnswer {
    /// Answers of transactions and net liquidating value: every documented field is there once.
    static let bookings: [GoldenAnswer] = [
        GoldenAnswer(
            "GET /accounts/{account_number}/transactions",
            #"""
            {"data": {"items": [{"id": 3, "account-number": "5WT00001", "transaction-type": "Trade",
            "transaction-sub-type": "Buy to Open", "description": "Of the golden body",
            "executed-at": "2026-11-16T14:30:00.000+00:00", "transaction-date": "2026-11-20",
            "created-at": "2026-11-16T14:30:00.000+00:00", "currency": "USD", "symbol": "AAPL",
            "instrument-type": "Equity", "underlying-symbol": "AAPL", "action": "Buy to Open", "quantity": "2.0",
            "price": "101.25", "value": "12.5", "value-effect": "Debit", "net-value": "12.5",
            "net-value-effect": "Debit", "commission": "12.5", "commission-effect": "Debit",
            "clearing-fees": "12.5", "clearing-fees-effect": "Debit", "regulatory-fees": "12.5",
            "regulatory-fees-effect": "Debit", "proprietary-index-option-fees": "12.5",
            "proprietary-index-option-fees-effect": "Debit", "currency-conversion-fees": "12.5",
            "currency-conversion-fees-effect": "Debit", "other-charge": "12.5", "other-charge-effect": "Debit",
            "other-charge-description": "Other Charge Description", "is-estimated-fee": true,
            "order-id": "x-order-id", "leg-count": 3, "exec-id": 1001, "ext-exec-id": "x-ext-exec-id",
            "ext-exchange-order-number": "x-ext-exchange-order-number", "ext-global-order-number": 1001,
            "ext-group-id": "x-ext-group-id", "ext-group-fill-id": "x-ext-group-fill-id", "exchange": "CME",
            "exchange-affiliation-identifier": "x-exchange-affiliation-identifier", "destination-venue": "TEST_A",
            "reverses-id": "x-reverses-id", "cost-basis-reconciliation-date": "2026-11-20", "lots": [{"id": 1001,
            "transaction-id": "x-transaction-id", "quantity": "2.0", "price": "101.25",
            "quantity-direction": "Long", "executed-at": "2026-11-16T14:30:00.000+00:00",
            "transaction-date": "2026-11-20"}], "agency-price": "101.25", "principal-price": "101.25"}]},
            "context": "/accounts/5WT00001/transactions", "pagination": {"per-page": 250, "page-offset": 0,
            "item-offset": 0, "total-items": 1, "total-pages": 1, "current-item-count": 1, "previous-link": null,
            "next-link": null, "paging-link-template": null}}
            """#),
        GoldenAnswer(
            "GET /accounts/{account_number}/transactions/{transaction_id}",
            #"""
            {"data": {"id": 3, "account-number": "5WT00001", "transaction-type": "Trade",
            "transaction-sub-type": "Buy to Open", "description": "Of the golden body",
            "executed-at": "2026-11-16T14:30:00.000+00:00", "transaction-date": "2026-11-20",
            "created-at": "2026-11-16T14:30:00.000+00:00", "currency": "USD", "symbol": "AAPL",
            "instrument-type": "Equity", "underlying-symbol": "AAPL", "action": "Buy to Open", "quantity": "2.0",
            "price": "101.25", "value": "12.5", "value-effect": "Debit", "net-value": "12.5",
            "net-value-effect": "Debit", "commission": "12.5", "commission-effect": "Debit",
            "clearing-fees": "12.5", "clearing-fees-effect": "Debit", "regulatory-fees": "12.5",
            "regulatory-fees-effect": "Debit", "proprietary-index-option-fees": "12.5",
            "proprietary-index-option-fees-effect": "Debit", "currency-conversion-fees": "12.5",
            "currency-conversion-fees-effect": "Debit", "other-charge": "12.5", "other-charge-effect": "Debit",
            "other-charge-description": "Other Charge Description", "is-estimated-fee": true,
            "order-id": "x-order-id", "leg-count": 3, "exec-id": 1001, "ext-exec-id": "x-ext-exec-id",
            "ext-exchange-order-number": "x-ext-exchange-order-number", "ext-global-order-number": 1001,
            "ext-group-id": "x-ext-group-id", "ext-group-fill-id": "x-ext-group-fill-id", "exchange": "CME",
            "exchange-affiliation-identifier": "x-exchange-affiliation-identifier", "destination-venue": "TEST_A",
            "reverses-id": "x-reverses-id", "cost-basis-reconciliation-date": "2026-11-20", "lots": [{"id": 1001,
            "transaction-id": "x-transaction-id", "quantity": "2.0", "price": "101.25",
            "quantity-direction": "Long", "executed-at": "2026-11-16T14:30:00.000+00:00",
            "transaction-date": "2026-11-20"}], "agency-price": "101.25", "principal-price": "101.25"},
            "context": "/accounts/5WT00001/transactions/3"}
            """#),
        GoldenAnswer(
            "GET /accounts/{account_number}/transactions/total-fees",
            #"""
            {"data": {"total-fees": "12.5", "total-fees-effect": "Debit"},
            "context": "/accounts/5WT00001/transactions/total-fees"}
            """#),
        GoldenAnswer(
            "GET /accounts/{account_number}/net-liq/history",
            #"""
            {"data": {"items": [{"open": "1234.56", "high": "1234.56", "low": "1234.56", "close": "1234.56",
            "pending-cash-open": "1234.56", "pending-cash-high": "1234.56", "pending-cash-low": "1234.56",
            "pending-cash-close": "1234.56", "total-open": "1234.56", "total-high": "1234.56",
            "total-low": "1234.56", "total-close": "1234.56", "time": "2026-11-16T14:30:00.000Z"}]},
            "context": "/accounts/5WT00001/net-liq/history"}
            """#),
        GoldenAnswer(
            "GET /accounts/{account_number}/net-liq",
            #"""
            {"data": {"net-liquidating-value": "1234.56"}, "context": "/accounts/5WT00001/net-liq"}
            """#),
    ]
}
