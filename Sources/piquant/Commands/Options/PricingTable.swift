import MarketModel
import Options
import Tape

/// A table of options in one of the layouts of `PricingLayout`, row by row.
struct PricingTable {
    /// A row that can be read.
    struct Row {
        let text: Substring
        let inputs: PricingInputs
        /// The price whose volatility is asked for; `nil` where there is none or it is no number.
        let price: Double?
        /// Whether the underlying is a future.
        let isOnFuture: Bool
        /// Whether it may be exercised early.
        let isAmerican: Bool
    }

    /// Why a row cannot be read.
    struct Fault: Error {
        let reason: String
    }

    let path: String
    let layout: PricingLayout
    let header: Substring
    private let lines: ArraySlice<Substring>
    private let columns: [String: Int]
    private let width: Int

    /// Whether there is a price to find a volatility for.
    var hasPrices: Bool { columns["price"] != nil }

    /// Reads the file whole and recognises its layout.
    ///
    /// - Throws: `Failure` P201 when it cannot be read or is no known layout.
    init(path: String) throws {
        self.path = path
        let text: String
        do { text = try TextFile.read(path) } catch {
            throw Failure(code: "P201", message: "\(path): \(error). Nothing was written; check the path.")
        }
        // A mark that some programs put before the text is no part of the first name.
        let start =
            text.unicodeScalars.first == "\u{FEFF}"
            ? text.unicodeScalars.index(after: text.startIndex) : text.startIndex
        let lines = text[start...].split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        header = lines.first ?? ""
        let names = header.split(separator: ",", omittingEmptySubsequences: false)
        guard let layout = PricingLayout(header: names) else {
            throw Failure(
                code: "P201",
                message: "\(path) has none of the known headers (\(PricingLayout.list)). Nothing was written; name the "
                    + "columns like one of them.")
        }
        self.layout = layout
        self.lines = lines.dropFirst()
        width = names.count
        columns = Dictionary(zip(names.map(String.init), names.indices), uniquingKeysWith: { first, _ in first })
    }

    /// Hands over every row that is not empty, in the file's order, with its line number; the header is line 1.
    func forEach(_ body: (Int, Result<Row, Fault>) -> Void) {
        for (index, line) in lines.enumerated() where !line.isEmpty {
            body(index + 2, Result { () throws(Fault) in try row(line) })
        }
    }

    private func row(_ line: Substring) throws(Fault) -> Row {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == width else {
            throw Fault(reason: "\(fields.count) fields where the header has \(width)")
        }
        let right: OptionRight
        switch text("type", fields) {
        case "C", "c", "call": right = .call
        case "P", "p", "put": right = .put
        default: throw Fault(reason: "type '\(text("type", fields))' is neither C nor P")
        }
        let isOnFuture = layout == .black76 || text("underlying", fields) == "future"
        let rate = try number("r", fields)
        let inputs = PricingInputs(
            right: right,
            underlying: try number(layout == .black76 ? "F" : "S", fields, above: 0),
            strike: try number("K", fields, above: 0),
            years: try number("T_years", fields, from: 0),
            rate: rate,
            dividendYield: layout == .black76 ? rate : try number("q", fields),
            volatility: layout == .impliedVolatility ? 0 : try number("vol", fields, from: 0))
        return Row(
            text: line, inputs: inputs, price: Double(text("price", fields)).flatMap { $0.isFinite ? $0 : nil },
            isOnFuture: isOnFuture, isAmerican: layout == .american)
    }

    private func text(_ column: String, _ fields: [Substring]) -> Substring { columns[column].map { fields[$0] } ?? "" }

    private func number(
        _ column: String, _ fields: [Substring], above bound: Double? = nil, from least: Double? = nil
    ) throws(Fault) -> Double {
        let text = text(column, fields)
        guard let value = Double(text), value.isFinite else { throw Fault(reason: "\(column) '\(text)' is no number") }
        if let bound, value <= bound { throw Fault(reason: "\(column) \(text) is not above \(Int(bound))") }
        if let least, value < least { throw Fault(reason: "\(column) \(text) is below \(Int(least))") }
        return value
    }
}
