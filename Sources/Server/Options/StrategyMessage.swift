import JSON
import Live
import MarketModel
import Options

/// Writes the value of a structure.
struct StrategyMessage {
    let evaluation: StrategyEvaluation
    let shift: Double
    let isSummary: Bool

    private var analysis: StructureAnalysis { evaluation.analysis }

    /// The members of the structure's value.
    func write(into json: inout JSONWriter) {
        let structure = evaluation.legs.structure
        json.member("name", structure.name)
        json.member("spot", evaluation.spot.description)
        json.member("days", Double((evaluation.date - evaluation.market.moment).wholeNanoseconds) / 86_400e9)
        json.member("daysToFirstExpiration", evaluation.daysToHorizon)
        json.member("ivShift", shift)
        writeLegs(into: &json)
        json.member("openingCash", analysis.openingCash.roundedToCents.description)
        json.member("now", Money.text(dollars: evaluation.profitNow))
        json.member("maxProfit", analysis.maximumProfit.amount?.roundedToCents.description)
        json.member("maxLoss", analysis.maximumLoss.amount?.roundedToCents.description)
        json.key("unlimited")
        json.beginObject()
        json.member("profit", analysis.maximumProfit == .unlimited)
        json.member("loss", analysis.maximumLoss == .unlimited)
        json.endObject()
        json.key("breakevens")
        json.beginArray()
        for price in analysis.breakevens { json.value(price.description) }
        json.endArray()
        json.member("basis", analysis.basis.rawValue)
        json.member("probabilityOfProfit", analysis.probabilityOfProfit)
        json.key("greeks")
        json.beginObject()
        write(analysis.valuation.greeks, into: &json)
        json.endObject()
        writeCharges(into: &json)
        writeAssumptions(into: &json)
        guard !isSummary else { return }
        writeSigma(into: &json)
        writeCurve(into: &json)
        writeSlices(into: &json)
    }

    private func writeLegs(into json: inout JSONWriter) {
        json.key("legs")
        json.beginArray()
        for (place, leg) in evaluation.legs.structure.legs.enumerated() {
            let known = evaluation.legs.legs[place]
            let dollars = leg.quantity.doubleValue * leg.instrument.multiplier.doubleValue
            json.beginObject()
            json.member("symbol", leg.option?.tastytradeSymbol ?? leg.instrument.underlying)
            json.member("expiration", known.expiration.text)
            json.member("right", leg.option.map { $0.right == .call ? "call" : "put" } ?? "underlying")
            json.member("strike", leg.option?.strike.description)
            json.key("quantity")
            json.raw(leg.quantity.description.utf8)
            json.member("price", leg.entryPrice?.description)
            json.member("mark", known.mark?.description)
            json.member("iv", leg.option.map { evaluation.market.volatility(of: $0) } ?? .nan)
            json.member("source", known.contract?.valuation?.source.rawValue ?? "none")
            let unit = analysis.valuation.legs[place].greeks
            json.member("delta", unit.delta * dollars)
            json.member("gamma", unit.gamma * dollars)
            json.member("theta", unit.thetaPerDay * dollars)
            json.member("vega", unit.vegaPerPoint * dollars)
            json.endObject()
        }
        json.endArray()
    }

    private func write(_ greeks: StructureGreeks, into json: inout JSONWriter) {
        json.member("delta", greeks.delta)
        json.member("gamma", greeks.gamma)
        json.member("theta", greeks.thetaPerDay)
        json.member("vega", greeks.vegaPerPoint)
    }

    private func writeCharges(into json: inout JSONWriter) {
        let structure = evaluation.legs.structure
        let day = USTimeZone.eastern.day(of: evaluation.market.moment)
        let fees = FeeSchedule.tastytrade.fees(toOpen: structure, on: day)
        writeBuyingPower(structure, fees, into: &json)
        json.key("fees")
        json.beginObject()
        json.member("open", fees.total.roundedToCents.description)
        json.key("lines")
        json.beginArray()
        for kind in FeeKind.allCases {
            guard let amount = fees.total(kind), amount != .zero else { continue }
            json.beginObject()
            json.member("name", kind.rawValue)
            json.member("amount", amount.description)
            json.endObject()
        }
        json.endArray()
        json.key("unknown")
        json.beginArray()
        for kind in FeeKind.allCases where fees.unknown.contains(where: { $0.kind == kind }) {
            json.value(kind.rawValue)
        }
        json.endArray()
        json.endObject()
    }

