extension StrategyCatalogue {
    /// Calls and puts against each other.
    static let synthetics: [StrategyTemplate] = [
        StrategyTemplate(
            "synthetic-long", "Synthetic long", .bullish, [.puts(-1, 0), .calls(1, 0)],
            risk: "Gains and loses like the underlying bought at the strike."),
        StrategyTemplate(
            "synthetic-short", "Synthetic short", .bearish, [.puts(1, 0), .calls(-1, 0)],
            risk: "Gains and loses like the underlying sold short at the strike: the loss has no end."),
        StrategyTemplate(
            "risk-reversal", "Risk reversal", .bullish, [.puts(-1, 0), .calls(1, 1)],
            aliases: ["bullish-risk-reversal", "long-combo"],
            risk: "The put is uncovered: the loss grows to zero of the underlying below its strike."),
        StrategyTemplate(
            "bearish-risk-reversal", "Bearish risk reversal", .bearish, [.puts(1, 0), .calls(-1, 1)],
            aliases: ["short-combo"],
            risk: "The call is uncovered: the loss grows without end above its strike."),
        StrategyTemplate(
            "bull-seagull", "Bull seagull", .bullish, [.puts(-1, 0), .calls(1, 1), .calls(-1, 2)],
            aliases: ["seagull"],
            risk: "The put that pays for the call spread is uncovered: the loss grows below its strike."),
        StrategyTemplate(
            "bear-seagull", "Bear seagull", .bearish, [.puts(-1, 0), .puts(1, 1), .calls(-1, 2)],
            risk: "The call that pays for the put spread is uncovered: the loss grows without end above its strike."),
        StrategyTemplate(
            "long-box", "Long box", .locked, [.calls(1, 0), .puts(-1, 0), .calls(-1, 1), .puts(1, 1)],
            aliases: ["box"],
            risk: "Worth the width at expiration, a loan given; American options add the risk of early assignment."),
        StrategyTemplate(
            "short-box", "Short box", .locked, [.calls(-1, 0), .puts(1, 0), .calls(1, 1), .puts(-1, 1)],
            risk: "Owes the width at expiration, a loan taken; American options add the risk of early assignment."),
    ]

    /// Two expirations.
    static let calendars: [StrategyTemplate] = [
        StrategyTemplate(
            "call-calendar", "Call calendar", .neutral, [.calls(-1, 0), .calls(1, 0, expiration: 1)],
            aliases: ["long-call-calendar"],
            risk: "About the debit is lost when the underlying moves far or volatility of the later option falls."),
        StrategyTemplate(
            "put-calendar", "Put calendar", .neutral, [.puts(-1, 0), .puts(1, 0, expiration: 1)],
            aliases: ["long-put-calendar"],
            risk: "About the debit is lost when the underlying moves far or volatility of the later option falls."),
        StrategyTemplate(
            "short-call-calendar", "Short call calendar", .volatile, [.calls(1, 0), .calls(-1, 0, expiration: 1)],
            risk: "When the near call has expired the later one is uncovered: the loss has no end."),
        StrategyTemplate(
            "short-put-calendar", "Short put calendar", .volatile, [.puts(1, 0), .puts(-1, 0, expiration: 1)],
            risk: "When the near put has expired the later one is uncovered."),
        StrategyTemplate(
            "poor-mans-covered-call", "Poor man's covered call", .bullish,
            [.calls(-1, 1), .calls(1, 0, expiration: 1)], aliases: ["call-diagonal", "bull-call-diagonal"],
            risk: "About the debit is lost in a fall; in a steep rise the width of the strikes must exceed the debit."),
        StrategyTemplate(
            "bear-call-diagonal", "Bear call diagonal", .bearish, [.calls(-1, 0), .calls(1, 1, expiration: 1)],
            risk: "In a rise the width of the strikes is lost, less a credit or with the debit on top."),
        StrategyTemplate(
            "poor-mans-covered-put", "Poor man's covered put", .bearish,
            [.puts(-1, 0), .puts(1, 1, expiration: 1)], aliases: ["put-diagonal", "bear-put-diagonal"],
            risk: "About the debit is lost in a rise; in a steep fall the width of the strikes must exceed the debit."),
        StrategyTemplate(
            "bull-put-diagonal", "Bull put diagonal", .bullish, [.puts(-1, 1), .puts(1, 0, expiration: 1)],
            risk: "In a fall the width of the strikes is lost, less a credit or with the debit on top."),
        StrategyTemplate(
            "straddle-calendar", "Straddle calendar", .neutral,
            [.puts(-1, 0), .calls(-1, 0), .puts(1, 0, expiration: 1), .calls(1, 0, expiration: 1)],
            aliases: ["calendar-straddle"],
            risk: "About the debit is lost when the underlying moves far or later volatility falls."),
        StrategyTemplate(
            "double-calendar", "Double calendar", .neutral,
            [.puts(-1, 0), .calls(-1, 1), .puts(1, 0, expiration: 1), .calls(1, 1, expiration: 1)],
            aliases: ["calendar-strangle"],
            risk: "About the debit is lost when the underlying moves beyond the strikes or later volatility falls."),
        StrategyTemplate(
            "double-diagonal", "Double diagonal", .neutral,
            [.puts(1, 0, expiration: 1), .puts(-1, 1), .calls(-1, 2), .calls(1, 3, expiration: 1)],
            risk:
                "The width of a side is lost beyond it, less a credit or with the debit on top, eased by what time value is left."
        ),
    ]
}
