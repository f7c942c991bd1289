import JSON
import MarketModel
import Options

extension StrategyPayoff {
    func text(explained: Bool) -> String {
        let name = request.recognition.name
        var text = "\(name) (\(request.structure.name)) on \(request.structure.underlying): profit in dollars"
        text += shift == 0 ? "\n\n" : ", volatilities \(shift > 0 ? "+" : "")\(StrategyText.percent(shift))\n\n"
        text += chart.text(width: width) + "\n"
        var grid = TextTable(["price"] + table.moments.map { StrategyText.moment($0) }, alignment: nil)
        for (row, price) in table.prices.enumerated().reversed() {
            grid.add([StrategyText.price(price)] + table.profits[row].map { StrategyText.dollars($0) })
        }
        text += grid.text
        if explained {
            text += "\n- Before fees. An option that has expired counts with what it pays at that row's price.\n"
            text += "- Between now and then volatilities stay as they are, moved by --iv-shift.\n"
        }
        return text
    }

    var json: String {
        var json = JSONWriter()
        json.beginObject()
        request.writeHeading(into: &json)
        json.member("volatilityShift", shift)
        json.key("breakevens")
        json.beginArray()
        for price in analysis.breakevens { json.value(price.description) }
        json.endArray()
        json.key("moments")
        json.beginArray()
        for moment in table.moments { json.value(moment.description) }
        json.endArray()
        json.key("rows")
        json.beginArray()
        for (row, price) in table.prices.enumerated() {
            json.beginObject()
            json.member("price", price.description)
            json.key("profits")
            json.beginArray()
            for profit in table.profits[row] { json.value((profit * 100).rounded() / 100) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json.text + "\n"
    }

    private var chart: PayoffChart {
        let prices = table.prices.map(\.doubleValue)
        let range = (prices.first ?? 0)...max(prices.last ?? 1, (prices.first ?? 0) + 1e-9)
        let spot = PayoffChart.Mark(
            price: request.market.underlying, sign: "▲",
            label: "spot \(RegimeText.rounded(request.market.underlying, places: 2))")
        let breakevens =
            analysis.breakevens.isEmpty
            ? "" : "breakeven " + analysis.breakevens.map { StrategyText.price($0) }.joined(separator: ", ")
        let zeros = analysis.breakevens.enumerated().map { index, price in
            PayoffChart.Mark(price: price.doubleValue, sign: "◆", label: index == 0 ? breakevens : "")
        }
        var curves = [
            PayoffChart.Curve(label: "at \(StrategyText.moment(horizon))", isDotted: false) { profit($0, at: horizon) }
        ]
        let middle = chosen ?? request.market.moment
        if middle < horizon {
            curves.append(
                PayoffChart.Curve(label: "at \(StrategyText.moment(middle))", isDotted: true) { profit($0, at: middle) }
            )
        }
        return PayoffChart(prices: range, curves: curves, marks: zeros + [spot])
    }
}
