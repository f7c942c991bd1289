extension GoldenAnswer {
    /// Answers of shares and other instruments, and of searches: every documented field is there once.
    static let instruments: [GoldenAnswer] = [
        GoldenAnswer(
            "GET /instruments/equities",
            #"""
            {"data": {"items": [{"id": 1001, "symbol": "AAPL", "instrument-type": "Equity",
            "instrument-sub-type": "Instrument Sub Type", "cusip": "Cusip",
            "short-description": "Short Description", "description": "Of the golden body", "listed-market": "XNAS",
            "lendability": "Easy To Borrow", "borrow-rate": "0.26",
            "market-time-instrument-collection": "Market Time Instrument Collection", "is-index": true,
            "is-etf": true, "is-closing-only": true, "is-options-closing-only": true, "active": true,
            "is-fractional-quantity-eligible": true, "is-illiquid": true, "overnight-trading-permitted": true,
            "bypass-manual-review": true, "halted-at": "2026-11-16T14:30:00.000+00:00",
            "stops-trading-at": "2026-11-16T14:30:00.000+00:00", "streamer-symbol": "/ESZ26:XCME",
            "tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "option-tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "country-of-incorporation": "Country Of Incorporation", "country-of-taxation": "Country Of Taxation",
            "underlying-product-type": "Underlying Product Type"}]}, "context": "/instruments/equities",
            "pagination": {"per-page": 250, "page-offset": 0, "item-offset": 0, "total-items": 1, "total-pages": 1,
            "current-item-count": 1, "previous-link": null, "next-link": null, "paging-link-template": null}}
            """#),
        GoldenAnswer(
            "GET /instruments/equities/{symbol}",
            #"""
            {"data": {"id": 1001, "symbol": "AAPL", "instrument-type": "Equity",
            "instrument-sub-type": "Instrument Sub Type", "cusip": "Cusip",
            "short-description": "Short Description", "description": "Of the golden body", "listed-market": "XNAS",
            "lendability": "Easy To Borrow", "borrow-rate": "0.26",
            "market-time-instrument-collection": "Market Time Instrument Collection", "is-index": true,
            "is-etf": true, "is-closing-only": true, "is-options-closing-only": true, "active": true,
            "is-fractional-quantity-eligible": true, "is-illiquid": true, "overnight-trading-permitted": true,
            "bypass-manual-review": true, "halted-at": "2026-11-16T14:30:00.000+00:00",
            "stops-trading-at": "2026-11-16T14:30:00.000+00:00", "streamer-symbol": "/ESZ26:XCME",
            "tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "option-tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "country-of-incorporation": "Country Of Incorporation", "country-of-taxation": "Country Of Taxation",
            "underlying-product-type": "Underlying Product Type"}, "context": "/instruments/equities/x"}
            """#),
        GoldenAnswer(
            "GET /instruments/equities/active",
            #"""
            {"data": {"items": [{"id": 1001, "symbol": "AAPL", "instrument-type": "Equity",
            "instrument-sub-type": "Instrument Sub Type", "cusip": "Cusip",
            "short-description": "Short Description", "description": "Of the golden body", "listed-market": "XNAS",
            "lendability": "Easy To Borrow", "borrow-rate": "0.26",
            "market-time-instrument-collection": "Market Time Instrument Collection", "is-index": true,
            "is-etf": true, "is-closing-only": true, "is-options-closing-only": true, "active": true,
            "is-fractional-quantity-eligible": true, "is-illiquid": true, "overnight-trading-permitted": true,
            "bypass-manual-review": true, "halted-at": "2026-11-16T14:30:00.000+00:00",
            "stops-trading-at": "2026-11-16T14:30:00.000+00:00", "streamer-symbol": "/ESZ26:XCME",
            "tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "option-tick-sizes": [{"value": "0.05", "threshold": "3.0", "symbol": "/ESH7"}],
            "country-of-incorporation": "Country Of Incorporation", "country-of-taxation": "Country Of Taxation",
            "underlying-product-type": "Underlying Product Type"}]}, "context": "/instruments/equities/active",
            "pagination": {"per-page": 250, "page-offset": 0, "item-offset": 0, "total-items": 1, "total-pages": 1,
            "current-item-count": 1, "previous-link": null, "next-link": null, "paging-link-template": null}}
            """#),
        GoldenAnswer(
            "GET /instruments/equity-deliverables",
            #"""
            {"data": {"items": [{"id": 1001, "root-symbol": "/ES", "deliverable-type": "Deliverable Type",
            "description": "Of the golden body", "amount": "2.0", "symbol": "AAPL", "instrument-type": "Equity",
            "percent": "2.0"}]}, "context": "/instruments/equity-deliverables"}
            """#),
        GoldenAnswer(
            "GET /instruments/equity-options",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "instrument-type": "Equity", "active": true,
            "strike-price": "101.25", "root-symbol": "/ES", "underlying-symbol": "AAPL",
            "expiration-date": "2026-11-20", "exercise-style": "American", "shares-per-contract": 3,
            "option-type": "C", "option-chain-type": "Standard", "expiration-type": "Regular",
            "settlement-type": "PM", "stops-trading-at": "2026-11-16T14:30:00.000+00:00",
            "expires-at": "2026-11-16T14:30:00.000+00:00", "days-to-expiration": 3,
            "market-time-instrument-collection": "Market Time Instrument Collection", "is-closing-only": true,
            "streamer-symbol": "/ESZ26:XCME", "listed-market": "XNAS", "halted-at": "2026-11-16T14:30:00.000+00:00",
            "old-security-number": "Old Security Number"}]}, "context": "/instruments/equity-options"}
            """#),
        GoldenAnswer(
            "GET /instruments/equity-options/{symbol}",
            #"""
            {"data": {"symbol": "AAPL", "instrument-type": "Equity", "active": true, "strike-price": "101.25",
            "root-symbol": "/ES", "underlying-symbol": "AAPL", "expiration-date": "2026-11-20",
            "exercise-style": "American", "shares-per-contract": 3, "option-type": "C",
            "option-chain-type": "Standard", "expiration-type": "Regular", "settlement-type": "PM",
            "stops-trading-at": "2026-11-16T14:30:00.000+00:00", "expires-at": "2026-11-16T14:30:00.000+00:00",
            "days-to-expiration": 3, "market-time-instrument-collection": "Market Time Instrument Collection",
            "is-closing-only": true, "streamer-symbol": "/ESZ26:XCME", "listed-market": "XNAS",
            "halted-at": "2026-11-16T14:30:00.000+00:00", "old-security-number": "Old Security Number"},
            "context": "/instruments/equity-options/x"}
            """#),
        GoldenAnswer(
            "GET /instruments/cryptocurrencies",
            #"""
            {"data": {"items": [{"id": 1001, "symbol": "AAPL", "instrument-type": "Equity",
            "short-description": "Short Description", "description": "Of the golden body", "is-closing-only": true,
            "active": true, "tick-size": "101.25", "streamer-symbol": "/ESZ26:XCME",
            "destination-venue-symbols": [{"id": 1001, "symbol": "AAPL", "destination-venue": "TEST_A",
            "max-quantity-precision": 3, "max-price-precision": 3, "routable": true}]}]},
            "context": "/instruments/cryptocurrencies"}
            """#),
        GoldenAnswer(
            "GET /instruments/cryptocurrencies/{symbol}",
            #"""
            {"data": {"id": 1001, "symbol": "AAPL", "instrument-type": "Equity",
            "short-description": "Short Description", "description": "Of the golden body", "is-closing-only": true,
            "active": true, "tick-size": "101.25", "streamer-symbol": "/ESZ26:XCME",
            "destination-venue-symbols": [{"id": 1001, "symbol": "AAPL", "destination-venue": "TEST_A",
            "max-quantity-precision": 3, "max-price-precision": 3, "routable": true}]},
            "context": "/instruments/cryptocurrencies/x"}
            """#),
        GoldenAnswer(
            "GET /instruments/warrants",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "instrument-type": "Equity", "cusip": "Cusip",
            "listed-market": "XNAS", "description": "Of the golden body", "is-closing-only": true,
            "active": true}]}, "context": "/instruments/warrants"}
            """#),
        GoldenAnswer(
            "GET /instruments/warrants/{symbol}",
            #"""
            {"data": {"symbol": "AAPL", "instrument-type": "Equity", "cusip": "Cusip", "listed-market": "XNAS",
            "description": "Of the golden body", "is-closing-only": true, "active": true},
            "context": "/instruments/warrants/x"}
            """#),
        GoldenAnswer(
            "GET /instruments/currency-pairs",
            #"""
            {"data": {"items": [{"id": 1001, "symbol": "AAPL", "description": "Of the golden body",
            "dx-symbol": "AAPL", "instrument-type": "Equity"}]}, "context": "/instruments/currency-pairs"}
            """#),
        GoldenAnswer(
            "GET /instruments/quantity-decimal-precisions",
            #"""
            {"data": {"items": [{"instrument-type": "Equity", "symbol": "AAPL", "value": 3,
            "minimum-increment-precision": 3}]}, "context": "/instruments/quantity-decimal-precisions"}
            """#),
        GoldenAnswer(
            "GET /instruments/search",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "description": "Of the golden body", "instrument-type": "Equity",
            "exchange": "CME", "category": "Category", "external-id": "x-external-id",
            "event-product-external-id": "x-event-product-external-id",
            "stops-trading-at": "2026-11-16T14:30:00.000+00:00", "underlying-product": "ES",
            "underlying-product-type": "Underlying Product Type"}]}, "context": "/instruments/search"}
            """#),
        GoldenAnswer(
            "GET /symbols/search/{text}",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "description": "Of the golden body", "listed-market": "XNAS",
            "price-increments": "Price Increments", "trading-hours": "Trading Hours", "options": true,
            "instrument-type": "Equity"}]}, "context": "/symbols/search/AAP"}
            """#),
        GoldenAnswer(
            "POST /instruments/ai-search-token",
            #"""
            {"data": {"token": "words"}, "context": "/instruments/ai-search-token"}
            """#),
    ]
}
