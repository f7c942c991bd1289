extension GoldenAnswer {
    /// Answers of watchlists and alerts: every documented field is there once.
    static let lists: [GoldenAnswer] = [
        GoldenAnswer(
            "GET /watchlists",
            #"""
            {"data": {"items": [{"name": "Name", "group-name": "default", "order-index": 3,
            "watchlist-entries": [{"symbol": "AAPL", "instrument-type": "Equity"}], "cms-id": "x-cms-id"}]},
            "context": "/watchlists"}
            """#),
        GoldenAnswer(
            "POST /watchlists",
            #"""
            {"data": {"name": "Name", "group-name": "default", "order-index": 3,
            "watchlist-entries": [{"symbol": "AAPL", "instrument-type": "Equity"}], "cms-id": "x-cms-id"},
            "context": "/watchlists"}
            """#),
        GoldenAnswer(
            "GET /watchlists/{name}",
            #"""
            {"data": {"name": "Name", "group-name": "default", "order-index": 3,
            "watchlist-entries": [{"symbol": "AAPL", "instrument-type": "Equity"}], "cms-id": "x-cms-id"},
            "context": "/watchlists"}
            """#),
        GoldenAnswer(
            "PUT /watchlists/{name}",
            #"""
            {"data": {"name": "Name", "group-name": "default", "order-index": 3,
            "watchlist-entries": [{"symbol": "AAPL", "instrument-type": "Equity"}], "cms-id": "x-cms-id"},
            "context": "/watchlists"}
            """#),
        GoldenAnswer(
            "DELETE /watchlists/{name}",
            #"""
            {"data": {"name": "Name", "group-name": "default", "order-index": 3,
            "watchlist-entries": [{"symbol": "AAPL", "instrument-type": "Equity"}], "cms-id": "x-cms-id"},
            "context": "/watchlists"}
            """#),
        GoldenAnswer(
            "GET /public-watchlists",
            #"""
            {"data": {"items": [{"name": "Name", "group-name": "default", "order-index": 3,
            "watchlist-entries": [{"symbol": "AAPL", "instrument-type": "Equity"}], "cms-id": "x-cms-id"}]},
            "context": "/public-watchlists"}
            """#),
        GoldenAnswer(
            "GET /public-watchlists/{name}",
            #"""
            {"data": {"name": "Name", "group-name": "default", "order-index": 3,
            "watchlist-entries": [{"symbol": "AAPL", "instrument-type": "Equity"}], "cms-id": "x-cms-id"},
            "context": "/public-watchlists/x"}
            """#),
        GoldenAnswer(
            "GET /pairs-watchlists",
            #"""
            {"data": {"items": [{"name": "Name", "order-index": 3, "pairs-equations": [{"left-action": "Buy",
            "left-symbol": "AAPL", "left-quantity": "2.0", "right-action": "Sell", "right-symbol": "MSFT",
            "right-quantity": "2.0"}]}]}, "context": "/pairs-watchlists"}
            """#),
        GoldenAnswer(
            "GET /pairs-watchlists/{name}",
            #"""
            {"data": {"name": "Name", "order-index": 3, "pairs-equations": [{"left-action": "Buy",
            "left-symbol": "AAPL", "left-quantity": "2.0", "right-action": "Sell", "right-symbol": "MSFT",
            "right-quantity": "2.0"}]}, "context": "/pairs-watchlists/x"}
            """#),
        GoldenAnswer(
            "GET /quote-alerts",
            #"""
            {"data": {"items": [{"alert-external-id": "b2f6", "user-external-id": "x-user-external-id",
            "symbol": "AAPL", "dx-symbol": "AAPL", "instrument-type": "Equity", "field": "Last", "operator": ">",
            "threshold": "2.0", "threshold-numeric": "2.0", "provider": "Provider",
            "created-at": "2026-11-16T14:30:00.000+00:00", "expires-at": "2026-11-16T14:30:00.000+00:00",
            "triggered-at": "2026-11-16T14:30:00.000+00:00", "completed-at": "2026-11-16T14:30:00.000+00:00",
            "dismissed-at": "2026-11-16T14:30:00.000+00:00", "expired-at": "2026-11-16T14:30:00.000+00:00"}]},
            "context": "/quote-alerts"}
            """#),
        GoldenAnswer(
            "POST /quote-alerts",
            #"""
            {"data": {"alert-external-id": "b2f6", "user-external-id": "x-user-external-id", "symbol": "AAPL",
            "dx-symbol": "AAPL", "instrument-type": "Equity", "field": "Last", "operator": ">", "threshold": "2.0",
            "threshold-numeric": "2.0", "provider": "Provider", "created-at": "2026-11-16T14:30:00.000+00:00",
            "expires-at": "2026-11-16T14:30:00.000+00:00", "triggered-at": "2026-11-16T14:30:00.000+00:00",
            "completed-at": "2026-11-16T14:30:00.000+00:00", "dismissed-at": "2026-11-16T14:30:00.000+00:00",
            "expired-at": "2026-11-16T14:30:00.000+00:00"}, "context": "/quote-alerts"}
            """#),
        GoldenAnswer("DELETE /quote-alerts/{alert_external_id}", ""),
    ]
}
