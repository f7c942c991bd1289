import JSON
import MarketModel
import Options

extension RegimeReading {
    /// The reading for people; with definitions when `explained`.
    func text(explained: Bool) -> String {
        var table = TextTable(["figure", "value", "meaning"], alignment: [.left, .right, .left])
        if let day { table.add(["session", "\(day)", ""]) }
        if let vix, let regime {
            table.add([
                "VIX", RegimeText.rounded(vix, places: 2), "\(regime.name) (\(request.bounds.range(of: regime)))",
            ])
        }
        if let term {
            table.add(["VIX3M", RegimeText.rounded(term.far, places: 2), term.shape.rawValue])
            table.add(["VIX / VIX3M", RegimeText.rounded(term.ratio, places: 3), "above 1 is backwardation"])
            table.add([
                "slope", RegimeText.rounded(term.slopePerMonth, places: 2), "points a month between 30 and 93 days",
            ])
        }
        if let rank {
            table.add(["IV rank", RegimeText.fraction(rank.rank), rank.rankDefinition])
            table.add([
                "IV percentile", RegimeText.fraction(rank.percentileIncludingToday),
                rank.percentileIncludingTodayDefinition,
            ])
        } else if let history = histories.first, request.csv != nil {
            table.add(["IV rank", "–", "needs \(request.window) sessions, the file has \(history.rows.count)"])
        }
        if let sizing {
            table.add([
                "position size", RegimeText.rounded(sizing.multiple, places: 3),
                "of a full position, by \(sizing.source) \(RegimeText.fraction(sizing.volatility))",
            ])
        }
        return table.text + realisedText + (explained ? explanation : "")
    }

    private var realisedText: String {
        guard !realised.isEmpty else { return "" }
        var table = TextTable(["realised volatility"] + HistoricalVolatility.usualWindows.map { "HV\($0)" })
        for estimator in HistoricalVolatility.allCases {
            table.add(
                [estimator.rawValue]
                    + realised.filter { $0.estimator == estimator }.map {
                        RegimeText.fraction(try? $0.volatility.get())
                    })
        }
        return "\n" + table.text
    }

    private var explanation: String {
        let bounds = request.bounds
        let regimes = VolatilityRegime.allCases.map { "\($0.name) \(bounds.range(of: $0))" }.joined(separator: ", ")
        var text = "\nRegimes: \(regimes); hysteresis \(bounds.hysteresis) points.\n"
        if !realised.isEmpty {
            text +=
                "Volatilities are annual fractions, 252 sessions a year, of prices as given (adjust for splits first):\n"
            for estimator in HistoricalVolatility.allCases {
                text += "  \(estimator.rawValue): \(estimator.definition)\n"
            }
        }
        if let scaling = request.scaling {
            text += "Size: min(cap \(scaling.cap), target \(scaling.target) / max(volatility, \(scaling.floor))).\n"
        }
        for history in histories { text += "\(history.path): \(history.rows.count) rows used.\n" }
        return text
    }

    /// The reading as one line of JSON.
    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.member("date", day?.description)
        json.member("vix", vix ?? .nan)
        json.member("regime", regime?.name)
        json.member("regimeRange", regime.map { request.bounds.range(of: $0) })
        json.key("termStructure")
        if let term { write(term, into: &json) } else { json.null() }
        json.key("rank")
        if let rank {
            json.beginObject()
            RegimeText.write(rank, into: &json)
            json.endObject()
        } else {
            json.null()
        }
        json.key("realised")
        writeRealised(into: &json)
        json.key("size")
        if let sizing {
            json.beginObject()
            json.member("multiple", sizing.multiple)
            json.member("volatility", sizing.volatility)
            json.member("source", sizing.source)
            json.endObject()
        } else {
            json.null()
        }
        json.endObject()
        return json.text + "\n"
    }

    private func write(_ term: VolatilityTermStructure, into json: inout JSONWriter) {
        json.beginObject()
        json.member("vix3m", term.far)
        json.member("ratio", term.ratio)
        json.member("slope", term.slope)
        json.member("slopePerMonth", term.slopePerMonth)
        json.member("shape", term.shape.rawValue)
        json.endObject()
    }

    private func writeRealised(into json: inout JSONWriter) {
        json.beginArray()
        for each in realised {
            json.beginObject()
            json.member("estimator", each.estimator.rawValue)
            json.member("window", each.window)
            switch each.volatility {
            case .success(let volatility): json.member("volatility", volatility)
            case .failure(let reason):
                json.member("volatility", String?.none)
                json.member("reason", reason.description)
            }
            json.endObject()
        }
        json.endArray()
    }
}
