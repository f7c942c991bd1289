import MarketModel

/// The records of a DBN content, of any version and schema.
struct DBNDecoder: ~Copyable {
    private static let headerLength = 16

    let metadata: DBNMetadata
    private var window: ByteWindow
    private var symbols: DBNSymbols
    private let wanted: TapeReader.Rows
    private var record = 0

    /// Takes over a content that starts with `DBN`.
    init(_ content: consuming ByteWindow, wanted: TapeReader.Rows) throws(TapeError) {
        window = content
        metadata = try DBNMetadata.decode(&window)
        symbols = DBNSymbols(metadata)
        self.wanted = wanted
    }

    /// The next row; records that are none are counted in the ledger.
    mutating func next(_ ledger: inout TapeLedger) throws(TapeError) -> TapeRow? {
        while let length = try nextLength(&ledger) {
            record += 1
            let result = decode(window.storage.span.extracting(window.start..<window.start + length).bytes)
            window.skip(length)
            switch result {
            case .row(var row, let id):
                name(&row, id)
                ledger.count(row)
                return row
            case .mapping(let id, let name):
                symbols.map(id, to: name)
                ledger.exclude(.symbolMapping, row: record)
            case .excluded(let reason): ledger.exclude(reason, row: record)
            }
        }
        return nil
    }

    /// Makes the next record available whole; `nil` at the proper end.
    private mutating func nextLength(_ ledger: inout TapeLedger) throws(TapeError) -> Int? {
        do throws(TapeError) {
            guard try window.require(1) else { return nil }
            let length = Int(window.storage[window.start]) * 4
            guard length >= Self.headerLength else {
                throw TapeError.corrupt(offset: window.offset, reason: "a record of \(length) bytes")
            }
            guard try window.require(length) else {
                throw TapeError.truncated(offset: window.offset + UInt64(window.available))
            }
            return length
        } catch {
            if window.available > 0 { ledger.exclude(.cutOff, row: record + 1) }
            throw error
        }
    }

    private mutating func name(_ row: inout TapeRow, _ id: UInt32) {
        switch row {
        case .print(var print):
            print.instrument = symbols.name(of: id, at: print.time)
            row = .print(print)
        case .quote(var quote):
            quote.instrument = symbols.name(of: id, at: quote.time)
            row = .quote(quote)
        }
    }

    private enum Decoded {
        case row(TapeRow, id: UInt32)
        case mapping(UInt32, String)
        case excluded(TapeExclusion)
    }

    private func decode(_ bytes: RawSpan) -> Decoded {
        let rawKind = bytes.number(at: 1, UInt8.self)
        guard let kind = DBNRecordKind(rawValue: rawKind) else {
            let reason = DBNRecordKind.exclusion(rawKind)
            return reason == .symbolMapping ? mapping(bytes) : .excluded(reason)
        }
        guard bytes.byteCount >= kind.length else { return .excluded(.badRecordLength) }
        let action = bytes.number(at: kind.offsets.action, UInt8.self)
        if !kind.isSampled, action == UInt8(ascii: "T") { return print(bytes, kind) }
        return kind.hasQuote ? quote(bytes, kind) : .excluded(Self.exclusion(action))
    }

    private func print(_ bytes: RawSpan, _ kind: DBNRecordKind) -> Decoded {
        guard let time = bytes.time(at: 8) else { return .excluded(.badTime) }
        guard let price = bytes.price(at: kind.offsets.price) else { return .excluded(.badPrice) }
        let side: AggressorSide? =
            switch bytes.number(at: kind.offsets.side, UInt8.self) {
            case UInt8(ascii: "B"): .buy
            case UInt8(ascii: "A"): .sell
            case UInt8(ascii: "N"): .undefined
            default: nil
            }
        guard let side else { return .excluded(.badSide) }
        let print = RecordedPrint(
            time: time, sequence: bytes.sequence(kind), price: price, size: bytes.quantity(at: kind.offsets.size),
            bid: kind.hasQuote ? bytes.price(at: 48) : nil, ask: kind.hasQuote ? bytes.price(at: 56) : nil,
            side: side)
        return .row(.print(print), id: bytes.number(at: 4, UInt32.self))
    }

    private func quote(_ bytes: RawSpan, _ kind: DBNRecordKind) -> Decoded {
        guard wanted == .printsAndQuotes else { return .excluded(.quote) }
        // A sampled quote's own time is that of the last trade; its interval ends at the receiving time.
        guard let time = bytes.time(at: kind.isSampled ? 32 : 8) else { return .excluded(.badTime) }
        let quote = RecordedQuote(
            time: time, sequence: bytes.sequence(kind), bid: bytes.price(at: 48), ask: bytes.price(at: 56),
            bidSize: bytes.quantity(at: 64), askSize: bytes.quantity(at: 68))
        return .row(.quote(quote), id: bytes.number(at: 4, UInt32.self))
    }

    private func mapping(_ bytes: RawSpan) -> Decoded {
        // Version 1 has two texts of 22 bytes; later ones put a byte for the kind before each text of 71.
        let (start, length) = bytes.byteCount >= 176 ? (16 + 1 + 71 + 1, 71) : (16 + 22, 22)
        guard bytes.byteCount >= start + length, let name = bytes.text(at: start, length), !name.isEmpty else {
            return .excluded(.badRecordLength)
        }
        return .mapping(bytes.number(at: 4, UInt32.self), name)
    }

    /// What an action that is no trade is left out as.
    private static func exclusion(_ action: UInt8) -> TapeExclusion {
        switch action {
        case UInt8(ascii: "A"): .add
        case UInt8(ascii: "C"): .cancel
        case UInt8(ascii: "M"): .modify
        case UInt8(ascii: "F"): .fill
        case UInt8(ascii: "R"): .clear
        default: .otherAction
        }
    }
}

extension RawSpan {
    /// A little-endian number; the read is bounds-checked.
    @inline(__always)
    fileprivate func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int, _: Number.Type) -> Number {
        Number(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// A moment; `nil` for the mark that means "none" and beyond the range of the type.
    fileprivate func time(at offset: Int) -> Timestamp? {
        Int64(exactly: number(at: offset, UInt64.self)).map { Timestamp(nanoseconds: $0) }
    }

    /// A price in billionths; the highest number means "none".
    fileprivate func price(at offset: Int) -> Price? {
        let raw = number(at: offset, Int64.self)
        return raw == .max ? nil : Price(packed: raw)
    }

    fileprivate func quantity(at offset: Int) -> Quantity { Quantity(whole: Int(number(at: offset, UInt32.self))) }

    fileprivate func sequence(_ kind: DBNRecordKind) -> Int64 {
        kind.sequenceOffset.map { Int64(number(at: $0, UInt32.self)) } ?? 0
    }

    /// Text padded with zeros; `nil` when it is not UTF-8.
    fileprivate func text(at offset: Int, _ length: Int) -> String? {
        var bytes: [UInt8] = []
        for index in offset..<offset + length {
            let byte = number(at: index, UInt8.self)
            guard byte != 0 else { break }
            bytes.append(byte)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
