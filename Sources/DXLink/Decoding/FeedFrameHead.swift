import JSON

/// The start and the end of `FEED_DATA` frames, around the data.
enum FeedFrameHead {
    private static let opening = Array(#"{"type":"FEED_DATA","channel":"#.utf8)
    private static let data = Array(#","data":["#.utf8)

    /// The channel of a frame in the usual spelling and the position after the bracket that opens its data;
    /// `nil` for any other frame.
    static func usual(_ bytes: RawSpan) -> (channel: Int, data: Int)? {
        guard begins(bytes, 0, opening) else { return nil }
        var channel: Int64 = 0
        let end = FastValue.integer(bytes, opening.count, &channel)
        guard end >= 0, begins(bytes, end, data) else { return nil }
        return (Int(channel), end + data.count)
    }

    private static func begins(_ bytes: RawSpan, _ start: Int, _ text: [UInt8]) -> Bool {
        guard start + text.count <= bytes.byteCount else { return false }
        for offset in text.indices where bytes.byte(start + offset) != text[offset] { return false }
        return true
    }

    /// Whether what follows the data is nothing but further members and the closing brace.
    static func endsWell(_ bytes: borrowing Span<UInt8>, _ position: inout Int) -> Bool {
        do {
            while try !JSONText.take(UInt8(ascii: "}"), bytes, &position) {
                try JSONText.expect(UInt8(ascii: ","), bytes, &position)
                JSONText.skipSpace(bytes, &position)
                _ = try JSONText.stringRange(bytes, &position)
                try JSONText.expect(UInt8(ascii: ":"), bytes, &position)
                try JSONText.skipValue(bytes, &position)
            }
            JSONText.skipSpace(bytes, &position)
            return position == bytes.count
        } catch {
            return false
        }
    }
}
