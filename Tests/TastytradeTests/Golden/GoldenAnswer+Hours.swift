extension GoldenAnswer {
    /// Answers of market time: every documented field is there once.
    static let hours: [GoldenAnswer] = [
        GoldenAnswer(
            "GET /market-time/sessions",
            #"""
            {"data": {"items": [{"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"}]},
            "context": "/market-time/sessions"}
            """#),
        GoldenAnswer(
            "GET /market-time/sessions/current",
            #"""
            {"data": {"items": [{"instrument-collection": "Instrument Collection", "state": "Open",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00",
            "next-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "previous-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"}}]},
            "context": "/market-time/sessions/current"}
            """#),
        GoldenAnswer(
            "GET /market-time/equities/sessions/current",
            #"""
            {"data": {"instrument-collection": "Instrument Collection", "state": "Open",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00",
            "next-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "previous-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"}},
            "context": "/market-time/equities/sessions/current"}
            """#),
        GoldenAnswer(
            "GET /market-time/equities/sessions/next",
            #"""
            {"data": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "context": "/market-time/equities/sessions/next"}
            """#),
        GoldenAnswer(
            "GET /market-time/equities/sessions/previous",
            #"""
            {"data": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "context": "/market-time/equities/sessions/previous"}
            """#),
        GoldenAnswer(
            "GET /market-time/equities/holidays",
            #"""
            {"data": {"market-holidays": ["2026-11-26"], "market-half-days": ["2026-11-26"]},
            "context": "/market-time/equities/holidays"}
            """#),
        GoldenAnswer(
            "GET /market-time/futures/sessions/current",
            #"""
            {"data": {"items": [{"instrument-collection": "Instrument Collection", "state": "Open",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00",
            "next-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "previous-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"}}]},
            "context": "/market-time/futures/sessions/current"}
            """#),
        GoldenAnswer(
            "GET /market-time/futures/sessions/current/{exchange}",
            #"""
            {"data": {"instrument-collection": "Instrument Collection", "state": "Open",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00",
            "next-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "previous-session": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"}},
            "context": "/market-time/futures/sessions/current"}
            """#),
        GoldenAnswer(
            "GET /market-time/futures/sessions/next/{exchange}",
            #"""
            {"data": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "context": "/market-time/futures/sessions/next"}
            """#),
        GoldenAnswer(
            "GET /market-time/futures/sessions/previous/{exchange}",
            #"""
            {"data": {"instrument-collection": "Instrument Collection", "session-date": "2026-11-20",
            "start-at": "2026-11-16T14:30:00.000+00:00", "open-at": "2026-11-16T14:30:00.000+00:00",
            "close-at": "2026-11-16T14:30:00.000+00:00", "close-at-ext": "2026-11-16T14:30:00.000+00:00"},
            "context": "/market-time/futures/sessions/previous"}
            """#),
        GoldenAnswer(
            "GET /market-time/futures/holidays/{exchange}",
            #"""
            {"data": {"market-holidays": ["2026-11-26"], "market-half-days": ["2026-11-26"]},
            "context": "/market-time/futures/holidays"}
            """#),
    ]
}
