import MarketModel
import Options

extension StrategyReport {
    func text(explained: Bool) -> String {
        var lines = heading + "\n" + legTable + "\n"
        var table = TextTable(["", "", ""], alignment: [.left, .right, .left])
        for row in figures { table.add(row) }
        lines += table.text.drop { $0 == "\n" }
        if let template = request.recognition.template { lines += "\nRisk: \(template.risk)\n" }
        for risk in risks { lines += "Note: \(risk.text)\n" }
        if explained { lines += "\n" + explanation.map { "- \($0)\n" }.joined() }
        return lines
    }

    private var heading: String {
        let (structure, market) = (request.structure, request.market)
        let name =
            request.isCashSecured
            ? StrategyCatalogue.named(structure.name)?.name ?? structure.name : request.recognition.name
        let slug = structure.name == "custom" ? "custom" : structure.name
        return "\(name) (\(slug)) on \(structure.underlying) at \(RegimeText.rounded(market.underlying, places: 2)), "
            + "\(StrategyText.moment(market.moment))\n"
    }

    private var legTable: String {
        var table = TextTable(
            ["qty", "leg", "expires", "left", "price", "", "IV", "delta"],
            alignment: [.right, .left, .left, .right, .right, .left, .right, .right])
        for (index, leg) in request.structure.legs.enumerated() {
            let unit = analysis.valuation.legs[index]
            let series = leg.option?.series
            table.add([
                StrategyText.sign(leg.quantity), StrategyText.label(leg.instrument),
                series.map { "\($0.expiration) \($0.settlement.rawValue)" } ?? "–",
                series.map { StrategyText.span(from: request.market.moment, to: $0.expiresAt) } ?? "–",
                leg.entryPrice.map { StrategyText.price($0) } ?? "–", request.isEntryGiven[index] ? "given" : "model",
                leg.option.map { StrategyText.percent(request.market.volatility(of: $0)) } ?? "–",
                RegimeText.rounded(unit.greeks.delta, places: 3),
            ])
        }
        return table.text
    }

    private var figures: [[String]] {
        let greeks = analysis.valuation.greeks
        let isCredit = analysis.openingCash >= .zero
        var rows = [
            [
                isCredit ? "Credit" : "Debit",
                StrategyText.dollars(isCredit ? analysis.openingCash : -analysis.openingCash), "",
            ],
            ["Most made", StrategyText.bound(analysis.maximumProfit), analysis.basis == .model ? "by the model" : ""],
            ["Most lost", StrategyText.bound(analysis.maximumLoss), analysis.basis == .model ? "by the model" : ""],
            [
                "Breakevens", analysis.breakevens.isEmpty ? "–" : "\(analysis.breakevens.count)",
                analysis.breakevens.map { StrategyText.price($0) }.joined(separator: ", "),
            ],
            [
                "Chance of profit", StrategyText.percent(analysis.probabilityOfProfit),
                "at \(StrategyText.moment(analysis.horizon))",
            ],
            ["Delta", RegimeText.rounded(greeks.delta, places: 2), "dollars per point"],
            ["Gamma", RegimeText.rounded(greeks.gamma, places: 3), "delta per point"],
            ["Theta", StrategyText.dollars(greeks.thetaPerDay), "dollars per day"],
            ["Vega", StrategyText.dollars(greeks.vegaPerPoint), "dollars per point of volatility"],
        ]
        rows += feeRows
        switch buyingPower {
        case .success(let effect):
            let groups = effect.requirement.groups.filter { $0.amount > .zero }.map {
                "\(StrategyText.name($0.basis)) \(StrategyText.dollars($0.amount))"
            }.joined(separator: " + ")
            rows.append(["Requirement", StrategyText.dollars(effect.requirement.total), groups])
            rows.append([
                "Buying power", StrategyText.dollars(effect.change),
                "\(effect.account.rawValue) account, fees included",
            ])
        case .failure(let error): rows.append(["Buying power", "–", StrategyText.reason(error)])
        }
        return rows
    }

    private var feeRows: [[String]] {
        func list(_ kinds: [FeeKind]) -> String {
            kinds.compactMap { kind in
                fees.total(kind).map { amount in
                    let isInferred = fees.items.contains { $0.kind == kind && $0.mark == .inferred }
                    return "\(kind.rawValue) \(isInferred ? "~" : "")\(amount)"
                }
            }.joined(separator: ", ")
        }
        let unknown = Set(fees.unknown.map(\.kind.rawValue)).sorted().joined(separator: ", ")
        var rows = [
            [
                "Fees to open", StrategyText.dollars(fees.totalBeforeSaleFees),
                list(FeeKind.allCases.filter { !$0.isOnSales }) + (unknown.isEmpty ? "" : "; not known: \(unknown)"),
            ]
        ]
        let onSales = list(FeeKind.allCases.filter(\.isOnSales))
        if !onSales.isEmpty {
            rows.append(["  on sales", StrategyText.dollars(fees.total - fees.totalBeforeSaleFees), onSales])
        }
        return rows
    }
}
