import MarketModel
import Options
import TestSupport
import Testing

/// A table of reference values of `shared/data/pricing`, by the names of its columns.
struct PricingOracle {
    struct Row {
        fileprivate let fields: [Substring]
        fileprivate let columns: [String: Int]

        subscript(_ column: String) -> Double? { Double(text(column)) }

        func text(_ column: String) -> Substring { columns[column].map { fields[$0] } ?? "" }

        /// The value of a column that every row has.
        func number(_ column: String) -> Double { self[column] ?? .nan }

        /// The inputs of an option on a stock or index, or on a future where the table holds futures prices.
        var inputs: PricingInputs {
            let right: OptionRight = text("type") == "C" ? .call : .put
            if let future = self["F"] {
                return .onFuture(
                    right, future: future, strike: number("K"), years: number("T_years"), rate: number("r"),
                    volatility: number("vol"))
            }
            return PricingInputs(
                right: right, underlying: number("S"), strike: number("K"), years: number("T_years"),
                rate: number("r"), dividendYield: number("q"), volatility: self["vol"] ?? 0)
        }
    }

    let rows: [Row]

    init(_ name: String) throws {
        let lines = try GzipText.read(RecordedData.path("pricing/\(name)")).split(separator: "\n")
        let header = try #require(lines.first).split(separator: ",", omittingEmptySubsequences: false)
        let columns = Dictionary(uniqueKeysWithValues: zip(header.map(String.init), header.indices))
        rows = lines.dropFirst().map {
            Row(fields: $0.split(separator: ",", omittingEmptySubsequences: false), columns: columns)
        }
    }
}

/// The worst of many deviations, with what it belongs to.
struct WorstCase: CustomStringConvertible {
    private(set) var value = 0.0
    private(set) var place = ""

    mutating func add(_ deviation: Double, _ place: @autoclosure () -> String) {
        guard deviation > value || deviation.isNaN else { return }
        (value, self.place) = (deviation.isNaN ? .infinity : deviation, place())
    }

    var description: String { "\(value) at \(place)" }
}
