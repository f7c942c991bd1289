import MarketModel

extension DBNMetadata {
    /// Bytes of metadata a recording may have, enough for some hundred thousand symbols.
    private static let lengthLimit = 128_000_000

    /// Reads the metadata off the front of a content that starts with `DBN`.
    static func decode(_ window: inout ByteWindow) throws(TapeError) -> DBNMetadata {
        guard try window.require(8) else { throw .truncated(offset: window.offset + UInt64(window.available)) }
        let version = Int(window.storage[window.start + 3])
        guard (1...3).contains(version) else {
            throw .unrecognised(reason: "DBN version \(version); versions 1 to 3 are known")
        }
        var lengthField = DBNFields(window.storage[window.start + 4..<window.start + 8], at: window.offset + 4)
        let length = Int(try lengthField.number(UInt32.self))
        guard length >= 100, length <= lengthLimit else {
            throw .corrupt(offset: 4, reason: "\(length) bytes of metadata")
        }
        guard try window.require(8 + length) else {
            throw .truncated(offset: window.offset + UInt64(window.available))
        }
        let body = window.start + 8..<window.start + 8 + length
        var fields = DBNFields(window.storage[body], at: window.offset + 8)
        let metadata = try DBNMetadata(version: version, &fields)
        window.skip(8 + length)
        return metadata
    }

    private init(version: Int, _ fields: inout DBNFields) throws(TapeError) {
        self.version = version
        dataset = try fields.text(16)
        let schemaCode = try fields.number(UInt16.self)
        schema = Self.schemaName(schemaCode)
        start = Int64(exactly: try fields.number(UInt64.self)).map { Timestamp(nanoseconds: $0) }
        end = Int64(exactly: try fields.number(UInt64.self)).map { Timestamp(nanoseconds: $0) }
        _ = try fields.number(UInt64.self)  // the limit asked for
        if version == 1 { _ = try fields.number(UInt64.self) }  // a record count that was never filled
        try fields.skip(3)  // kinds of symbols in and out, and whether records carry a sending time
        let symbolLength = version == 1 ? 22 : Int(try fields.number(UInt16.self))
        guard (20...255).contains(symbolLength) else {
            throw .corrupt(offset: fields.offset, reason: "symbols of \(symbolLength) bytes")
        }
        try fields.skip(version == 1 ? 47 : 53)
        try fields.skip(Int(try fields.number(UInt32.self)))  // a schema definition, never used so far
        symbols = try fields.texts(symbolLength)
        partial = try fields.texts(symbolLength)
        notFound = try fields.texts(symbolLength)
        var mappings: [Mapping] = []
        for _ in 0..<(try fields.number(UInt32.self)) {
            let symbol = try fields.text(symbolLength)
            var intervals: [MappingInterval] = []
            for _ in 0..<(try fields.number(UInt32.self)) {
                let start = try fields.day()
                let end = try fields.day()
                intervals.append(MappingInterval(start: start, end: end, symbol: try fields.text(symbolLength)))
            }
            mappings.append(Mapping(symbol: symbol, intervals: intervals))
        }
        self.mappings = mappings
    }

    private static func schemaName(_ code: UInt16) -> String? {
        let names = [
            "mbo", "mbp-1", "mbp-10", "tbbo", "trades", "ohlcv-1s", "ohlcv-1m", "ohlcv-1h", "ohlcv-1d", "definition",
            "statistics", "status", "imbalance", "ohlcv-eod", "cmbp-1", "cbbo-1s", "cbbo-1m", "tcbbo", "bbo-1s",
            "bbo-1m",
        ]
        if code == .max { return nil }
        return Int(code) < names.count ? names[Int(code)] : "schema \(code)"
    }
}

/// The fields of DBN metadata, one after the other; every read stays inside.
struct DBNFields {
    private var bytes: ArraySlice<UInt8>
    /// Where the next field is in the content.
    private(set) var offset: UInt64

    init(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        self.bytes = bytes
        self.offset = offset
    }

    mutating func skip(_ count: Int) throws(TapeError) { _ = try take(count) }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type) throws(TapeError) -> Number {
        try take(MemoryLayout<Number>.size).reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    /// Text padded with zeros.
    mutating func text(_ length: Int) throws(TapeError) -> String {
        let at = offset
        guard let text = String(validating: try take(length).prefix { $0 != 0 }, as: UTF8.self) else {
            throw .corrupt(offset: at, reason: "text in the metadata is not UTF-8")
        }
        return text
    }

    mutating func texts(_ length: Int) throws(TapeError) -> [String] {
        var texts: [String] = []
        // The count is not trusted with memory: each text has to be there.
        for _ in 0..<(try number(UInt32.self)) { texts.append(try text(length)) }
        return texts
    }

    /// A day written as the number 20260131.
    mutating func day() throws(TapeError) -> TradingDay {
        let at = offset
        let number = Int(try number(UInt32.self))
        guard let day = TradingDay(year: number / 10_000, month: number / 100 % 100, day: number % 100) else {
            throw .corrupt(offset: at, reason: "\(number) is not a day")
        }
        return day
    }

    private mutating func take(_ count: Int) throws(TapeError) -> ArraySlice<UInt8> {
        guard count <= bytes.count else {
            throw .corrupt(offset: offset, reason: "the metadata is shorter than its own counts")
        }
        defer {
            bytes = bytes.dropFirst(count)
            offset += UInt64(count)
        }
        return bytes.prefix(count)
    }
}
