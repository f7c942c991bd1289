// Reads bytes as JSON; what can be read is written and read again, and must be the same. Skipping it must end where
// reading it ends.
import JSON

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSONReader(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    guard let value = try? JSONReader.read(input) else { return 0 }
    var written: [UInt8] = []
    JSONText.append(value, to: &written)
    precondition((try? JSONReader.read(written)) == value, "what was written reads back")
    precondition(endOfSkipping(input.span) == input.count, "skipping ends where reading does")
    if let message = try? DXLinkMessage(value) {
        let again = try? DXLinkMessage(JSONReader.read(message.bytes))
        precondition(again != nil, "a message that was read can be written and read")
    }
    return 0
}

private func endOfSkipping(_ bytes: borrowing Span<UInt8>) -> Int {
    var position = 0
    guard (try? JSONText.skipValue(bytes, &position)) != nil else { return -1 }
    JSONText.skipSpace(bytes, &position)
    return position
}
