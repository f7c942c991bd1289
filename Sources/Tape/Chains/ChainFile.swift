import MarketModel

/// One file of a recorded chain, recognised by its content.
struct ChainFile {
    private enum Content {
        case archive(ZipArchive)
        case table(ChainTable, [UInt8])
        case universe(ChainUniverse, [UInt8])
    }

    private let path: String
    private let place: LeanPath?
    private let content: Content

    init(path: String) throws(TapeError) {
        self.path = path
        place = LeanPath(path)
        let bytes = try ByteContent.whole(
            Decompression.opened(DescriptorSource(path: path)), limit: ZipArchive.sizeLimit)
        if bytes.starts(with: [0x50, 0x4B]) {
            content = .archive(try ZipArchive(bytes: bytes))
            return
        }
        let header = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let line = header.hasSuffix("\r") ? header.dropLast() : header[...]
        if let table = ChainTable(header: line) {
            content = .table(table, bytes)
        } else if let universe = Self.universe(line, path, place) {
            content = .universe(universe, bytes)
        } else {
            throw .unrecognised(
                reason: "\(path) is neither an archive of option bars, nor a universe, nor an end-of-day table")
        }
    }

    var hasQuotes: Bool {
        if case .universe = content { return false }
        return true
    }

    var interval: ChainRecording.Interval {
        guard case .archive(let archive) = content else { return .daily }
        guard let entry = archive.entries.first, let name = LeanName(entry.name) else { return .minute }
        switch resolution(name, (try? archive.content(of: entry)) ?? []) {
        case .minute: return .minute
        case .hour: return .hour
        case .daily: return .daily
        }
    }

    func read(_ ledger: inout ChainLedger, _ body: (ChainRow) -> Void) throws(TapeError) {
        switch content {
        case .archive(let archive): try read(archive, &ledger, body)
        case .table(let table, let bytes): Self.lines(bytes) { table.read($0, &ledger, body) }
        case .universe(let universe, let bytes): Self.lines(bytes) { universe.read($0, &ledger, body) }
        }
    }

    private func read(
        _ archive: ZipArchive, _ ledger: inout ChainLedger, _ body: (ChainRow) -> Void
    ) throws(TapeError) {
        for entry in archive.entries {
            guard let name = LeanName(entry.name) else {
                ledger.exclude(.badContract)
                continue
            }
            let bytes = try archive.content(of: entry)
            let clock = LeanClock(market: market(name), resolution: resolution(name, bytes), day: name.day)
            LeanRows(name: name, clock: clock, futureMonth: place?.futureMonth).read(bytes, &ledger, body)
        }
    }

    /// The folder's market; outside of LEAN's folders European options are taken for those on indices.
    private func market(_ name: LeanName) -> LeanMarket {
        place?.market ?? (name.option.map { $0.isAmerican ? .option : .indexOption } ?? .equity)
    }

    private func resolution(_ name: LeanName, _ bytes: [UInt8]) -> LeanClock.Resolution {
        if name.day != nil { return .minute }
        if place?.resolution == "hour" { return .hour }
        if place?.resolution == "daily" { return .daily }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        return lines.allSatisfy { $0.dropFirst(9).starts(with: Array("00:00".utf8)) } ? .daily : .hour
    }

    private static func universe(_ header: Substring, _ path: String, _ place: LeanPath?) -> ChainUniverse? {
        guard let place, let market = place.market.chainMarket else { return nil }
        let name = path.split(separator: "/").last ?? ""
        guard let day = LeanName.day(name.prefix { $0 != "." }) else { return nil }
        return ChainUniverse(
            header: header, market: market, root: place.symbol.uppercased(), futureMonth: place.futureMonth, day: day)
    }

    /// Every line after the first, without line ends.
    private static func lines(_ bytes: [UInt8], _ body: (Substring) -> Void) {
        let text = String(decoding: bytes, as: UTF8.self)
        var isHeader = true
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropLast(
            text.last?.isNewline == true ? 1 : 0)
        {
            if isHeader { isHeader = false } else { body(line) }
        }
    }
}
