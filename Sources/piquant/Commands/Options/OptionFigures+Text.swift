import JSON
import MarketModel
import Options

extension OptionFigures {
    /// A figure with its name, unit and value.
    private struct Figure {
        let name: String
        let value: Double?
        let places: Int
        let unit: String
    }

    private var figures: [Figure] {
        let value = valuation
        let second = secondOrder
        return [
            Figure(name: "price", value: value.price, places: 4, unit: "points"),
            Figure(name: "volatility", value: inputs.volatility, places: 4, unit: "annual, as a fraction"),
            Figure(name: "delta", value: value.greeks.delta, places: 4, unit: "per point of the underlying"),
            Figure(name: "gamma", value: value.greeks.gamma, places: 6, unit: "change of delta per point"),
            Figure(name: "thetaPerDay", value: value.greeks.thetaPerDay, places: 4, unit: "points per calendar day"),
            Figure(
                name: "vegaPerPoint", value: value.greeks.vegaPerPoint, places: 4,
                unit: "points per point of volatility"),
            Figure(
                name: "rhoPerPoint", value: value.greeks.rhoPerPoint, places: 4, unit: "points per point of the rate"),
            Figure(
                name: "vannaPerPoint", value: second?.vannaPerPoint, places: 6,
                unit: "change of delta per point of volatility"),
            Figure(
                name: "vommaPerPoint", value: second?.vommaPerPoint, places: 6,
                unit: "change of vega per point of volatility"),
            Figure(name: "charmPerDay", value: second?.charmPerDay, places: 6, unit: "change of delta per day"),
            Figure(
                name: "probabilityInTheMoney", value: OptionProbability.finishingInTheMoney(inputs), places: 4,
                unit: "risk-neutral, at expiry"),
            Figure(
                name: "probabilityOfTouch", value: OptionProbability.touching(inputs.strike, inputs), places: 4,
                unit: "risk-neutral, of the strike before expiry"),
            Figure(
                name: "expectedMove", value: OptionProbability.expectedMove(inputs), places: 2,
                unit: "points, one standard deviation to expiry"),
        ]
    }

    /// The figures as a table.
    var text: String {
        let series = contract.series
        var table = TextTable(["figure", "value", "unit"], alignment: [.left, .right, .left])
        for figure in figures {
            table.add([figure.name, ChainText.number(figure.value, figure.places), figure.unit])
        }
        return """
            \(StrategyText.label(contract)) on \(series.underlying)  \(series.style.rawValue), \(series.settlement.rawValue)\
            , \(series.delivery.rawValue)  \(ChainText.timeLeft(inputs.years)) to \(ChainText.moment(series.expiresAt))

            \(table.text)
            """
    }

    /// By which model, and what the figures rest on.
    var explanation: String {
        let series = contract.series
        let model =
            switch (series.style, series.isOnFuture) {
            case (.european, false): "Black–Scholes–Merton"
            case (.european, true): "Black (1976) on the future"
            case (.american, _): "American, exercise boundary by spectral collocation; no cash dividends"
            }
        return """
            model: \(model)
            rate \(inputs.rate), dividend yield \(inputs.dividendYield), \(inputs.years) years of 365 days from \(moment)
            volatility \(isVolatilitySolved ? "found from the price" : "as given")
            probabilities and the expected move are lognormal at that volatility
            \(secondOrder == nil ? "second-order Greeks are not computed for American options\n" : "")
            """
    }

    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.member("symbol", contract.streamerSymbol)
        json.member("underlying", contract.series.underlying)
        json.member("style", contract.series.style.rawValue)
        json.member("settlement", contract.series.settlement.rawValue)
        json.member("expiresAt", contract.series.expiresAt.description)
        json.member("moment", moment.description)
        json.member("years", inputs.years)
        json.member("spot", inputs.underlying)
        json.member("rate", inputs.rate)
        json.member("dividendYield", inputs.dividendYield)
        json.member("isVolatilitySolved", isVolatilitySolved)
        for figure in figures { json.member(figure.name, figure.value ?? .nan) }
        json.endObject()
        return json.text
    }
}
