import JSON
import MarketModel
import Options

extension StrategyReport {
    /// The report as JSON: exact amounts as text, estimates as numbers.
    var json: String {
        var json = JSONWriter()
        json.beginObject()
        request.writeHeading(into: &json)
        writeLegs(into: &json)
        json.member("openingCash", analysis.openingCash.description)
        json.member("basis", analysis.basis.rawValue)
        json.member("horizon", analysis.horizon.description)
        json.member("maximumProfit", analysis.maximumProfit.amount?.description)
        json.member("maximumLoss", analysis.maximumLoss.amount?.description)
        json.member("isProfitUnlimited", analysis.maximumProfit == .unlimited)
        json.member("isLossUnlimited", analysis.maximumLoss == .unlimited)
        json.key("breakevens")
        json.beginArray()
        for price in analysis.breakevens { json.value(price.description) }
        json.endArray()
        json.member("probabilityOfProfit", analysis.probabilityOfProfit)
        json.key("greeks")
        json.beginObject()
        json.member("delta", analysis.valuation.greeks.delta)
        json.member("gamma", analysis.valuation.greeks.gamma)
        json.member("thetaPerDay", analysis.valuation.greeks.thetaPerDay)
        json.member("vegaPerPoint", analysis.valuation.greeks.vegaPerPoint)
        json.member("rhoPerPoint", analysis.valuation.greeks.rhoPerPoint)
        json.endObject()
        writeFees(into: &json)
        writeBuyingPower(into: &json)
        json.key("risks")
        json.beginArray()
        for risk in risks { json.value(risk.text) }
        json.endArray()
        json.key("explanation")
        json.beginArray()
        for line in explanation { json.value(line) }
        json.endArray()
        json.endObject()
        return json.text + "\n"
    }

    private func writeLegs(into json: inout JSONWriter) {
        json.key("legs")
        json.beginArray()
        for (index, leg) in request.structure.legs.enumerated() {
            let unit = analysis.valuation.legs[index]
            json.beginObject()
            json.member("instrument", StrategyText.label(leg.instrument))
            json.member("symbol", leg.option?.tastytradeSymbol ?? leg.instrument.underlying)
            json.member("quantity", leg.quantity.description)
            json.member("entryPrice", leg.entryPrice?.description)
            json.member("entrySource", request.isEntryGiven[index] ? "given" : "model")
            json.member("modelPrice", unit.price)
            json.member("delta", unit.greeks.delta)
            if let option = leg.option {
                json.member("expiresAt", option.series.expiresAt.description)
                json.member("volatility", request.market.volatility(of: option))
            }
            json.endObject()
        }
        json.endArray()
    }

    private func writeFees(into json: inout JSONWriter) {
        json.key("fees")
        json.beginObject()
        for kind in FeeKind.allCases { json.member(kind.rawValue, fees.total(kind)?.description) }
        json.member("beforeSaleFees", fees.totalBeforeSaleFees.description)
        json.member("total", fees.total.description)
        json.member("totalInCents", fees.total.roundedToCents.description)
        json.member("mark", fees.mark.rawValue)
        json.key("unknown")
        json.beginArray()
        for kind in Set(fees.unknown.map(\.kind.rawValue)).sorted() { json.value(kind) }
        json.endArray()
        json.endObject()
    }

    private func writeBuyingPower(into json: inout JSONWriter) {
        json.key("buyingPower")
        json.beginObject()
        json.member("account", request.account.rawValue)
        switch buyingPower {
        case .failure(let error):
            json.member("change", String?.none)
            json.member("reason", StrategyText.reason(error))
        case .success(let effect):
            json.member("change", effect.change.description)
            json.member("requirement", effect.requirement.total.description)
            json.member("isLeast", effect.requirement.isLeast)
            json.key("groups")
            json.beginArray()
            for group in effect.requirement.groups {
                json.beginObject()
                json.member("basis", group.basis.rawValue)
                json.member("amount", group.amount.description)
                json.key("legs")
                json.beginArray()
                for leg in group.legs {
                    json.value("\(StrategyText.sign(leg.quantity)) \(StrategyText.label(leg.instrument))")
                }
                json.endArray()
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }
}

extension StrategyRequest {
    /// Writes what the structure is and where it is valued.
    func writeHeading(into json: inout JSONWriter) {
        json.member("strategy", structure.name)
        json.member("name", recognition.name)
        json.key("parts")
        json.beginArray()
        for part in recognition.parts {
            json.beginObject()
            json.member("strategy", part.template.slug)
            json.member("units", part.units.description)
            json.endObject()
        }
        json.endArray()
        json.member("underlying", structure.underlying)
        json.member("spot", market.underlying)
        json.member("moment", market.moment.description)
    }
}
