import MarketModel
import TestSupport

/// A recorded table of daily figures, its columns by name.
struct DailyTable {
    let names: [String]
    let rows: [[Substring]]

    /// Reads a file under the recorded data's `daily` folder.
    init(_ name: String) throws {
        let path = try RecordedData.path("daily/\(name)")
        let lines = try GzipText.read(path).split(whereSeparator: \.isNewline)
        names = lines.first.map { $0.split(separator: ",").map(String.init) } ?? []
        rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// A column's numbers, `nil` where a row has none.
    func numbers(_ name: String) -> [Double?] {
        guard let column = names.firstIndex(of: name) else { return [] }
        return rows.map { $0.indices.contains(column) ? Double($0[column]) : nil }
    }
}
