/// Curves of profit over the price of the underlying, for a terminal; readable without colour.
struct PayoffChart {
    /// One curve: its dollars at evenly spaced prices, drawn solid or dotted.
    struct Curve {
        let label: String
        let isDotted: Bool
        let value: (Double) -> Double
    }

    /// A price marked below the chart.
    struct Mark {
        let price: Double
        let sign: Character
        let label: String
    }

    let prices: ClosedRange<Double>
    let curves: [Curve]
    let marks: [Mark]

    /// The chart's lines, no wider than `width` characters.
    func text(width: Int, rows: Int = 15) -> String {
        let labelWidth = 10
        let canvasColumns = max(20, width - labelWidth - 2)
        var canvas = BrailleCanvas(columns: canvasColumns, rows: rows)
        let samples = curves.map { curve in (0..<canvas.width).map { curve.value(price(atDot: $0, of: canvas.width)) } }
        let all = samples.joined().filter(\.isFinite) + [0]
        let (low, high) = (all.min() ?? 0, max(all.max() ?? 0, (all.min() ?? 0) + 1e-9))
        func dot(_ value: Double) -> Int {
            Int(((high - value) / (high - low) * Double(canvas.height - 1)).rounded())
        }
        for (curve, values) in zip(curves, samples) {
            for x in values.indices.dropFirst() where values[x].isFinite && values[x - 1].isFinite {
                canvas.line(
                    from: (x - 1, dot(values[x - 1])), to: (x, dot(values[x])), spacing: curve.isDotted ? 3 : 1)
            }
        }
        let zeroRow = dot(0) / 4
        var text = ""
        for row in 0..<rows {
            let label =
                row == zeroRow
                ? "0" : row == 0 ? Self.label(high) : row == rows - 1 ? Self.label(low) : ""
            text += Self.padded(label, labelWidth) + (row == zeroRow ? " ┼" : " │")
            text += canvas.text(row: row, blank: row == zeroRow ? "─" : " ") + "\n"
        }
        text += axis(columns: canvasColumns, indent: labelWidth + 2)
        for curve in curves {
            text += "\(String(repeating: " ", count: labelWidth + 2))\(curve.isDotted ? "⠄⠠⠄" : "⠤⠤⠤") \(curve.label)\n"
        }
        return text
    }

    /// The marks' signs under their prices, the ends of the range, and what the signs mean.
    private func axis(columns: Int, indent: Int) -> String {
        var line = Array(repeating: Character(" "), count: columns)
        for mark in marks where prices.contains(mark.price) {
            let share = (mark.price - prices.lowerBound) / (prices.upperBound - prices.lowerBound)
            line[min(columns - 1, Int(share * Double(columns - 1) + 0.5))] = mark.sign
        }
        let space = String(repeating: " ", count: indent)
        let (left, right) = (Self.label(prices.lowerBound), Self.label(prices.upperBound))
        let gap = String(repeating: " ", count: max(1, columns - left.count - right.count))
        var text = space + String(line).trimmedRight + "\n" + space + left + gap + right + "\n"
        for mark in marks where !mark.label.isEmpty { text += "\(space)\(mark.sign) \(mark.label)\n" }
        return text
    }

    private func price(atDot dot: Int, of width: Int) -> Double {
        prices.lowerBound + (prices.upperBound - prices.lowerBound) * Double(dot) / Double(max(1, width - 1))
    }

    private static func label(_ value: Double) -> String {
        RegimeText.rounded(value, places: abs(value) < 100 && value != value.rounded() ? 2 : 0)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

extension String {
    fileprivate var trimmedRight: String { String(reversed().drop { $0 == " " }.reversed()) }
}
