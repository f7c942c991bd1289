import JSON
import MarketModel
import Options

/// Prints an iron condor.
enum CondorReport {
    /// The four legs, lowest strike first.
    static func legs(_ condor: IronCondor) -> String {
        var table = TextTable(
            ["", "leg", "bid", "ask", "mid", "IV", "Δ", "src", "OI", "vol", "age"],
            alignment: [.left, .left] + Array(repeating: .right, count: 9))
        for (contract, action) in zip(condor.contracts, ["buy", "sell", "sell", "buy"]) {
            table.add([
                action, "\(contract.right.word) \(contract.strike)", ChainText.price(contract.bid),
                ChainText.price(contract.ask), ChainText.price(contract.mid), ChainText.percent(contract.volatility, 2),
                ChainText.number(contract.delta, 4), ChainText.source(contract.valuation),
                ChainText.count(contract.openInterest), ChainText.count(contract.volume),
                ChainText.age(contract.quoteAge),
            ])
        }
        return table.text
    }

    /// Credit, loss, breakevens, Greeks and probability.
    static func figures(_ condor: IronCondor) -> String {
        let multiplier = condor.expiration.expiration.series.multiplier
        let count = condor.quantity
        var table = TextTable(
            [count == 1 ? "for one condor" : "for \(count) condors", "", ""], alignment: [.left, .right, .left])
        let perUnit = "\(condor.creditAtMid) × \(multiplier)"
        table.add(["credit at the mids", dollars(condor.creditAtMid, condor), perUnit])
        table.add([
            "credit at once", dollars(condor.creditNatural, condor),
            "\(condor.creditNatural), shorts at the bid and longs at the ask",
        ])
        table.add(["maximum profit", ChainText.money(condor.maximumProfit), "before fees"])
        table.add([
            "maximum loss", ChainText.money(condor.maximumLoss),
            "\(ChainText.money(condor.maximumLossNatural)) at the credit at once, before fees",
        ])
        table.add([
            "breakevens", condor.breakevens.map { ChainText.number($0.doubleValue, 2) }.joined(separator: " and "), "",
        ])
        table.add([
            "probability of profit", ChainText.percent(condor.probabilityOfProfit),
            "risk-neutral, from the smile at expiration",
        ])
        table.add(["fees to open", ChainText.money(condor.fees.total), fees(condor.fees)])
        table.add(["buying power", ChainText.money(condor.buyingPower?.change), held(condor.buyingPower)])
        if let greeks = condor.greeks {
            let scale = multiplier.doubleValue * Double(count)
            table.add(["delta", ChainText.number(greeks.delta * scale, 2), "dollars per point"])
            table.add(["gamma", ChainText.number(greeks.gamma * scale, 4), "change of that per point"])
            table.add(["theta", ChainText.number(greeks.thetaPerDay * scale, 2), "dollars per calendar day"])
            table.add(["vega", ChainText.number(greeks.vegaPerPoint * scale, 2), "dollars per point of volatility"])
        } else {
            table.add(["Greeks", "–", "a leg's are not known"])
        }
        return table.text
    }

    /// Why these strikes.
    static func explanation(_ condor: IronCondor) -> String {
        var text = SelectionReport.explanation(condor.expiration)
        text += SelectionReport.explanation(condor.putShort) + SelectionReport.explanation(condor.callShort)
        for (contract, width) in [(condor.putLong, condor.putWidth), (condor.callLong, condor.callWidth)] {
            text += "  \(contract.right.word) \(contract.strike) is \(width) from the short"
            text +=
                width == condor.wing
                ? ", as asked\n" : "; \(condor.wing) was asked and is not listed with a fit quote\n"
        }
        return text
    }

    static func json(_ reading: ChainReading, _ condor: IronCondor) -> String {
        var json = JSONWriter()
        json.beginObject()
        ChainJSON.writeHead(reading, into: &json)
        json.key("expiration")
        ChainJSON.write(condor.expiration.expiration, withStrikes: false, into: &json)
        for (name, contract) in zip(["putLong", "putShort", "callShort", "callLong"], condor.contracts) {
            json.key(name)
            ChainJSON.write(contract, into: &json)
        }
        json.member("creditAtMid", condor.creditAtMid.description)
        json.member("creditNatural", condor.creditNatural.description)
        json.member("maximumProfit", condor.maximumProfit.description)
        json.member("maximumLoss", condor.maximumLoss.description)
        json.member("maximumLossNatural", condor.maximumLossNatural.description)
        json.key("breakevens")
        json.beginArray()
        for price in condor.breakevens { json.value(price.description) }
        json.endArray()
        json.member("probabilityOfProfit", condor.probabilityOfProfit ?? .nan)
        json.member("quantity", condor.quantity)
        json.key("fees")
        json.beginObject()
        json.member("total", condor.fees.total.description)
        for kind in FeeKind.allCases {
            if let amount = condor.fees.total(kind) { json.member(kind.rawValue, amount.description) }
        }
        json.key("unknown")
        json.beginArray()
        for kind in FeeKind.allCases where condor.fees.unknown.contains(where: { $0.kind == kind }) {
            json.value(kind.rawValue)
        }
        json.endArray()
        json.endObject()
        json.key("buyingPower")
        if let effect = condor.buyingPower {
            json.beginObject()
            json.member("account", effect.account.rawValue)
            json.member("requirement", effect.requirement.total.description)
            json.member("change", effect.change.description)
            json.endObject()
        } else {
            json.null()
        }
        json.key("greeksPerUnit")
        if let greeks = condor.greeks {
            json.beginObject()
            ChainJSON.writeMembers(greeks, into: &json)
            json.endObject()
        } else {
            json.null()
        }
        json.key("choices")
        json.beginArray()
        SelectionReport.write(condor.putShort, into: &json)
        SelectionReport.write(condor.callShort, into: &json)
        json.endArray()
        json.endObject()
        return json.text
    }

    private static func dollars(_ price: Price, _ condor: IronCondor) -> String {
        let multiplier = condor.expiration.expiration.series.multiplier
        return ChainText.money(Money(price, times: Quantity(whole: condor.quantity), multiplier: multiplier))
    }

    /// What is held and by whose rule.
    private static func held(_ effect: BuyingPowerEffect?) -> String {
        guard let effect else { return "not known" }
        let isScenario = effect.requirement.groups.contains { $0.basis == .scenarios }
        return "\(ChainText.money(effect.requirement.total)) held, \(effect.account.rawValue) account, fees included"
            + (isScenario ? "; by our own scenarios, the exchange's differ" : "")
    }

    /// Each kind of fee with its sum, and what is due but not known.
    private static func fees(_ fees: FeeBreakdown) -> String {
        let known = FeeKind.allCases.compactMap { kind in
            fees.total(kind).map { "\(kind.rawValue) \(ChainText.exact($0))" }
        }
        let unknown = FeeKind.allCases.filter { kind in fees.unknown.contains { $0.kind == kind } }.map(\.rawValue)
        return known.joined(separator: ", ")
            + (unknown.isEmpty ? "" : "; not known: " + unknown.joined(separator: ", "))
    }
}
