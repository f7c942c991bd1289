extension GoldenAnswer {
    /// Answers of markets and metrics: every documented field is there once.
    static let markets: [GoldenAnswer] = [
        GoldenAnswer(
            "GET /market-data/by-type",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "instrument-type": "Equity",
            "updated-at": "2026-11-16T14:30:00.000+00:00", "bid": "101.25", "bid-size": "2.0", "ask": "101.25",
            "ask-size": "2.0", "mid": "101.25", "mark": "101.25", "last": "101.25", "last-ext": "101.25",
            "last-mkt": "101.25", "last-trade-time": 1795184999123, "volume": "2.0", "volume-ext": "2.0",
            "open": "101.25", "close": "101.25", "close-price-type": "Final", "day-high-price": "101.25",
            "day-low-price": "101.25", "prev-close": "101.25", "prev-close-date": "2026-11-20",
            "prev-close-price-type": "Final", "summary-date": "2026-11-20", "year-high-price": "101.25",
            "year-low-price": "101.25", "low-limit-price": "101.25", "high-limit-price": "101.25", "beta": "0.26",
            "dividend-amount": "1234.56", "dividend-frequency": "2.0", "open-interest": "2.0",
            "is-trading-halted": true, "trading-halted-reason": "Trading Halted Reason",
            "halt-start-time": 1795184999123, "halt-end-time": 1795184999123, "instrument": {"symbol": "AAPL",
            "instrument-type": "Equity", "instrument-key": "Instrument Key", "root-symbol": "/ES",
            "exchange": "CME", "underlying-instrument": {"as": "it came"}}, "day-open": "101.25",
            "day-high": "101.25", "day-low": "101.25", "day-close": "101.25", "prev-day-close": "101.25"}]},
            "context": "/market-data/by-type"}
            """#),
        GoldenAnswer(
            "GET /market-data/{instrument_type}/{symbol}",
            #"""
            {"data": {"symbol": "AAPL", "instrument-type": "Equity", "updated-at": "2026-11-16T14:30:00.000+00:00",
            "bid": "101.25", "bid-size": "2.0", "ask": "101.25", "ask-size": "2.0", "mid": "101.25",
            "mark": "101.25", "last": "101.25", "last-ext": "101.25", "last-mkt": "101.25",
            "last-trade-time": 1795184999123, "volume": "2.0", "volume-ext": "2.0", "open": "101.25",
            "close": "101.25", "close-price-type": "Final", "day-high-price": "101.25", "day-low-price": "101.25",
            "prev-close": "101.25", "prev-close-date": "2026-11-20", "prev-close-price-type": "Final",
            "summary-date": "2026-11-20", "year-high-price": "101.25", "year-low-price": "101.25",
            "low-limit-price": "101.25", "high-limit-price": "101.25", "beta": "0.26", "dividend-amount": "1234.56",
            "dividend-frequency": "2.0", "open-interest": "2.0", "is-trading-halted": true,
            "trading-halted-reason": "Trading Halted Reason", "halt-start-time": 1795184999123,
            "halt-end-time": 1795184999123, "instrument": {"symbol": "AAPL", "instrument-type": "Equity",
            "instrument-key": "Instrument Key", "root-symbol": "/ES", "exchange": "CME",
            "underlying-instrument": {"as": "it came"}}, "day-open": "101.25", "day-high": "101.25",
            "day-low": "101.25", "day-close": "101.25", "prev-day-close": "101.25"},
            "context": "/market-data/Equity/AAPL"}
            """#),
        GoldenAnswer(
            "GET /market-metrics",
            #"""
            {"data": {"items": [{"symbol": "AAPL", "implied-volatility-index": "0.26",
            "implied-volatility-index-5-day-change": "0.26", "implied-volatility-index-15-day": "0.26",
            "implied-volatility-index-rank": "0.26", "tos-implied-volatility-index-rank": "0.26",
            "tw-implied-volatility-index-rank": "0.26",
            "tos-implied-volatility-index-rank-updated-at": "2026-11-16T14:30:00.000+00:00",
            "implied-volatility-index-rank-source": "Implied Volatility Index Rank Source",
            "implied-volatility-percentile": "0.26",
            "implied-volatility-updated-at": "2026-11-16T14:30:00.000+00:00", "liquidity-value": "0.26",
            "liquidity-rank": "0.26", "liquidity-rating": 3, "liquidity-running-state": {"sum": "0.26", "count": 3,
            "started-at": "2026-11-16T14:30:00.000+00:00", "updated-at": "2026-11-16T14:30:00.000+00:00"},
            "option-expiration-implied-volatilities": [{"expiration-date": "2026-11-20",
            "option-chain-type": "Standard", "settlement-type": "PM", "implied-volatility": "0.26"}],
            "beta": "0.26", "beta-updated-at": "2026-11-16T14:30:00.000+00:00", "corr-spy-3month": "0.26",
            "market-cap": "1234.56", "price-earnings-ratio": "0.26", "earnings-per-share": "1234.56",
            "dividend-rate-per-share": "1234.56", "annual-dividend-per-share": "1234.56", "dividend-yield": "0.26",
            "dividend-ex-date": "2026-11-20", "dividend-next-date": "2026-11-20", "dividend-pay-date": "2026-11-20",
            "dividend-updated-at": "2026-11-16T14:30:00.000+00:00", "earnings": {"visible": true, "estimated": true,
            "late-flag": 3, "expected-report-date": "2026-11-20", "quarter-end-date": "2026-11-20",
            "actual-eps": "1234.56", "consensus-estimate": "1234.56", "time-of-day": "AMC",
            "updated-at": "2026-11-16T14:30:00.000+00:00"}, "listed-market": "XNAS",
            "lendability": "Easy To Borrow", "borrow-rate": "0.26", "implied-volatility-30-day": "26.5",
            "historical-volatility-30-day": "26.5", "historical-volatility-60-day": "26.5",
            "historical-volatility-90-day": "26.5", "iv-hv-30-day-difference": "26.5", "sector": "Sector",
            "industry": "Industry", "updated-at": "2026-11-16T14:30:00.000+00:00",
            "created-at": "2026-11-16T14:30:00.000+00:00"}]}, "context": "/market-metrics"}
            """#),
        GoldenAnswer(
            "GET /market-metrics/historic-corporate-events/dividends/{symbol}",
            #"""
            {"data": {"items": [{"occurred-date": "2026-11-20", "amount": "1234.56"}]},
            "context": "/market-metrics/historic-corporate-events/dividends/AAPL"}
            """#),
        GoldenAnswer(
            "GET /market-metrics/historic-corporate-events/earnings-reports/{symbol}",
            #"""
            {"data": {"items": [{"occurred-date": "2026-11-20", "eps": "1234.56"}]},
            "context": "/market-metrics/historic-corporate-events/earnings-reports/AAPL"}
            """#),
        GoldenAnswer(
            "GET /api-quote-tokens",
            #"""
            {"data": {"token": "words", "dxlink-url": "wss://host.example/realtime", "level": "api",
            "issued-at": "2026-11-16T14:00:00.000+00:00", "expires-at": "2026-11-17T14:00:00.000+00:00"},
            "context": "/api-quote-tokens"}
            """#),
    ]
}
