import JSON
import MarketModel
import Options

/// Prints a smile.
enum SmileReport {
    static func text(_ smile: SmileReading, withPoints: Bool) -> String {
        let (skew, fit) = (smile.skew, smile.fit)
        var table = TextTable(["figure", "", ""], alignment: [.left, .right, .left])
        table.add(["at the forward", percent(skew.atTheMoney), "volatility at \(ChainText.number(fit.forward, 2))"])
        table.add(["25Δ put", percent(skew.put25), "at \(ChainText.number(skew.strikes25.lowerBound, 2))"])
        table.add(["25Δ call", percent(skew.call25), "at \(ChainText.number(skew.strikes25.upperBound, 2))"])
        table.add(["25Δ risk reversal", points(skew.riskReversal25), "call less put, volatility points"])
        table.add(["25Δ butterfly", points(skew.butterfly25), "mean of both less the forward's, volatility points"])
        table.add(["slope", points(skew.slope / 10), "volatility points per 10% of log-moneyness, at the forward"])
        table.add([
            "puts less calls", points(skew.putCallDifference),
            "mean IV of options with |Δ| 0.05..0.50, volatility points",
        ])
        var text = table.text + "\n" + checks(smile)
        if let comparison = smile.comparison {
            let change = comparison.change
            text += "\nsince \(ChainText.moment(comparison.since)): forward \(signed(change.forward, 2)), "
            text += "at the forward \(signedPoints(change.atTheMoney)), at the former forward "
            text += "\(signedPoints(change.atFormerForward)), risk reversal \(signedPoints(change.riskReversal25)), "
            text += "butterfly \(signedPoints(change.butterfly25)) volatility points\n"
        } else if smile.isIncomplete {
            text += "\nthe other moment has no smile of this expiration, so nothing is compared\n"
        }
        if withPoints { text += "\n" + list(fit) }
        return text
    }

    /// The fit and its checks, a line each.
    private static func checks(_ smile: SmileReading) -> String {
        let (fit, checks) = (smile.fit, smile.checks)
        let form = fit.parameters
        var text =
            "SVI  a \(ChainText.number(form.a, 6))  b \(ChainText.number(form.b, 6))  ρ \(ChainText.number(form.rho, 4))"
        text += "  m \(ChainText.number(form.m, 5))  σ \(ChainText.number(form.sigma, 5))\n"
        text += "fit  \(fit.residuals.count) strikes, root mean square \(points(fit.rootMeanSquare)), largest "
        text +=
            "\(points(fit.largestDifference)) volatility points, \(ChainText.percent(fit.shareWithinSpread, 0)) within "
        text += "the spread, \(fit.outliers) outlier\(fit.outliers == 1 ? "" : "s") left out\n"
        text +=
            "\(mark(checks.isFreeOfButterflies))  butterfly: least g(k) \(ChainText.number(checks.leastButterfly, 4)) "
        text += "at strike \(ChainText.number(checks.leastButterflyStrike, 0)), at least 0 wanted\n"
        text += "\(mark(checks.hasBoundedWings))  wings: slopes \(ChainText.number(checks.leftWing, 4)) and "
        text += "\(ChainText.number(checks.rightWing, 4)) of total variance, at most 2 wanted\n"
        text +=
            "\(mark(checks.hasPositiveVariance))  least total variance \(ChainText.number(checks.leastVariance, 6)), "
        return text + "at least 0 wanted\n"
    }

    /// Every strike with its residual.
    private static func list(_ fit: SmileFit) -> String {
        var table = TextTable(
            ["strike", "side", "ln(K/F)", "market", "±", "curve", "difference", ""],
            alignment: [.right, .left, .right, .right, .right, .right, .right, .left])
        for residual in fit.residuals {
            let point = residual.point
            table.add([
                "\(point.strike)", point.right.word, ChainText.number(point.moneyness, 4), percent(point.volatility),
                points(point.uncertainty), percent(residual.fitted), points(residual.difference),
                residual.isOutlier ? "outlier" : residual.isWithinSpread ? "" : "outside the spread",
            ])
        }
        return table.text
    }

