import JSON
import MarketModel
import Options

/// Prints a term structure.
enum TermReport {
    static func text(_ term: VolatilityTerm, _ surface: VolatilitySurface) -> String {
        var table = TextTable(
            ["expiration", "root", "DTE", "forward", "ATM IV", "between", "± move", "25Δ RR", "25Δ BF", "calendar"],
            alignment: [.left, .left] + Array(repeating: .right, count: 7) + [.left])
        for point in term.points {
            let fit = surface.slices.first { $0.series == point.series }?.fit
            let skew = fit.map { SkewMeasures($0) }
            let check = surface.calendarChecks.first { $0.far == point.series }
            table.add([
                "\(point.series.expiration)", point.series.root, "\(point.daysToExpiration)",
                ChainText.number(point.forward, 2), ChainText.percent(point.volatility, 2),
                ChainText.percent(point.forwardVolatility, 2), ChainText.number(point.expectedMove, 2),
                ChainText.number(skew.map { $0.riskReversal25 * 100 }, 2),
                ChainText.number(skew.map { $0.butterfly25 * 100 }, 2), calendar(check, point),
            ])
        }
        var text = table.text
        if let slope = term.slope {
            text += "\nlast less first: \(ChainText.number(slope * 100, 2)) volatility points, "
            text += slope >= 0 ? "contango\n" : "backwardation\n"
        }
        for series in term.missing { text += "no volatility at the forward: \(series.root) \(series.expiration)\n" }
        return text
    }

    private static func calendar(_ check: VolatilitySurface.CalendarCheck?, _ point: VolatilityTerm.Point) -> String {
        if point.isBelowPrevious { return "✗ variance falls at the forward" }
        guard let check else { return "" }
        return check.isFree ? "✓" : "✗ variance falls at ln(K/F) \(ChainText.number(check.at, 3))"
    }

    static func explanation(_ reading: ChainReading) -> String {
        var lines = [
            "from \(reading.origin)",
            "ATM IV from the quotes next to the forward; between: the volatility from the expiration before to this one",
            "calendar: total variance of the fitted smiles must not fall from one expiration to the next",
            "left out: \(ChainText.exclusions(reading.snapshot.exclusions))",
        ]
        lines += reading.notes
        return lines.map { "  \($0)\n" }.joined()
    }

    static func json(_ reading: ChainReading, _ term: VolatilityTerm, _ surface: VolatilitySurface) -> String {
        var json = JSONWriter()
        json.beginObject()
        ChainJSON.writeHead(reading, into: &json)
        json.member("slope", term.slope ?? .nan)
        json.key("points")
        json.beginArray()
        for point in term.points {
            json.beginObject()
            json.member("root", point.series.root)
            json.member("expiration", point.series.expiration.description)
            json.member("daysToExpiration", point.daysToExpiration)
            json.member("years", point.years)
            json.member("forward", point.forward)
            json.member("volatility", point.volatility)
            json.member("forwardVolatility", point.forwardVolatility ?? .nan)
            json.member("expectedMove", point.expectedMove ?? .nan)
            json.member("isBelowPrevious", point.isBelowPrevious)
            json.endObject()
        }
        json.endArray()
        json.key("calendarChecks")
        json.beginArray()
        for check in surface.calendarChecks {
            json.beginObject()
            json.member("near", check.near.expiration.description)
            json.member("far", check.far.expiration.description)
            json.member("leastDifference", check.leastDifference)
            json.member("moneyness", check.at)
            json.member("isFree", check.isFree)
            json.endObject()
        }
        json.endArray()
        json.key("missing")
        json.beginArray()
        for series in term.missing { json.value("\(series.root) \(series.expiration)") }
        json.endArray()
        json.endObject()
        return json.text
    }
}
