import JSON
import MarketModel
import Options

/// Writes the volatilities of one expiration by strike, and the curve fitted to them.
struct SmileMessage {
    let expiration: ExpirationSnapshot?
    /// The last fit of the session before, where one was kept.
    let yesterday: SmileFit?

    private static let curvePoints = 80

    /// The members: points out of the money, the fitted curve, its measures and checks.
    ///
    /// - Returns: The fit, when there are enough points for one.
    @discardableResult
    func write(into json: inout JSONWriter) -> SmileFit? {
        let fit = expiration.flatMap { try? SmileFit($0) }
        let points = expiration?.smilePoints ?? []
        json.member("model", "SVI")
        json.key("points")
        json.beginArray()
        for point in points {
            json.beginObject()
            json.member("strike", point.strike.description)
            json.member("right", point.right == .call ? "call" : "put")
            json.member("iv", point.volatility)
            json.member("bidIV", point.volatility - point.uncertainty)
            json.member("askIV", point.volatility + point.uncertainty)
            json.endObject()
        }
        json.endArray()
        json.key("fit")
        curve(fit, over: points, into: &json)
        json.key("yesterday")
        curve(yesterday, over: points, into: &json)
        json.key("measures")
        json.beginObject()
        json.member("atm", expiration?.atTheMoneyVolatility ?? .nan)
        if let skew = fit.map(SkewMeasures.init) {
            json.member("riskReversal25", skew.riskReversal25)
            json.member("butterfly25", skew.butterfly25)
            json.member("slope", skew.slope)
        }
        json.endObject()
        json.key("checks")
        json.beginArray()
        if let fit { write(SmileChecks(fit), of: fit, into: &json) }
        json.endArray()
        return fit
    }

    /// Pairs of strike and volatility over the strikes that have points.
    private func curve(_ fit: SmileFit?, over points: [SmilePoint], into json: inout JSONWriter) {
        guard let fit, let low = points.first?.strike.doubleValue, let high = points.last?.strike.doubleValue,
            low < high
        else {
            json.null()
            return
        }
        json.beginArray()
        for place in 0...Self.curvePoints {
            let strike = low + (high - low) * Double(place) / Double(Self.curvePoints)
            json.beginArray()
            json.value(strike)
            json.value(fit.volatility(strike: strike))
            json.endArray()
        }
        json.endArray()
    }

    private func write(_ checks: SmileChecks, of fit: SmileFit, into json: inout JSONWriter) {
        let percent = { (value: Double) in "\((value * 10_000).rounded() / 100) %" }
        let lines: [(name: String, isFine: Bool, text: String)] = [
            (
                "Butterfly", checks.isFreeOfButterflies,
                checks.isFreeOfButterflies ? "free of arbitrage" : "arbitrage in the fit"
            ),
            ("Wings", checks.hasBoundedWings, checks.hasBoundedWings ? "bounded" : "too steep"),
            ("Fit", true, "\(percent(fit.rootMeanSquare)) off, \(percent(fit.shareWithinSpread)) in spread"),
        ]
        for line in lines {
            json.beginObject()
            json.member("name", line.name)
            json.member("ok", line.isFine)
            json.member("text", line.text)
            json.endObject()
        }
    }
}
