extension GoldenAnswer {
    /// Answers of option chains: every documented field is there once.
    static let chains: [GoldenAnswer] = [
        GoldenAnswer(
            "GET /option-chains/{symbol}",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "instrument-type": "Equity", "active": true,
            "strike-price": "101.25", "root-symbol": "/ES", "underlying-symbol": "AAPL",
            "expiration-date": "2026-11-20", "exercise-style": "American", "shares-per-contract": 3,
            "option-type": "C", "option-chain-type": "Standard", "expiration-type": "Regular",
            "settlement-type": "PM", "stops-trading-at": "2026-11-16T14:30:00.000+00:00",
            "expires-at": "2026-11-16T14:30:00.000+00:00", "days-to-expiration": 3,
            "market-time-instrument-collection": "Market Time Instrument Collection", "is-closing-only": true,
            "streamer-symbol": "/ESZ26:XCME", "listed-market": "XNAS", "halted-at": "2026-11-16T14:30:00.000+00:00",
            "old-security-number": "Old Security Number"}]}, "context": "/option-chains/AAPL"}
            """#),
        GoldenAnswer(
            "GET /option-chains/{symbol}/nested",
            #"""
            {"data": {"items": [{"underlying-symbol": "AAPL", "root-symbol": "AAPL",
            "option-chain-type": "Standard", "exercise-style": "American", "shares-per-contract": 100,
            "tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}], "deliverables": [{"id": 1001,
            "root-symbol": "/ES", "deliverable-type": "Deliverable Type", "description": "Of the golden body",
            "amount": "2.0", "symbol": "AAPL", "instrument-type": "Equity", "percent": "2.0"}],
            "expirations": [{"underlying-symbol": "/ESZ6", "root-symbol": "/ES", "option-root-symbol": "EW4",
            "option-contract-symbol": "EW4X6", "asset": "EW4", "expiration-type": "Regular",
            "expiration-date": "2026-12-18", "days-to-expiration": 28, "settlement-type": "PM",
            "notional-value": "0.5", "display-factor": "0.01", "strike-factor": "1.0",
            "stops-trading-at": "2026-12-18T21:00:00.000+00:00", "expires-at": "2026-12-18T21:00:00.000+00:00",
            "tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "strikes": [{"strike-price": "262.5", "call": "AAPL  261218C00262500",
            "call-streamer-symbol": ".AAPL261218C262.5", "put": "AAPL  261218P00262500",
            "put-streamer-symbol": ".AAPL261218P262.5"}]}]}]}, "context": "/option-chains/AAPL/nested"}
            """#),
        GoldenAnswer(
            "GET /option-chains/{symbol}/compact",
            #"""
            {"data": {"items": [{"underlying-symbol": "AAPL", "root-symbol": "/ES", "option-chain-type": "Standard",
            "settlement-type": "PM", "shares-per-contract": 3, "expiration-type": "Regular",
            "deliverables": [{"id": 1001, "root-symbol": "/ES", "deliverable-type": "Deliverable Type",
            "description": "Of the golden body", "amount": "2.0", "symbol": "AAPL", "instrument-type": "Equity",
            "percent": "2.0"}], "symbols": ["H", "M"], "streamer-symbols": ["H", "M"]}]},
            "context": "/option-chains/AAPL/compact"}
            """#),
        GoldenAnswer(
            "GET /futures-option-chains/{product_code}",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "underlying-symbol": "AAPL", "product-code": "ES",
            "root-symbol": "/ES", "option-root-symbol": "Option Root Symbol", "option-type": "C",
            "strike-price": "101.25", "expiration-date": "2026-11-20", "maturity-date": "2026-11-20",
            "exercise-style": "American", "exchange": "CME", "exchange-symbol": "Exchange Symbol",
            "streamer-symbol": "/ESZ26:XCME", "is-vanilla": true, "is-primary-deliverable": true,
            "future-price-ratio": "2.0", "multiplier": "2.0", "underlying-count": "2.0", "is-confirmed": true,
            "notional-value": "2.0", "display-factor": "2.0", "strike-factor": "2.0", "settlement-type": "PM",
            "is-exercisable-weekly": true, "last-trade-time": "0", "days-to-expiration": 3, "is-closing-only": true,
            "active": true, "stops-trading-at": "2026-11-16T14:30:00.000+00:00",
            "expires-at": "2026-11-16T14:30:00.000+00:00", "security-exchange": "Security Exchange",
            "security-id": "x-security-id", "sx-id": "x-sx-id", "future-option-product": {"root-symbol": "/ES",
            "code": "ES", "exchange": "CME", "product-type": "Product Type", "product-subtype": "Product Subtype",
            "expiration-type": "Regular", "cash-settled": true, "is-am-settled": true, "is-rollover": true,
            "settlement-delay-days": 3, "display-factor": "2.0", "market-sector": "Market Sector",
            "clearing-code": "Clearing Code", "clearing-exchange-code": "Clearing Exchange Code",
            "clearing-price-multiplier": "2.0", "clearport-code": "Clearport Code", "legacy-code": "Legacy Code",
            "itm-rule": "Itm Rule", "supported": true, "futures-trading-cutoff-times": [{"offset-seconds": 3,
            "timezone": "America/New_York", "timing": "Timing"}], "future-product": {"root-symbol": "/ES",
            "code": "ES", "description": "Of the golden body", "exchange": "CME",
            "legacy-exchange-code": "Legacy Exchange Code", "product-type": "Product Type",
            "product-subtype": "Product Subtype", "listed-months": ["H", "M"], "active-months": ["H", "M"],
            "notional-multiplier": "2.0", "tick-size": "101.25", "display-factor": "2.0", "base-tick": 3,
            "sub-tick": 3, "price-format": "decimal", "contract-limit": 3,
            "streamer-exchange-code": "Streamer Exchange Code", "small-notional": true,
            "back-month-first-calendar-symbol": true, "first-notice": true, "cash-settled": true, "supported": true,
            "security-group": "Security Group", "market-sector": "Market Sector", "clearing-code": "Clearing Code",
            "clearing-exchange-code": "Clearing Exchange Code", "clearport-code": "Clearport Code",
            "legacy-code": "Legacy Code", "true-underlying-code": "True Underlying Code",
            "underlying-description": "Underlying Description", "underlying-identifier": "Underlying Identifier",
            "futures-trading-cutoff-times": [{"offset-seconds": 3, "timezone": "America/New_York",
            "timing": "Timing"}], "roll": {"name": "Name", "active-count": 3, "cash-settled": true,
            "business-days-offset": 3, "first-notice": true}, "option-products": []}}}]},
            "context": "/futures-option-chains/ES"}
            """#),
        GoldenAnswer(
            "GET /futures-option-chains/{product_code}/nested",
            #"""
            {"data": {"futures": [{"symbol": "/ESZ6", "root-symbol": "/ES", "streamer-symbol": "/ESZ26:XCME",
            "expiration-date": "2026-12-18", "maturity-date": "2026-12-18", "days-to-expiration": 28,
            "active-month": true, "next-active-month": false, "stops-trading-at": "2026-12-18T14:30:00.000+00:00",
            "expires-at": "2026-12-18T14:30:00.000+00:00"}], "option-chains": [{"underlying-symbol": "AAPL",
            "root-symbol": "AAPL", "option-chain-type": "Standard", "exercise-style": "American",
            "shares-per-contract": 100, "tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "deliverables": [{"id": 1001, "root-symbol": "/ES", "deliverable-type": "Deliverable Type",
            "description": "Of the golden body", "amount": "2.0", "symbol": "AAPL", "instrument-type": "Equity",
            "percent": "2.0"}], "expirations": [{"underlying-symbol": "/ESZ6", "root-symbol": "/ES",
            "option-root-symbol": "EW4", "option-contract-symbol": "EW4X6", "asset": "EW4",
            "expiration-type": "Regular", "expiration-date": "2026-12-18", "days-to-expiration": 28,
            "settlement-type": "PM", "notional-value": "0.5", "display-factor": "0.01", "strike-factor": "1.0",
            "stops-trading-at": "2026-12-18T21:00:00.000+00:00", "expires-at": "2026-12-18T21:00:00.000+00:00",
            "tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "strikes": [{"strike-price": "262.5", "call": "AAPL  261218C00262500",
            "call-streamer-symbol": ".AAPL261218C262.5", "put": "AAPL  261218P00262500",
            "put-streamer-symbol": ".AAPL261218P262.5"}]}]}]}, "context": "/futures-option-chains/ES/nested"}
            """#),
    ]
}
