extension GoldenAnswer {
    /// Answers of the backtester and of the token endpoint: every documented field is there once.
    static let backtests: [GoldenAnswer] = [
        GoldenAnswer(
            "POST /backtests",
            #"""
            {"id": 1001, "status": "completed", "progress": "0.26", "ETA": "0.26", "symbol": "AAPL",
            "startDate": "2026-11-20", "endDate": "2026-11-20", "legs": {"as": "it came"},
            "entryConditions": {"as": "it came"}, "exitConditions": {"as": "it came"},
            "statistics": {"as": "it came"}, "trials": [{"openDateTime": "2026-11-16T14:30:00.000+00:00",
            "closeDateTime": "2026-11-16T14:30:00.000+00:00", "profitLoss": "1234.56"}],
            "snapshots": [{"dateTime": "2026-11-16T14:30:00.000+00:00", "profitLoss": "1234.56",
            "underlyingPrice": "101.25"}], "notices": ["H", "M"]}
            """#),
        GoldenAnswer(
            "GET /backtests",
            #"""
            ["b2f6"]
            """#),
        GoldenAnswer(
            "GET /backtests/{id}",
            #"""
            {"id": 1001, "status": "completed", "progress": "0.26", "ETA": "0.26", "symbol": "AAPL",
            "startDate": "2026-11-20", "endDate": "2026-11-20", "legs": {"as": "it came"},
            "entryConditions": {"as": "it came"}, "exitConditions": {"as": "it came"},
            "statistics": {"as": "it came"}, "trials": [{"openDateTime": "2026-11-16T14:30:00.000+00:00",
            "closeDateTime": "2026-11-16T14:30:00.000+00:00", "profitLoss": "1234.56"}],
            "snapshots": [{"dateTime": "2026-11-16T14:30:00.000+00:00", "profitLoss": "1234.56",
            "underlyingPrice": "101.25"}], "notices": ["H", "M"]}
            """#),
        GoldenAnswer(
            "GET /backtests/{id}/logs",
            #"""
            {"lines": ["begun"]}
            """#),
        GoldenAnswer("POST /backtests/{id}/cancel", ""),
        GoldenAnswer(
            "GET /available-dates",
            #"""
            [{"symbol": "AAPL", "startDate": "2026-11-20", "endDate": "2026-11-20"}]
            """#),
        GoldenAnswer(
            "POST /simulate-trade",
            #"""
            [{"dateTime": "2026-11-16T14:30:00.000+00:00", "price": "12.5", "effect": "debit",
            "underlyingPrice": "101.25", "delta": "0.26"}]
            """#),
        GoldenAnswer(
            "POST /oauth/token",
            #"""
            {"access_token": "words", "token_type": "Bearer", "expires_in": 900, "refresh_token": "words",
            "id_token": "words", "scope": "read trade"}
            """#),
        GoldenAnswer(
            "POST /sessions/validate",
            #"""
            {"data": {"username": "someone"}, "context": "/sessions/validate"}
            """#),
    ]
}
