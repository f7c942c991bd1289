import MarketModel

extension FeedDecoder {
    /// Reads the elements of `data`: pairs of type and rows, or objects. `position` is after the opening bracket;
    /// it ends after the closing one, or at `end`.
    mutating func readData(
        _ padded: borrowing Span<UInt8>, _ position: inout Int, end: Int, channel: Int,
        into events: inout [MarketEvent]
    ) {
        let bytes = padded.extracting(first: end)
        while true {
            JSONText.skipSpace(bytes, &position)
            guard position < end else { return }
            switch bytes[position] {
            case UInt8(ascii: "]"):
                position += 1
                return
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "\""): readPair(padded, &position, end: end, channel: channel, into: &events)
            case UInt8(ascii: "{"): readFull(bytes, &position, channel: channel, into: &events)
            default:
                let start = position
                JSONText.skipToSeparator(bytes, &position)
                excludeAlone(.malformed, type: "", bytes, start..<position)
            }
        }
    }

    private mutating func readPair(
        _ padded: borrowing Span<UInt8>, _ position: inout Int, end: Int, channel: Int,
        into events: inout [MarketEvent]
    ) {
        let bytes = padded.extracting(first: end)
        let start = position
        guard let name = FeedTypeName.read(padded.bytes, bytes, &position) else {
            position = start
            JSONText.skipToSeparator(bytes, &position)
            return excludeAlone(position < end ? .malformed : .truncated, type: "", bytes, start..<position)
        }
        guard opensRows(bytes, &position) else {
            JSONText.skipToSeparator(bytes, &position)
            return excludeAlone(position < end ? .malformed : .truncated, type: name.text, bytes, start..<position)
        }
        guard let type = name.type, let place = placeOfExistingChannel(channel),
            channels[place].readers[Int(type.rawValue)] != nil
        else {
            position -= 1
            JSONText.skipToSeparator(bytes, &position)
            return excludeAlone(
                name.type == nil ? .unknownType : .unknownFields, type: name.text, bytes, start..<position)
        }
        readRows(padded, &position, end: end, place: place, type: type, into: &events)
    }

    /// Takes the comma and the bracket between a type name and its rows.
    private func opensRows(_ bytes: borrowing Span<UInt8>, _ position: inout Int) -> Bool {
        do {
            guard try JSONText.take(UInt8(ascii: ","), bytes, &position) else { return false }
            return try JSONText.take(UInt8(ascii: "["), bytes, &position)
        } catch {
            return false
        }
    }

    /// Reads rows up to and with the bracket that closes them.
    private mutating func readRows(
        _ padded: borrowing Span<UInt8>, _ position: inout Int, end: Int, place: Int, type: MarketEventType,
        into events: inout [MarketEvent]
    ) {
        let bytes = padded.extracting(first: end)
        let raw = padded.bytes
        JSONText.skipSpace(bytes, &position)
        if position < end, bytes[position] == UInt8(ascii: "]") {
            position += 1
            return
        }
        guard var reader = channels[place].readers[Int(type.rawValue)].take() else { return }
        defer { channels[place].readers[Int(type.rawValue)] = reader }
        var rows = 0
        var used = 0
        defer {
            ledger.received += rows
            ledger.used += used
        }
        while true {
            let start = position
            rows &+= 1
            let rowEnd = reader.readFast(raw, start, &cache)
            var excluded: RowExclusion?
            if rowEnd >= 0, raw.byte(rowEnd) == 0x2C || raw.byte(rowEnd) == 0x5D {
                position = rowEnd
                excluded = reader.append(to: &events)
            } else {
                excluded = reader.readSlow(bytes, &position, cache, &ledger)
                if excluded == nil { excluded = reader.append(to: &events) }
            }
            if let excluded {
                exclude(excluded, type: type.feedName, bytes, start..<position)
            } else {
                used &+= 1
            }
            guard position < end else { return }
            position &+= 1
            if raw.byte(position &- 1) == 0x5D { return }
        }
    }

    /// Counts a row that was met outside of known rows and not used.
    mutating func excludeAlone(
        _ reason: RowExclusion, type: String, _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) {
        ledger.received += 1
        exclude(reason, type: type, bytes, range)
    }

    mutating func exclude(
        _ reason: RowExclusion, type: String, _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) {
        let kept = range.lowerBound..<min(range.upperBound, range.lowerBound + FeedLedger.keptBytes)
        let text = bytes.extracting(kept).withUnsafeBufferPointer { Array($0) }
        ledger.exclude(ExcludedRow(reason: reason, type: type, bytes: text))
    }
}
