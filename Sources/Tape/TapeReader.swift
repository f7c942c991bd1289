/// Reads a recording of trades row by row, in file order and bounded memory.
///
/// The format is recognised by content, never by name: a time-and-sales table (CSV) or DBN of version 1 to 3, either
/// of them plain, in gzip or in Zstandard.
///
/// ```swift
/// let tape = try TapeReader(path: "esh4.timesales.csv.gz")
/// while let row = try tape.next() {
///     if case .print(let print) = row { total += print.size }
/// }
/// ```
public final class TapeReader {
    /// Which rows are delivered; the others are counted in the ledger.
    public enum Rows: Sendable {
        /// Trades only; quotes are counted as excluded.
        case prints
        /// Trades, and quotes where the recording has them.
        case printsAndQuotes
    }

    /// What the recording is.
    public enum Format: Equatable, Sendable {
        /// A table in text.
        case csv
        /// Databento's binary encoding.
        case dbn(DBNMetadata)
    }

    /// What the recording is.
    public let format: Format
    /// What became of the rows so far.
    public private(set) var ledger = TapeLedger()
    private var csv: CSVDecoder?
    private var dbn: DBNDecoder?
    private var isDone = false

    /// Opens a file, or standard input for `-`, and recognises what it holds.
    ///
    /// - Throws: `TapeError`; `.unrecognised` when the content is neither a table nor DBN.
    public convenience init(path: String, rows: Rows = .prints) throws(TapeError) {
        try self.init(DescriptorSource(path: path), rows: rows)
    }

    /// Recognises what these bytes hold.
    public convenience init(bytes: [UInt8], rows: Rows = .prints) throws(TapeError) {
        try self.init(MemorySource(bytes), rows: rows)
    }

    private init(_ source: any ByteSource, rows: Rows) throws(TapeError) {
        var window = ByteWindow(try Decompression.opened(source))
        guard try window.require(1) else { throw .unrecognised(reason: "it is empty") }
        _ = try window.require(3)
        if Array(window.storage[window.start..<min(window.start + 3, window.end)]) == Array("DBN".utf8) {
            let decoder = try DBNDecoder(window, wanted: rows)
            format = .dbn(decoder.metadata)
            dbn = consume decoder
        } else {
            format = .csv
            csv = try CSVDecoder(window)
        }
    }

    /// The next row that is wanted; `nil` at the end and for good after an error.
    ///
    /// - Throws: `TapeError` where the content breaks off or is damaged beyond one row. All rows before have been
    ///   delivered; a damaged row alone is only counted in `ledger`.
    public func next() throws(TapeError) -> TapeRow? {
        guard !isDone else { return nil }
        do {
            let row = dbn != nil ? try dbn?.next(&ledger) : try csv?.next(&ledger)
            isDone = row == nil
            return row
        } catch {
            isDone = true
            throw error
        }
    }

    /// All prints from here to the end, for recordings that fit into memory.
    public func remainingPrints() throws(TapeError) -> [RecordedPrint] {
        var prints: [RecordedPrint] = []
        while let row = try next() {
            if case .print(let print) = row { prints.append(print) }
        }
        return prints
    }
}
