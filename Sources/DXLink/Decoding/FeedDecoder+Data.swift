import JSON
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
        JSONText.skipSpace(padded, &position)
        if position < end, padded[position] == UInt8(ascii: "]") {
            position += 1
            return
        }
        // Read in place: neither the reader nor the array is copied.
        var isOpen = true
        while isOpen {
            events.append(addingCapacity: Self.rowsAtOnce) { space in
                isOpen =
                    channels[place].readers[Int(type.rawValue)]?
                    .readRows(padded, &position, end: end, &cache, &ledger, into: &space) ?? false
            }
        }
    }

    /// How many rows are read between looks at the capacity of the array they go to.
    private static let rowsAtOnce = 64

    /// Counts a row that was met outside of known rows and not used.
    mutating func excludeAlone(
        _ reason: RowExclusion, type: String, _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) {
        ledger.received += 1
        ledger.exclude(reason, type: type, bytes, range)
    }
}
