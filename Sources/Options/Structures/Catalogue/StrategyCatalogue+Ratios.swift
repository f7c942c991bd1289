extension StrategyCatalogue {
    /// More options on one side than on the other.
    static let ratios: [StrategyTemplate] = [
        StrategyTemplate(
            "call-ratio-spread", "Call ratio spread", .neutral, [.calls(1, 0), .calls(-2, 1)],
            aliases: ["call-front-spread"],
            risk: "One short call is uncovered: the loss grows without end above the upper strike."),
        StrategyTemplate(
            "put-ratio-spread", "Put ratio spread", .neutral, [.puts(-2, 0), .puts(1, 1)],
            aliases: ["put-front-spread"],
            risk: "One short put is uncovered: the loss grows to zero of the underlying below the lower strike."),
        StrategyTemplate(
            "call-backspread", "Call backspread", .volatile, [.calls(-1, 0), .calls(2, 1)],
            aliases: ["call-ratio-backspread"],
            risk: "The most is lost when the underlying ends at the upper strike: the width, less a credit."),
        StrategyTemplate(
            "put-backspread", "Put backspread", .volatile, [.puts(2, 0), .puts(-1, 1)],
            aliases: ["put-ratio-backspread"],
            risk: "The most is lost when the underlying ends at the lower strike: the width, less a credit."),
        StrategyTemplate(
            "call-zebra", "Call zebra", .bullish, [.calls(2, 0), .calls(-1, 1)], aliases: ["zebra"],
            risk: "Acts like shares above the upper strike; the debit is lost at or below the lower one."),
        StrategyTemplate(
            "put-zebra", "Put zebra", .bearish, [.puts(-1, 0), .puts(2, 1)],
            risk: "Acts like short shares below the lower strike; the debit is lost at or above the upper one."),
        StrategyTemplate(
            "batman", "Batman", .neutral, [.puts(-2, 0), .puts(1, 1), .calls(1, 2), .calls(-2, 3)],
            aliases: ["double-ratio-spread"],
            risk: "One short option on each side is uncovered: the loss grows without end above and to zero below."),
        StrategyTemplate(
            "double-backspread", "Double backspread", .volatile,
            [.puts(2, 0), .puts(-1, 1), .calls(-1, 2), .calls(2, 3)], aliases: ["reverse-batman"],
            risk: "The most is lost at an outer strike: the width of that side, less a credit."),
    ]

    /// A spread with one more option beyond it.
    static let ladders: [StrategyTemplate] = [
        StrategyTemplate(
            "long-call-ladder", "Long call ladder", .neutral, [.calls(1, 0), .calls(-1, 1), .calls(-1, 2)],
            aliases: ["bull-call-ladder"],
            risk: "The uppermost call is uncovered: the loss grows without end above it."),
        StrategyTemplate(
            "short-call-ladder", "Short call ladder", .volatile, [.calls(-1, 0), .calls(1, 1), .calls(1, 2)],
            aliases: ["bear-call-ladder"],
            risk: "The most is lost between the upper strikes: the width of the lower ones, less a credit."),
        StrategyTemplate(
            "long-put-ladder", "Long put ladder", .neutral, [.puts(-1, 0), .puts(-1, 1), .puts(1, 2)],
            aliases: ["bear-put-ladder"],
            risk: "The lowest put is uncovered: the loss grows to zero of the underlying below it."),
        StrategyTemplate(
            "short-put-ladder", "Short put ladder", .volatile, [.puts(1, 0), .puts(1, 1), .puts(-1, 2)],
            aliases: ["bull-put-ladder"],
            risk: "The most is lost between the lower strikes: the width of the upper ones, less a credit."),
    ]

    /// A short option on one side and a credit spread, or short straddle with one wing, on the other.
    static let lizards: [StrategyTemplate] = [
        StrategyTemplate(
            "jade-lizard", "Jade lizard", .neutral, [.puts(-1, 0), .calls(-1, 1), .calls(1, 2)],
            risk: "The put is uncovered; above, nothing is lost as long as the credit is at least the calls' width."),
        StrategyTemplate(
            "reverse-jade-lizard", "Reverse jade lizard", .neutral, [.puts(1, 0), .puts(-1, 1), .calls(-1, 2)],
            aliases: ["twisted-sister"],
            risk: "The call is uncovered: the loss grows without end above it."),
        StrategyTemplate(
            "big-lizard", "Big lizard", .neutral, [.puts(-1, 0), .calls(-1, 0), .calls(1, 1)],
            risk: "The put of the straddle is uncovered; above, the loss ends at the long call."),
        StrategyTemplate(
            "reverse-big-lizard", "Reverse big lizard", .neutral, [.puts(1, 0), .puts(-1, 1), .calls(-1, 1)],
            risk:
                "The call of the straddle is uncovered: the loss grows without end above, and ends at the long put below."
        ),
    ]
}