    static func explanation(_ smile: SmileReading) -> String {
        "  the curve is Gatheral's raw SVI of total variance, fitted to the options out of the money by weighted least "
            + "squares; weights are one over the squared spread in volatility\n"
            + "  deltas are of the forward, undiscounted; g is Durrleman's function, the density's sign\n"
    }

    static func json(_ reading: ChainReading, _ smile: SmileReading) -> String {
        let (fit, skew, checks) = (smile.fit, smile.skew, smile.checks)
        var json = JSONWriter()
        json.beginObject()
        ChainJSON.writeHead(reading, into: &json)
        json.key("expiration")
        ChainJSON.write(smile.expiration, withStrikes: false, into: &json)
        json.key("svi")
        json.beginObject()
        json.member("a", fit.parameters.a)
        json.member("b", fit.parameters.b)
        json.member("rho", fit.parameters.rho)
        json.member("m", fit.parameters.m)
        json.member("sigma", fit.parameters.sigma)
        json.endObject()
        json.key("fit")
        json.beginObject()
        json.member("strikes", fit.residuals.count)
        json.member("outliers", fit.outliers)
        json.member("rootMeanSquare", fit.rootMeanSquare)
        json.member("largestDifference", fit.largestDifference)
        json.member("shareWithinSpread", fit.shareWithinSpread)
        json.endObject()
        json.key("checks")
        json.beginObject()
        json.member("leastButterfly", checks.leastButterfly)
        json.member("leastButterflyStrike", checks.leastButterflyStrike)
        json.member("isFreeOfButterflies", checks.isFreeOfButterflies)
        json.member("leftWing", checks.leftWing)
        json.member("rightWing", checks.rightWing)
        json.member("hasBoundedWings", checks.hasBoundedWings)
        json.member("leastVariance", checks.leastVariance)
        json.member("hasPositiveVariance", checks.hasPositiveVariance)
        json.endObject()
        json.key("skew")
        json.beginObject()
        json.member("atTheMoney", skew.atTheMoney)
        json.member("put25", skew.put25)
        json.member("call25", skew.call25)
        json.member("riskReversal25", skew.riskReversal25)
        json.member("butterfly25", skew.butterfly25)
        json.member("slope", skew.slope)
        json.member("putCallDifference", skew.putCallDifference ?? .nan)
        json.endObject()
        json.key("change")
        if let comparison = smile.comparison {
            json.beginObject()
            json.member("since", comparison.since.description)
            json.member("forward", comparison.change.forward)
            json.member("atTheMoney", comparison.change.atTheMoney)
            json.member("atFormerForward", comparison.change.atFormerForward)
            json.member("riskReversal25", comparison.change.riskReversal25)
            json.member("butterfly25", comparison.change.butterfly25)
            json.member("slope", comparison.change.slope)
            json.endObject()
        } else {
            json.null()
        }
        json.key("points")
        json.beginArray()
        for residual in fit.residuals {
            json.beginObject()
            json.member("strike", residual.point.strike.description)
            json.member("right", residual.point.right.word)
            json.member("moneyness", residual.point.moneyness)
            json.member("volatility", residual.point.volatility)
            json.member("uncertainty", residual.point.uncertainty)
            json.member("fitted", residual.fitted)
            json.member("isOutlier", residual.isOutlier)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json.text
    }

    private static func mark(_ isFine: Bool) -> String { isFine ? "✓" : "✗" }
    private static func percent(_ fraction: Double?) -> String { ChainText.percent(fraction, 2) }
    /// Volatility points: 0.0123 as 1.23.
    private static func points(_ fraction: Double?) -> String { ChainText.number(fraction.map { $0 * 100 }, 2) }
    private static func signed(_ value: Double, _ places: Int) -> String {
        (value >= 0 ? "+" : "") + ChainText.number(value, places)
    }
    private static func signedPoints(_ fraction: Double) -> String { signed(fraction * 100, 2) }
}
