import MarketModel
import Options
import Tape

/// Daily rows of a table in text, one a session, oldest first: what the volatility verbs read.
struct DailyHistory {
    /// Why a row is not used.
    enum Exclusion: String, CaseIterable {
        case noDate = "no date such as 2026-11-20"
        case notLater = "not later than the row before"
        case noValue = "no value"
        case notAPrice = "a value that is not a number above zero"
        case afterTheDate = "after --date"
    }

    /// One row: its day and the columns asked for, in their order.
    struct Row {
        let day: TradingDay
        let values: [Double]
    }

    let path: String
    private(set) var rows: [Row] = []
    /// Rows left out, by reason, in the order of `Exclusion`.
    private(set) var excluded: [(reason: Exclusion, count: Int)] = []

    /// Reads the columns whose first known name is in the header.
    ///
    /// - Parameters:
    ///   - columns: For each column, the names it may have.
    ///   - end: Rows after this day are left out.
    /// - Throws: `Failure` P201 when the file cannot be read, P204 when a column is not there.
    init(path: String, columns: [[String]], until end: TradingDay? = nil) throws {
        self.path = path
        let text: String
        do { text = try TextFile.read(path) } catch {
            throw Failure(code: "P201", message: "\(path): \(error). Nothing was worked out; check the path.")
        }
        let lines = text.split(whereSeparator: \.isNewline)
        let header = Self.fields(lines.first ?? "").map { $0.lowercased() }
        let places = try columns.map { names in
            guard let place = names.lazy.compactMap({ header.firstIndex(of: $0.lowercased()) }).first else {
                throw Self.missing(names, header: header, path: path)
            }
            return place
        }
        guard let date = header.firstIndex(of: "date") else { throw Self.missing(["date"], header: header, path: path) }
        var counts: [Exclusion: Int] = [:]
        for line in lines.dropFirst() {
            switch Self.row(Self.fields(line), date: date, places: places, after: rows.last?.day, until: end) {
            case .success(let row): rows.append(row)
            case .failure(let refusal): counts[refusal.reason, default: 0] += 1
            }
        }
        excluded = Exclusion.allCases.compactMap { reason in counts[reason].map { (reason, $0) } }
        if let end, rows.last?.day != end {
            throw Failure(
                code: "P205",
                message:
                    "\(path) has no usable row of \(end)\(rows.last.map { "; the nearest before is \($0.day)" } ?? "")."
                    + " Nothing was worked out; choose a session of the file.", exitCode: .usage)
        }
        guard !rows.isEmpty else {
            throw Failure(
                code: "P205", message: "\(path) has no usable row\(Self.list(excluded)). Nothing was worked out.")
        }
    }

    /// What was left out and why, apart from rows that were cut off on purpose; `nil` for nothing.
    var note: String? {
        let unwanted = excluded.filter { $0.reason != .afterTheDate }
        return unwanted.isEmpty ? nil : "rows left out\(Self.list(unwanted))"
    }

    private struct Refused: Error {
        let reason: Exclusion
    }

    private static func row(
        _ fields: [Substring], date: Int, places: [Int], after: TradingDay?, until end: TradingDay?
    ) -> Result<Row, Refused> {
        guard fields.indices.contains(date), let day = TradingDay(String(fields[date].prefix(10))) else {
            return .failure(Refused(reason: .noDate))
        }
        if let end, day > end { return .failure(Refused(reason: .afterTheDate)) }
        if let after, day <= after { return .failure(Refused(reason: .notLater)) }
        let texts = places.map { fields.indices.contains($0) ? fields[$0] : "" }
        if texts.contains(where: \.isEmpty) { return .failure(Refused(reason: .noValue)) }
        let values = texts.compactMap { Double($0) }.filter { $0 > 0 && $0.isFinite }
        guard values.count == texts.count else { return .failure(Refused(reason: .notAPrice)) }
        return .success(Row(day: day, values: values))
    }

    private static func fields(_ line: Substring) -> [Substring] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { field in
            var field = field.drop { $0 == " " || $0 == "\"" }
            while field.last == " " || field.last == "\"" { field.removeLast() }
            return field
        }
    }

    private static func list(_ excluded: [(reason: Exclusion, count: Int)]) -> String {
        excluded.isEmpty ? "" : ": " + excluded.map { "\($0.count) with \($0.reason.rawValue)" }.joined(separator: ", ")
    }

    private static func missing(_ names: [String], header: [String], path: String) -> Failure {
        Failure(
            code: "P204",
            message: "\(path) has no column \(names.joined(separator: " or ")); its header is "
                + "'\(header.joined(separator: ",").prefix(120))'. Nothing was worked out; name another with --column.",
            exitCode: .usage)
    }
}
