import MarketModel
import Options

/// All that `strategy price` knows of a structure.
struct StrategyReport {
    let request: StrategyRequest
    let analysis: StructureAnalysis
    let fees: FeeBreakdown
    /// The effect on buying power, or why it cannot be given.
    let buyingPower: Result<BuyingPowerEffect, MarginError>
    let risks: [ExpirationRisk]

    init(_ request: StrategyRequest) throws {
        self.request = request
        analysis = try StructureAnalysis(of: request.structure, in: request.market)
        fees = FeeSchedule.tastytrade.fees(toOpen: request.structure, on: request.day)
        let (structure, account, market, charged) = (request.structure, request.account, request.market, fees)
        buyingPower = Result { () throws(MarginError) in
            try BuyingPowerEffect(opening: structure, account: account, market: market, fees: charged)
        }
        risks = ExpirationRisk.risks(of: request.structure, in: request.market)
    }

    /// Whether every figure could be worked out.
    var isComplete: Bool { fees.unknown.isEmpty && (try? buyingPower.get()) != nil }

    /// What the figures rest on, a sentence each.
    var explanation: [String] {
        var lines = [
            request.areVolatilitiesSolved
                ? "Volatilities are solved from the legs' prices."
                : "Volatilities are as given; legs without a price are entered at the model's, to the cent.",
            "The model is Black–Scholes, Black-76 for options on futures; an American option is never worth less than "
                + "its exercise, but a premium for early exercise is not in its price.",
        ]
        switch analysis.basis {
        case .payoff: lines.append("Best case, worst case and breakevens are exact: they follow from the payoff alone.")
        case .model:
            lines.append(
                "The legs expire at different times: best case, worst case and breakevens are the model's at "
                    + "\(StrategyText.moment(analysis.horizon)), with today's volatilities for what is left.")
        }
        lines.append(
            "The chance of profit is that of a lognormal price with the volatility of the option nearest to spot, "
                + StrategyText.percent(request.market.volatility) + ", before fees.")
        lines.append(
            "Fees are the broker's of \(request.day); TAF and SEC are charged on sales alone. Inferred rates are marked ~."
        )
        if let effect = try? buyingPower.get() {
            lines.append(Self.reason(effect))
        }
        return lines
    }

    private static func reason(_ effect: BuyingPowerEffect) -> String {
        if effect.isByScenarios, effect.account == .margin {
            return
                "Futures are margined by their exchange (SPAN), whose values are not known here: the requirement is the "
                + "worst of eleven moves of the underlying by the model, an approximation."
        }
        return switch effect.account {
        case .margin:
            "Buying power is what options bring in, less the requirement, less fees. The requirement is the least over "
                + "all groupings; by Regulation T a spread never asks for more than its short option alone, so a wide "
                + "spread on a cheap underlying may ask for less than it can lose"
                + (effect.requirement.isLeast ? "." : "; there were too many to try all, so less may be possible.")
        case .cash: "A cash account holds strikes of short puts in cash and shares in full."
        case .portfolio:
            "The requirement is the worst of eleven moves of the underlying by the model (in the style of TIMS): an "
                + "approximation of portfolio margin."
        }
    }
}
