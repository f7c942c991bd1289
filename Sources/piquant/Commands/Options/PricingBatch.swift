/// Reads a table of options, writes the same rows with columns of ours behind them, and keeps count of what could not
/// be read.
struct PricingBatch {
    /// Rows named one by one; the others are only counted.
    private static let namedFaults = 20

    let table: PricingTable
    private let out: String
    private var written = 0
    private var faults = 0

    /// - Throws: `UsageError` when a file is not named, `Failure` P201 when the table cannot be read.
    init(_ arguments: Arguments, verb: String) throws {
        guard let path = arguments.value("csv"), let out = arguments.value("out") else {
            throw UsageError("\(verb) needs --csv <file> and --out <file>")
        }
        guard path != out || path == "-" else {
            throw UsageError("--out is the file that --csv reads; writing it would lose what is read")
        }
        self.out = out
        table = try PricingTable(path: path)
    }

    static let options: [Option] = [
        Option("csv", .value("file"), "The table; plain, gzip or Zstandard; - is standard input"),
        Option("out", .value("file"), "Where the rows and our values go, as plain CSV; - is standard output"),
    ]

    /// Appends the columns' values to every row.
    ///
    /// - Parameters:
    ///   - columns: The inputs' names of our columns; ours have `piquant_` before them.
    ///   - values: The fields of one row, as many as there are columns.
    /// - Throws: `Failure` P209 when the output cannot be written.
    mutating func run(
        columns: [String], values: (PricingTable.Row) throws(PricingTable.Fault) -> [String]
    ) throws -> ExitCode {
        var text = String(table.header) + columns.map { ",piquant_\($0)" }.joined() + "\n"
        table.forEach { line, result in
            do throws(PricingTable.Fault) {
                let row = try result.get()
                text += row.text + (try values(row)).map { "," + $0 }.joined() + "\n"
                written += 1
                if written % 10_000 == 0 { Terminal.progress("\(written) rows") }
            } catch {
                faults += 1
                if faults <= Self.namedFaults { Terminal.note("piquant: line \(line): \(error.reason)") }
            }
        }
        Terminal.endProgress()
        try OutputFile.write(text, to: out)
        Terminal.note(
            "\(table.path): \(table.layout.rawValue) layout, \(written) rows written to \(out == "-" ? "standard output" : out)"
        )
        guard faults > 0 else { return .done }
        let unnamed = faults > Self.namedFaults ? ", the first \(Self.namedFaults) named above" : ""
        Terminal.note("piquant: \(faults) rows cannot be read and were left out\(unnamed).")
        return .incomplete
    }
}
