/// A recorded option chain: quotes, trades and open interest of its contracts and prices of the underlying.
///
/// Reads LEAN's archives (zip) of minute, hour and daily bars with what lies beside them (trades, open interest, the
/// underlying's minute bars), LEAN's daily universes, and end-of-day tables (CSV), the latter two plain or compressed.
/// A folder means all the archives of quotes, or else all the universes, in it.
///
/// ```swift
/// let recording = try ChainRecording(path: "indexoption/usa/minute/spxw/20210104_quote_european.zip")
/// let ledger = try recording.read { row in rows.append(row) }
/// ```
public struct ChainRecording: Sendable {
    /// How often the recording shows a contract's price.
    public enum Interval: String, Sendable, CaseIterable {
        case minute, hour
        /// Once a day, at the close.
        case daily
    }

    /// The files that are read, in order.
    public let files: [String]
    /// How often a contract's price is shown.
    public let interval: Interval
    /// Whether there are bids and asks: universes have none.
    public let hasQuotes: Bool

    /// Finds the files; their content is read by `read`.
    ///
    /// - Throws: `TapeError`; `.unrecognised` when the content is none of the layouts.
    public init(path: String) throws(TapeError) {
        let main: [String]
        if let names = FolderListing.names(in: path) {
            let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
            let archives = names.filter { $0.contains("_quote_") && $0.hasSuffix(".zip") }
            main = (archives.isEmpty ? names.filter { $0.contains(".csv") } : archives).map { "\(folder)/\($0)" }
            guard !main.isEmpty else {
                throw .unrecognised(reason: "the folder has neither archives of option quotes nor tables")
            }
        } else {
            main = [path]
        }
        let first = try ChainFile(path: main[0])
        interval = first.interval
        hasQuotes = first.hasQuotes
        files = main.flatMap { [$0] + Self.companions(of: $0) }.uniqued
    }

    /// Delivers every row, file by file and contract by contract: within a contract in order of time, across contracts
    /// not.
    ///
    /// - Throws: `TapeError` where a file cannot be read on. Damaged rows alone are only counted.
    /// - Returns: What became of the rows.
    @discardableResult
    public func read(_ body: (ChainRow) -> Void) throws(TapeError) -> ChainLedger {
        var ledger = ChainLedger()
        for file in files { try ChainFile(path: file).read(&ledger, body) }
        return ledger
    }

    /// The archives that belong to one of quotes: trades, open interest and the underlying's bars.
    private static func companions(of path: String) -> [String] {
        guard let slash = path.lastIndex(of: "/") else { return [] }
        let folder = path[..<slash]
        let name = path[path.index(after: slash)...]
        guard let kind = name.range(of: "_quote_") else { return [] }
        var found: [String] = []
        for other in ["_trade_", "_openinterest_"] {
            let beside = "\(folder)/\(name[..<kind.lowerBound])\(other)\(name[kind.upperBound...])"
            if let file = [beside, beside + ".zip"].first(where: FolderListing.isReadable) { found.append(file) }
        }
        guard let place = LeanPath(path), let underlying = place.underlyingFolder else { return found }
        // Minute archives are named by their day, those of hours and days by symbol and year.
        let day = name.prefix(8)
        let year = name[..<kind.lowerBound].suffix(4)
        let wanted = LeanName.day(day) != nil ? String(day) : String(year)
        let bars = FolderListing.names(in: underlying) ?? []
        found += bars.filter { $0.hasPrefix(wanted) && $0.hasSuffix("_trade.zip") }.map { "\(underlying)/\($0)" }
        return found
    }
}

extension Substring {
    /// Where a text first occurs.
    fileprivate func range(of text: String) -> Range<Substring.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}

extension [String] {
    /// Every text once, in the order of first sight.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
