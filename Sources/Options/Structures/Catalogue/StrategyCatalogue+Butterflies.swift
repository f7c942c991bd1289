extension StrategyCatalogue {
    private static let evenFly = WingRule.equal(StrikeGap(0, 1), StrikeGap(1, 2))
    private static let brokenFly = WingRule.unequal(StrikeGap(0, 1), StrikeGap(1, 2))
    private static let evenCondor = WingRule.equal(StrikeGap(0, 1), StrikeGap(2, 3))
    private static let brokenCondor = WingRule.unequal(StrikeGap(0, 1), StrikeGap(2, 3))

    /// Three strikes of one right.
    static let butterflies: [StrategyTemplate] = [
        StrategyTemplate(
            "long-call-butterfly", "Long call butterfly", .neutral, [.calls(1, 0), .calls(-2, 1), .calls(1, 2)],
            aliases: ["call-butterfly"], wings: evenFly,
            risk: "The debit is lost when the underlying ends beyond either wing."),
        StrategyTemplate(
            "short-call-butterfly", "Short call butterfly", .volatile, [.calls(-1, 0), .calls(2, 1), .calls(-1, 2)],
            wings: evenFly,
            risk: "The width of a wing less the credit is lost when the underlying ends at the middle strike."),
        StrategyTemplate(
            "long-put-butterfly", "Long put butterfly", .neutral, [.puts(1, 0), .puts(-2, 1), .puts(1, 2)],
            aliases: ["put-butterfly"], wings: evenFly,
            risk: "The debit is lost when the underlying ends beyond either wing."),
        StrategyTemplate(
            "short-put-butterfly", "Short put butterfly", .volatile, [.puts(-1, 0), .puts(2, 1), .puts(-1, 2)],
            wings: evenFly,
            risk: "The width of a wing less the credit is lost when the underlying ends at the middle strike."),
        StrategyTemplate(
            "broken-wing-call-butterfly", "Broken-wing call butterfly", .neutral,
            [.calls(1, 0), .calls(-2, 1), .calls(1, 2)], aliases: ["skip-strike-call-butterfly"], wings: brokenFly,
            risk: "Beyond the wider wing the difference of the wings is lost, less a credit or with a debit on top."),
        StrategyTemplate(
            "broken-wing-put-butterfly", "Broken-wing put butterfly", .neutral,
            [.puts(1, 0), .puts(-2, 1), .puts(1, 2)], aliases: ["skip-strike-put-butterfly"], wings: brokenFly,
            risk: "Beyond the wider wing the difference of the wings is lost, less a credit or with a debit on top."),
        StrategyTemplate(
            "call-christmas-tree", "Call Christmas tree", .neutral, [.calls(1, 0), .calls(-3, 1), .calls(2, 2)],
            risk: "The debit is lost below the lowest strike, and above the highest what the ratios leave over."),
        StrategyTemplate(
            "put-christmas-tree", "Put Christmas tree", .neutral, [.puts(2, 0), .puts(-3, 1), .puts(1, 2)],
            risk: "The debit is lost above the highest strike, and below the lowest what the ratios leave over."),
    ]

    /// Four strikes of one right.
    static let condors: [StrategyTemplate] = [
        StrategyTemplate(
            "long-call-condor", "Long call condor", .neutral,
            [.calls(1, 0), .calls(-1, 1), .calls(-1, 2), .calls(1, 3)], aliases: ["call-condor"], wings: evenCondor,
            risk: "The debit is lost when the underlying ends beyond an outer strike."),
        StrategyTemplate(
            "short-call-condor", "Short call condor", .volatile,
            [.calls(-1, 0), .calls(1, 1), .calls(1, 2), .calls(-1, 3)], wings: evenCondor,
            risk: "The width of a wing less the credit is lost when the underlying ends between the inner strikes."),
        StrategyTemplate(
            "long-put-condor", "Long put condor", .neutral,
            [.puts(1, 0), .puts(-1, 1), .puts(-1, 2), .puts(1, 3)], aliases: ["put-condor"], wings: evenCondor,
            risk: "The debit is lost when the underlying ends beyond an outer strike."),
        StrategyTemplate(
            "short-put-condor", "Short put condor", .volatile,
            [.puts(-1, 0), .puts(1, 1), .puts(1, 2), .puts(-1, 3)], wings: evenCondor,
            risk: "The width of a wing less the credit is lost when the underlying ends between the inner strikes."),
        StrategyTemplate(
            "broken-wing-call-condor", "Broken-wing call condor", .neutral,
            [.calls(1, 0), .calls(-1, 1), .calls(-1, 2), .calls(1, 3)], wings: brokenCondor,
            risk: "Above the highest strike the difference of the wings is lost, less a credit or with a debit on top."),
        StrategyTemplate(
            "broken-wing-put-condor", "Broken-wing put condor", .neutral,
            [.puts(1, 0), .puts(-1, 1), .puts(-1, 2), .puts(1, 3)], wings: brokenCondor,
            risk: "Below the lowest strike the difference of the wings is lost, less a credit or with a debit on top."),
    ]
}
