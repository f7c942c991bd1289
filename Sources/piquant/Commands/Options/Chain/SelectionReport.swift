import JSON
import MarketModel
import Options

/// Prints what was chosen, and why.
enum SelectionReport {
    /// The best contract and the runners-up, a line each.
    static func candidates(_ choice: StrikeChoice) -> String {
        var table = TextTable(
            [
                "", "contract", choice.query.target.name, "Δ", "IV", "bid", "ask", "mid", "spread", "OI", "vol",
                "P(OTM)", "age",
            ],
            alignment: [.left, .left] + Array(repeating: .right, count: 11))
        for (place, candidate) in ([choice.best] + choice.runnersUp).enumerated() {
            let contract = candidate.contract
            table.add([
                place == 0 ? "→" : "\(place + 1)", "\(contract.right.word) \(contract.strike)",
                measure(candidate.measure), ChainText.number(contract.delta, 4),
                ChainText.percent(contract.volatility, 2),
                ChainText.price(contract.bid), ChainText.price(contract.ask), ChainText.price(contract.mid),
                ChainText.percent(contract.spreadFraction), ChainText.count(contract.openInterest),
                ChainText.count(contract.volume), ChainText.percent(contract.probabilityOutOfTheMoney),
                ChainText.age(contract.quoteAge),
            ])
        }
        return table.text
    }

    /// Why this contract: the distance to the target, the next best, and what was refused.
    static func explanation(_ choice: StrikeChoice) -> String {
        let target = choice.query.target
        let best = choice.best
        var text =
            "  \(best.contract.right.word) \(best.contract.strike): \(target.name) \(measure(best.measure)) is nearest to "
        text += "\(measure(target.value)) of \(choice.considered) looked at"
        if let next = choice.runnersUp.first {
            text +=
                next.distance == best.distance
                ? "; \(next.contract.strike) is as near, \(choice.query.tieBreak.rawValue) wins"
                : "; next is \(next.contract.strike) with \(measure(next.measure))"
        }
        text += "\n"
        for refusal in choice.nearerButRefused {
            text += "  nearer but refused: \(refusal.contract.strike), \(refusal.reason.name) "
            text += "(bid \(ChainText.price(refusal.contract.bid)), ask \(ChainText.price(refusal.contract.ask)))\n"
        }
        if !choice.refused.isEmpty {
            var counts: [(name: String, count: Int)] = []
            for refusal in choice.refused {
                if let place = counts.firstIndex(where: { $0.name == refusal.reason.name }) {
                    counts[place].count += 1
                } else {
                    counts.append((refusal.reason.name, 1))
                }
            }
            text += "  refused: " + counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ") + "\n"
        }
        return text
    }

    /// Why this expiration.
    static func explanation(_ choice: ExpirationChoice) -> String {
        let series = choice.expiration.series
        var text = "  expiration \(series.root) \(series.expiration)"
        if let next = choice.runnersUp.first { text += "; next would be \(next.root) \(next.expiration)" }
        var counts: [(reason: RefusedExpiration.Reason, count: Int)] = []
        for reason in RefusedExpiration.Reason.allCases {
            let count = choice.refused.count { $0.reason == reason }
            if count > 0 { counts.append((reason, count)) }
        }
        if !counts.isEmpty {
            text += "; not taken: " + counts.map { "\($0.count) \($0.reason.rawValue)" }.joined(separator: ", ")
        }
        return text + "\n"
    }

    static func write(_ choice: StrikeChoice, into json: inout JSONWriter) {
        json.beginObject()
        json.member("by", choice.query.target.name)
        json.member("target", choice.query.target.value)
        json.member("measure", choice.best.measure)
        json.member("distance", choice.best.distance)
        json.key("contract")
        ChainJSON.write(choice.contract, into: &json)
        json.member("considered", choice.considered)
        json.key("runnersUp")
        json.beginArray()
        for candidate in choice.runnersUp {
            json.beginObject()
            json.member("strike", candidate.contract.strike.description)
            json.member("measure", candidate.measure)
            json.endObject()
        }
        json.endArray()
        json.key("refused")
        json.beginArray()
        for refusal in choice.refused {
            json.beginObject()
            json.member("strike", refusal.contract.strike.description)
            json.member("reason", refusal.reason.name)
            json.member("wasNearer", choice.nearerButRefused.contains(refusal))
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private static func measure(_ value: Double) -> String { ChainText.number(value, 4) }
}
