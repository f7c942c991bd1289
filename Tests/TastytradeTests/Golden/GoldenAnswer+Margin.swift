extension GoldenAnswer {
    /// Answers of margin and risk: every documented field is there once.
    static let margin: [GoldenAnswer] = [
        GoldenAnswer(
            "GET /margin/accounts/{account_number}/requirements",
            #"""
            {"data": {"account-number": "5WT00001", "description": "Of the golden body",
            "margin-calculation-type": "Reg T", "option-level": "Option Level", "margin-requirement": "12.5",
            "margin-requirement-effect": "Debit", "maintenance-requirement": "12.5",
            "maintenance-requirement-effect": "Debit", "initial-requirement": "12.5",
            "initial-requirement-effect": "Debit", "margin-equity": "12.5", "margin-equity-effect": "Debit",
            "option-buying-power": "12.5", "option-buying-power-effect": "Debit",
            "reg-t-margin-requirement": "12.5", "reg-t-margin-requirement-effect": "Debit",
            "reg-t-option-buying-power": "12.5", "reg-t-option-buying-power-effect": "Debit",
            "maintenance-excess": "12.5", "maintenance-excess-effect": "Debit",
            "last-state-timestamp": 1795184999123, "groups": [{"description": "Of the golden body", "code": "ES",
            "underlying-symbol": "AAPL", "underlying-type": "Underlying Type", "margin-calculation-type": "Reg T",
            "margin-requirement": "12.5", "margin-requirement-effect": "Debit", "maintenance-requirement": "12.5",
            "maintenance-requirement-effect": "Debit", "initial-requirement": "12.5",
            "initial-requirement-effect": "Debit", "buying-power": "12.5", "buying-power-effect": "Debit",
            "expected-price-range-up-percent": "0.26", "expected-price-range-down-percent": "0.26",
            "price-increase-percent": "0.26", "price-decrease-percent": "0.26",
            "point-of-no-return-percent": "0.26", "groups": [{"description": "Of the golden body",
            "margin-requirement": "12.5", "margin-requirement-effect": "Debit", "maintenance-requirement": "12.5",
            "maintenance-requirement-effect": "Debit", "initial-requirement": "12.5",
            "initial-requirement-effect": "Debit", "buying-power": "12.5", "buying-power-effect": "Debit",
            "includes-working-order": true, "position-entries": [{"instrument-symbol": "AAPL",
            "instrument-type": "Equity", "quantity": "2.0", "close-price": "101.25", "fixing-price": "101.25",
            "strike-price": "101.25", "option-type": "C", "expiration-date": "2026-11-20",
            "deliverable-quantity": "2.0"}]}]}]}, "context": "/margin/accounts/5WT00001/requirements"}
            """#),
        GoldenAnswer(
            "POST /margin/accounts/{account_number}/dry-run",
            #"""
            {"data": {"last-results": {"code": "ES", "margin-requirement": "12.5",
            "margin-requirement-effect": "Debit", "maintenance-requirement": "12.5",
            "maintenance-requirement-effect": "Debit", "buying-power-impact": "12.5",
            "buying-power-impact-effect": "Debit", "base-margin-requirement": "12.5",
            "base-margin-requirement-effect": "Debit", "cash-adjustment": "12.5", "cash-adjustment-effect": "Debit",
            "working-margin": "12.5", "working-margin-effect": "Debit", "position-margin": "12.5",
            "position-margin-effect": "Debit", "group-results": {"as": "it came"}}, "orders": {"as": "it came"}},
            "context": "/margin/accounts/5WT00001/dry-run"}
            """#),
        GoldenAnswer(
            "GET /accounts/{account_number}/margin-requirements/{underlying}/effective",
            #"""
            {"data": {"underlying-symbol": "AAPL", "clearing-identifier": "x-clearing-identifier",
            "is-deleted": true, "long-equity-initial": "0.26", "long-equity-maintenance": "0.26",
            "short-equity-initial": "0.26", "short-equity-maintenance": "0.26", "naked-option-standard": "0.26",
            "naked-option-minimum": "0.26", "naked-option-floor": "1234.56"},
            "context": "/accounts/5WT00001/margin-requirements/AAPL/effective"}
            """#),
        GoldenAnswer(
            "GET /margin-requirements-public-configuration",
            #"""
            {"data": {"risk-free-rate": "0.26"}, "context": "/margin-requirements-public-configuration"}
            """#),
        GoldenAnswer(
            "GET /span/rows",
            #"""
            {"data": {"items": [{"file-date": "2026-11-20", "row-index": 3, "exchange": "CME",
            "row-data": "8 CME ES"}]}, "context": "/span/rows", "pagination": {"per-page": 250, "page-offset": 0,
            "item-offset": 0, "total-items": 1, "total-pages": 1, "current-item-count": 1, "previous-link": null,
            "next-link": null, "paging-link-template": null}}
            """#),
    ]
}
