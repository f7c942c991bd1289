extension StrategyCatalogue {
    /// One right, two strikes, one of each.
    static let verticals: [StrategyTemplate] = [
        StrategyTemplate(
            "bull-call-spread", "Bull call spread", .bullish, [.calls(1, 0), .calls(-1, 1)],
            aliases: ["long-call-vertical", "call-debit-spread"],
            risk: "The debit is lost when the underlying ends at or below the lower strike."),
        StrategyTemplate(
            "bear-call-spread", "Bear call spread", .bearish, [.calls(-1, 0), .calls(1, 1)],
            aliases: ["short-call-vertical", "call-credit-spread"],
            risk: "The width less the credit is lost when the underlying ends at or above the upper strike."),
        StrategyTemplate(
            "bull-put-spread", "Bull put spread", .bullish, [.puts(1, 0), .puts(-1, 1)],
            aliases: ["short-put-vertical", "put-credit-spread"],
            risk: "The width less the credit is lost when the underlying ends at or below the lower strike."),
        StrategyTemplate(
            "bear-put-spread", "Bear put spread", .bearish, [.puts(-1, 0), .puts(1, 1)],
            aliases: ["long-put-vertical", "put-debit-spread"],
            risk: "The debit is lost when the underlying ends at or above the upper strike."),
    ]

    /// Calls and puts on the same side of the market.
    static let straddles: [StrategyTemplate] = [
        StrategyTemplate(
            "long-straddle", "Long straddle", .volatile, [.puts(1, 0), .calls(1, 0)],
            risk: "Both premiums are lost when the underlying ends at the strike."),
        StrategyTemplate(
            "short-straddle", "Short straddle", .neutral, [.puts(-1, 0), .calls(-1, 0)],
            risk: "The loss grows without end on the upside and to zero on the downside."),
        StrategyTemplate(
            "long-strangle", "Long strangle", .volatile, [.puts(1, 0), .calls(1, 1)],
            risk: "Both premiums are lost when the underlying ends between the strikes."),
        StrategyTemplate(
            "short-strangle", "Short strangle", .neutral, [.puts(-1, 0), .calls(-1, 1)],
            risk: "The loss grows without end above the call and to zero below the put."),
        StrategyTemplate(
            "long-guts", "Long guts", .volatile, [.calls(1, 0), .puts(1, 1)],
            risk: "The debit above the distance of the strikes is lost when the underlying ends between them."),
        StrategyTemplate(
            "short-guts", "Short guts", .neutral, [.calls(-1, 0), .puts(-1, 1)],
            risk:
                "The loss grows without end on the upside and to zero on the downside, and assignment is near from the start."
        ),
        StrategyTemplate(
            "strip", "Strip", .volatile, [.puts(2, 0), .calls(1, 0)],
            risk: "All three premiums are lost when the underlying ends at the strike."),
        StrategyTemplate(
            "strap", "Strap", .volatile, [.puts(1, 0), .calls(2, 0)],
            risk: "All three premiums are lost when the underlying ends at the strike."),
    ]

    /// A put spread and a call spread together.
    static let irons: [StrategyTemplate] = [
        StrategyTemplate(
            "iron-condor", "Iron condor", .neutral, [.puts(1, 0), .puts(-1, 1), .calls(-1, 2), .calls(1, 3)],
            aliases: ["short-iron-condor"], wings: .equal(StrikeGap(0, 1), StrikeGap(2, 3)),
            risk: "The width of one wing less the credit is lost when the underlying ends beyond a long strike."),
        StrategyTemplate(
            "unequal-wing-iron-condor", "Unequal-wing iron condor", .neutral,
            [.puts(1, 0), .puts(-1, 1), .calls(-1, 2), .calls(1, 3)], aliases: ["broken-wing-iron-condor"],
            wings: .unequal(StrikeGap(0, 1), StrikeGap(2, 3)),
            risk: "The wider wing less the credit is lost beyond its long strike, and less than that on the other side."
        ),
        StrategyTemplate(
            "reverse-iron-condor", "Reverse iron condor", .volatile,
            [.puts(-1, 0), .puts(1, 1), .calls(1, 2), .calls(-1, 3)], aliases: ["long-iron-condor"],
            risk: "The debit is lost when the underlying ends between the inner strikes."),
        StrategyTemplate(
            "iron-butterfly", "Iron butterfly", .neutral,
            [.puts(1, 0), .puts(-1, 1), .calls(-1, 1), .calls(1, 2)], aliases: ["short-iron-butterfly"],
            wings: .equal(StrikeGap(0, 1), StrikeGap(1, 2)),
            risk: "The width of one wing less the credit is lost when the underlying ends beyond a long strike."),
        StrategyTemplate(
            "unequal-wing-iron-butterfly", "Unequal-wing iron butterfly", .neutral,
            [.puts(1, 0), .puts(-1, 1), .calls(-1, 1), .calls(1, 2)], aliases: ["broken-wing-iron-butterfly"],
            wings: .unequal(StrikeGap(0, 1), StrikeGap(1, 2)),
            risk: "The wider wing less the credit is lost beyond its long strike, and less than that on the other side."
        ),
        StrategyTemplate(
            "reverse-iron-butterfly", "Reverse iron butterfly", .volatile,
            [.puts(-1, 0), .puts(1, 1), .calls(1, 1), .calls(-1, 2)], aliases: ["long-iron-butterfly"],
            risk: "The debit is lost when the underlying ends at the middle strike."),
    ]
}
