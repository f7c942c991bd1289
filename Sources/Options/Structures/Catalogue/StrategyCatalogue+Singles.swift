extension StrategyCatalogue {
    /// One leg.
    static let singles: [StrategyTemplate] = [
        StrategyTemplate(
            "long-call", "Long call", .bullish, [.calls(1, 0)],
            risk: "The premium is lost when the underlying ends at or below the strike."),
        StrategyTemplate(
            "short-call", "Short call", .bearish, [.calls(-1, 0)], aliases: ["naked-call"],
            risk: "The loss grows without end as the underlying rises above the strike."),
        StrategyTemplate(
            "long-put", "Long put", .bearish, [.puts(1, 0)],
            risk: "The premium is lost when the underlying ends at or above the strike."),
        StrategyTemplate(
            "short-put", "Short put", .bullish, [.puts(-1, 0)], aliases: ["naked-put"],
            risk: "The loss grows as the underlying falls below the strike, at most to the strike less the premium."),
        StrategyTemplate(
            "cash-secured-put", "Cash-secured put", .bullish, [.puts(-1, 0)], isCashSecured: true,
            risk: "The strike is held in cash; all of it less the premium is lost if the underlying falls to zero."),
        StrategyTemplate(
            "long-underlying", "Long underlying", .bullish, [.underlying(1)], aliases: ["long-stock", "long-future"],
            risk: "The loss is as large as the fall of the underlying."),
        StrategyTemplate(
            "short-underlying", "Short underlying", .bearish, [.underlying(-1)],
            aliases: ["short-stock", "short-future"],
            risk: "The loss grows without end as the underlying rises."),
    ]

    /// Shares or a future with options around them.
    static let withUnderlying: [StrategyTemplate] = [
        StrategyTemplate(
            "covered-call", "Covered call", .bullish, [.underlying(1), .calls(-1, 0)], aliases: ["buy-write"],
            risk:
                "The premium softens a fall of the underlying but does not stop it, and a rise is given up above the strike."
        ),
        StrategyTemplate(
            "covered-put", "Covered put", .bearish, [.underlying(-1), .puts(-1, 0)],
            risk: "The loss grows without end as the underlying, sold short, rises."),
        StrategyTemplate(
            "protective-put", "Protective put", .bullish, [.underlying(1), .puts(1, 0)], aliases: ["married-put"],
            risk: "The loss ends at the put's strike; the premium is the price of that."),
        StrategyTemplate(
            "protective-call", "Protective call", .bearish, [.underlying(-1), .calls(1, 0)],
            risk: "The loss of the short underlying ends at the call's strike; the premium is the price of that."),
        StrategyTemplate(
            "collar", "Collar", .bullish, [.underlying(1), .puts(1, 0), .calls(-1, 1)],
            risk: "The loss ends at the put's strike and the gain at the call's."),
        StrategyTemplate(
            "short-collar", "Short collar", .bearish, [.underlying(-1), .puts(-1, 0), .calls(1, 1)],
            aliases: ["reverse-collar"],
            risk: "The loss of the short underlying ends at the call's strike and the gain at the put's."),
        StrategyTemplate(
            "put-spread-collar", "Put-spread collar", .bullish,
            [.underlying(1), .puts(-1, 0), .puts(1, 1), .calls(-1, 2)],
            risk: "Protection stops at the lower put's strike: below it the whole fall is lost again."),
        StrategyTemplate(
            "covered-strangle", "Covered strangle", .bullish, [.underlying(1), .puts(-1, 0), .calls(-1, 1)],
            risk: "Below the put's strike every point lost counts twice, for the shares and for the put."),
        StrategyTemplate(
            "covered-straddle", "Covered straddle", .bullish, [.underlying(1), .puts(-1, 0), .calls(-1, 0)],
            risk: "Below the strike every point lost counts twice, for the shares and for the put."),
        StrategyTemplate(
            "ratio-call-write", "Ratio call write", .neutral, [.underlying(1), .calls(-2, 0)],
            risk:
                "One of two calls is uncovered: the loss grows without end above the strike, and a fall is borne in full."
        ),
        StrategyTemplate(
            "ratio-put-write", "Ratio put write", .neutral, [.underlying(-1), .puts(-2, 0)],
            risk: "One of two puts is uncovered, and the short underlying loses without end as it rises."),
        StrategyTemplate(
            "stock-repair", "Stock repair", .bullish, [.underlying(1), .calls(1, 0), .calls(-2, 1)],
            risk: "A further fall is borne in full; the calls only lower the price at which the shares break even."),
        StrategyTemplate(
            "synthetic-straddle-calls", "Synthetic long straddle with calls", .volatile,
            [.underlying(-1), .calls(2, 0)],
            risk: "The time value of the calls is lost when the underlying ends at the strike."),
        StrategyTemplate(
            "synthetic-straddle-puts", "Synthetic long straddle with puts", .volatile, [.underlying(1), .puts(2, 0)],
            risk: "The time value of the puts is lost when the underlying ends at the strike."),
        StrategyTemplate(
            "conversion", "Conversion", .locked, [.underlying(1), .calls(-1, 0), .puts(1, 0)],
            risk: "The result is fixed but for early assignment, a changed dividend and pinning at the strike."),
        StrategyTemplate(
            "reversal", "Reversal", .locked, [.underlying(-1), .calls(1, 0), .puts(-1, 0)],
            aliases: ["reverse-conversion"],
            risk:
                "The result is fixed but for early assignment, a changed dividend, borrowing costs and pinning at the strike."
        ),
    ]
}
