import JSON
import MarketModel

extension RowReader {
    /// Reads the row at `position` in any spelling and leaves `position` at the comma or bracket after it, or at the
    /// end of the bytes.
    ///
    /// - Returns: Why the row cannot be used; `nil` when `values` holds it.
    @inline(never)
    mutating func readSlow(
        _ bytes: borrowing Span<UInt8>, _ position: inout Int, _ cache: NameCache, _ ledger: inout FeedLedger
    ) -> RowExclusion? {
        forgetRuns()
        var reader = SlowValue(type: program.type)
        defer {
            ledger.roundedNumbers += reader.rounded
            ledger.unknownWords += reader.unknownWords
        }
        var fault: RowExclusion?
        for (index, step) in program.steps.enumerated() {
            JSONText.skipSpace(bytes, &position)
            guard position < bytes.count else { return .truncated }
            if bytes[position] == UInt8(ascii: "]") { return .incompleteRow }
            let found = value(of: step, bytes, &position, cache, &reader)
            if fault == nil { fault = found }
            // To the comma or bracket: what stands before it makes the value malformed.
            JSONText.skipSpace(bytes, &position)
            if position < bytes.count, bytes[position] != 0x2C, bytes[position] != UInt8(ascii: "]") {
                fault = fault ?? .malformed
                JSONText.skipToSeparator(bytes, &position)
            }
            guard position < bytes.count else { return .truncated }
            if index < program.steps.count - 1 {
                if bytes[position] == UInt8(ascii: "]") { return .incompleteRow }
                position += 1
            }
        }
        return fault
    }

    private mutating func value(
        of step: FieldProgram.Step, _ bytes: borrowing Span<UInt8>, _ position: inout Int, _ cache: NameCache,
        _ reader: inout SlowValue
    ) -> RowExclusion? {
        let start = position
        do {
            switch try reader.read(step.kind, bytes, &position, cache) {
            case .value(let raw): set(step, raw)
            case .unset: unset(step)
            case .excluded(let reason): return reason
            }
            return nil
        } catch {
            if error.reason == .truncated {
                position = bytes.count
                return .truncated
            }
            position = start
            JSONText.skipToSeparator(bytes, &position)
            return .malformed
        }
    }
}

extension JSONText {
    /// Moves to the next comma or closing bracket of the array around `position`, whatever stands between; to the
    /// end of the bytes when there is none.
    static func skipToSeparator(_ bytes: borrowing Span<UInt8>, _ position: inout Int) {
        var depth = 0
        var inText = false
        while position < bytes.count {
            let byte = bytes[position]
            if inText {
                if byte == UInt8(ascii: "\\") { position += 1 }
                if byte == UInt8(ascii: "\"") { inText = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): inText = true
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]") where depth == 0: return
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
                case UInt8(ascii: ",") where depth == 0: return
                default: break
                }
            }
            position += 1
        }
        position = bytes.count
    }
}
