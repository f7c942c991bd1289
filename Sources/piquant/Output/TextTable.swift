/// A table of text in columns, numbers to the right.
struct TextTable {
    enum Alignment {
        case left, right
    }

    private let header: [String]
    private let alignment: [Alignment]
    private var rows: [[String]] = []

    /// - Parameter alignment: By column; the first to the left and the others to the right when not given.
    init(_ header: [String], alignment: [Alignment]? = nil) {
        self.header = header
        self.alignment = alignment ?? header.indices.map { $0 == 0 ? .left : .right }
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The lines, the header first.
    var text: String {
        let widths = header.indices.map { column in
            max(header[column].count, rows.map { $0[column].count }.max() ?? 0)
        }
        return ([header] + rows).map { row in
            var line = row.indices.map { column -> String in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return alignment[column] == .left ? row[column] + space : space + row[column]
            }.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