    private func writeBuyingPower(_ structure: OptionStructure, _ fees: FeeBreakdown, into json: inout JSONWriter) {
        json.key("buyingPower")
        do throws(MarginError) {
            let isScanned = evaluation.isOnFuture
            let effect = try BuyingPowerEffect(
                opening: structure, account: isScanned ? .portfolio : .margin, market: evaluation.market, fees: fees)
            let bases = MarginRequirement.Basis.allCases.filter { basis in
                effect.requirement.groups.contains { $0.basis == basis }
            }
            json.beginObject()
            json.member("amount", (-effect.change).roundedToCents.description)
            json.member("requirement", effect.requirement.total.roundedToCents.description)
            json.member(
                "rule",
                isScanned
                    ? "an array of price and volatility scenarios, which approximates the exchange's (SPAN)"
                    : "margin account, Regulation T: \(bases.map(Self.words).joined(separator: ", ")); less what opening brings in, plus fees"
            )
            json.endObject()
        } catch {
            json.null()
        }
    }

    private static func words(_ basis: MarginRequirement.Basis) -> String {
        switch basis {
        case .longShares: "shares bought"
        case .shortShares: "shares sold short"
        case .coveredByShares: "options covered by shares"
        case .definedRisk: "the most that can be lost at expiration"
        case .longOptions: "options paid in full"
        case .naked: "short options without cover"
        case .cashSecured: "puts secured by cash"
        case .scenarios: "the worst of an array of scenarios"
        }
    }

    private func writeAssumptions(into json: inout JSONWriter) {
        let market = evaluation.market
        let percent = { (value: Double) in "\((value * 10_000).rounded() / 100) %" }
        var lines = [
            "Options are valued as European by Black–Scholes–Merton, American ones never below exercise",
            evaluation.isOnFuture
                ? "rate \(percent(market.rate)); on a future, which costs nothing to carry (Black-76)"
                : "rate \(percent(market.rate)), dividend yield \(percent(market.dividendYield)), so that the forward is the chain's",
            "each leg keeps its own volatility as price and time move",
            "odds: lognormal at \(percent(market.volatility)), the volatility at the money",
            "legs without a price of their own are taken at the mid; profit and loss are before fees",
        ]
        if analysis.basis == .model {
            lines.append("several expirations: figures at the first are the model's worth of what is left")
        }
        json.key("assumptions")
        json.beginArray()
        for line in lines { json.value(line) }
        json.endArray()
        json.key("warnings")
        json.beginArray()
        for leg in evaluation.legs.legs {
            if let assumption = leg.assumption { json.value(assumption) }
            if let reason = leg.contract?.exclusion { json.value("a leg's quote is unfit: \(reason.rawValue)") }
        }
        json.endArray()
    }

    private func writeSigma(into json: inout JSONWriter) {
        json.key("sigma")
        json.beginObject()
        for (name, count) in [("one", 1.0), ("two", 2.0)] {
            json.key(name)
            json.beginArray()
            json.value(evaluation.price(deviations: -count))
            json.value(evaluation.price(deviations: count))
            json.endArray()
        }
        json.endObject()
    }

    private func writeCurve(into json: inout JSONWriter) {
        let curve = evaluation.curve()
        json.key("curve")
        json.beginObject()
        for (name, values) in [
            ("spots", curve.prices.map(\.doubleValue)), ("expiry", curve.expiry), ("today", curve.today),
            ("date", curve.date),
        ] {
            json.key(name)
            json.beginArray()
            for value in values { json.value((value * 100).rounded() / 100) }
            json.endArray()
        }
        json.endObject()
    }

    private func writeSlices(into json: inout JSONWriter) {
        json.key("slices")
        json.beginArray()
        for slice in evaluation.slices() {
            json.beginObject()
            json.member("spot", slice.price.description)
            json.member("change", slice.change)
            json.member("sigma", slice.deviations)
            json.member("today", Money.text(dollars: slice.today))
            json.member("date", Money.text(dollars: slice.date))
            json.member("expiry", Money.text(dollars: slice.expiry))
            write(slice.greeks, into: &json)
            json.endObject()
        }
        json.endArray()
    }
}

extension Money {
    /// A model's dollars to the nearest cent; `nil` for what is not a number.
    static func text(dollars: Double) -> String? {
        guard dollars.isFinite, abs(dollars) < 1e15 else { return nil }
        return Money(billionths: Int128((dollars * 100).rounded()) * 10_000_000).description
    }
}
