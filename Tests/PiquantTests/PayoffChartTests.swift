import Testing

@testable import piquant

@Suite struct PayoffChartTests {
    @Test("dots go where braille puts them")
    func braille() {
        var canvas = BrailleCanvas(columns: 2, rows: 1)
        canvas.set(0, 0)
        canvas.set(1, 3)
        canvas.set(99, 0)
        canvas.set(0, -1)
        #expect(canvas.text(row: 0) == "\u{2881} ")
        #expect(canvas.text(row: 0, blank: "─") == "\u{2881}─")
    }

    @Test("a line reaches both its ends; a dotted one leaves columns out")
    func line() {
        var canvas = BrailleCanvas(columns: 2, rows: 1)
        canvas.line(from: (0, 3), to: (3, 0))
        #expect(canvas.text(row: 0) == "\u{2860}\u{280A}")
        var dotted = BrailleCanvas(columns: 2, rows: 1)
        dotted.line(from: (0, 0), to: (3, 0), spacing: 3)
        #expect(dotted.text(row: 0) == "\u{2801}\u{2808}")
    }

    @Test("the chart of a long call, to the character")
    func chart() throws {
        let chart = PayoffChart(
            prices: 90...110,
            curves: [.init(label: "at the end", isDotted: false) { max(0, $0 - 100) - 2 }],
            marks: [
                .init(price: 102, sign: "◆", label: "breakeven 102"), .init(price: 100, sign: "▲", label: "spot 100"),
            ])
        let lines = chart.text(width: 32, rows: 4).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 10)
        #expect(lines[0].hasPrefix("         8 │"))
        #expect(lines.contains { $0.hasPrefix("         0 ┼") } || lines.contains { $0.hasPrefix("        -2 │") })
        let (spot, zero) = (try #require(lines[4].firstIndex(of: "▲")), try #require(lines[4].firstIndex(of: "◆")))
        #expect(spot < zero)
        #expect(lines[5].contains("90") && lines[5].contains("110"))
        #expect(lines.allSatisfy { $0.count <= 32 })
        #expect(chart.text(width: 32, rows: 4) == chart.text(width: 32, rows: 4))
    }

    @Test("a flat curve and values that are not numbers do no harm")
    func degenerate() {
        let flat = PayoffChart(prices: 1...2, curves: [.init(label: "x", isDotted: false) { _ in 0 }], marks: [])
        #expect(flat.text(width: 40).contains("┼"))
        let broken = PayoffChart(
            prices: 1...2, curves: [.init(label: "x", isDotted: true) { $0 < 1.5 ? .nan : 1 }], marks: [])
        #expect(broken.text(width: 40).contains("x"))
    }
}
