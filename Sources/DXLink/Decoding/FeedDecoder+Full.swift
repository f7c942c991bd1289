import JSON
import MarketModel

extension FeedDecoder {
    /// Reads one event as an object, `position` at its brace; its keys may stand in any order.
    mutating func readFull(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, channel: Int, into events: inout [MarketEvent]
    ) {
        let start = position
        ledger.received += 1
        var typeName = ""
        var excluded: RowExclusion?
        do {
            var scan = start
            typeName = try Self.eventType(bytes, &scan) ?? ""
            if let type = MarketEventType(feedName: typeName) {
                let place = placeOfChannel(channel)
                var reader =
                    channels[place].fullReaders[Int(type.rawValue)].take()
                    ?? RowReader(FieldProgram(type: type, fields: type.feedFields.map(\.feedName)))
                excluded = try reader.readObject(bytes, &position, cache, &ledger)
                if excluded == nil {
                    events.append(addingCapacity: 1) { excluded = reader.append(to: &$0) }
                }
                channels[place].fullReaders[Int(type.rawValue)] = reader
            } else {
                position = scan
                excluded = .unknownType
            }
        } catch {
            excluded = error.reason == .truncated ? .truncated : .malformed
            position = start
            JSONText.skipToSeparator(bytes, &position)
        }
        if let excluded {
            ledger.exclude(excluded, type: typeName, bytes, start..<position)
        } else {
            ledger.used += 1
        }
    }

    /// The event type of an object; `position` moves past the object.
    private static func eventType(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int
    ) throws(JSONFault) -> String? {
        var found: String?
        try JSONText.forEachMember(bytes, &position) { (key, bytes, position) throws(JSONFault) in
            if key == "eventType", position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                found = try JSONText.string(bytes, &position)
            } else {
                try JSONText.skipValue(bytes, &position)
            }
        }
        return found
    }
}

extension RowReader {
    /// Reads one object into `values`; fields it leaves out are unset.
    ///
    /// - Returns: Why the row cannot be used.
    mutating func readObject(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, _ cache: NameCache, _ ledger: inout FeedLedger
    ) throws(JSONFault) -> RowExclusion? {
        unsetAll()
        var values = SlowValue(type: program.type)
        var excluded: RowExclusion?
        try JSONText.forEachMember(bytes, &position) { (key, bytes, position) throws(JSONFault) in
            let step = self.step(of: key)
            switch try values.read(step.kind, bytes, &position, cache) {
            case .value(let raw): self.set(step, raw)
            case .unset: self.unset(step)
            case .excluded(let reason): excluded = excluded ?? reason
            }
        }
        ledger.roundedNumbers += values.rounded
        ledger.unknownWords += values.unknownWords
        return excluded
    }

    private func step(of key: String) -> FieldProgram.Step {
        guard let field = EventField(feedName: key) else {
            return FieldProgram.Step(kind: .unknown, slot: FieldProgram.unknownSlot)
        }
        return program.steps.first { $0.slot == field.rawValue }
            ?? FieldProgram.Step(kind: .unknown, slot: FieldProgram.unknownSlot)
    }
}

extension JSONText {
    /// Goes through the members of an object; `body` takes the value at `position`, which is after space.
    static func forEachMember(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int,
        _ body: (String, borrowing Span<UInt8>, inout Int) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try expect(UInt8(ascii: "{"), bytes, &position)
        if try take(UInt8(ascii: "}"), bytes, &position) { return }
        while true {
            skipSpace(bytes, &position)
            let key = try string(bytes, &position)
            try expect(UInt8(ascii: ":"), bytes, &position)
            skipSpace(bytes, &position)
            try body(key, bytes, &position)
            if try take(UInt8(ascii: "}"), bytes, &position) { return }
            try expect(UInt8(ascii: ","), bytes, &position)
        }
    }
}
