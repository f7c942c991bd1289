import DXLink
import JSON
import MarketModel

/// Joins rows into FEED_DATA frames of bounded size.
struct FrameBuilder {
    private let prefix: [UInt8]
    private let rowsPerFrame: Int
    private let framing: FeedBehavior.Framing
    private var frames: [[UInt8]] = []
    private var bytes: [UInt8] = []
    private var rows = 0
    private var type: MarketEventType?
    private var isFull = false
    private var isPairOpen = false

    init(channel: Int, behavior: FeedBehavior) {
        prefix = Array("{\"type\":\"FEED_DATA\",\"channel\":\(channel),\"data\":[".utf8)
        rowsPerFrame = max(1, behavior.rowsPerFrame)
        framing = behavior.framing
    }

    /// Begins the rows of a type.
    mutating func begin(_ type: MarketEventType, _ format: FeedDataFormat) {
        self.type = type
        isFull = format == .full
    }

    /// Adds neighbouring rows, over as many frames as they need.
    mutating func append(_ source: FeedBatch.Rows, _ range: Range<Int>) {
        var next = range.lowerBound
        while next < range.upperBound {
            if rows >= rowsPerFrame { endFrame() }
            let end = min(range.upperBound, next + rowsPerFrame - rows)
            append(source.text(next..<end))
            rows += end - next
            next = end
        }
    }

    private mutating func append(_ text: ArraySlice<UInt8>) {
        if bytes.isEmpty {
            bytes.reserveCapacity(prefix.count + text.count + 32)
            bytes.append(contentsOf: prefix)
        }
        if isFull {
            separate()
        } else if isPairOpen {
            bytes.append(UInt8(ascii: ","))
        } else {
            separate()
            JSONText.append(string: type?.feedName ?? "", to: &bytes)
            JSONText.append(raw: ",[", to: &bytes)
            isPairOpen = true
        }
        bytes.append(contentsOf: text)
    }

    /// Ends the rows of a type.
    mutating func endPair() {
        closePair()
        // FULL rows of several types may share an array either way; one pair a frame keeps types apart.
        if framing == .onePair { endFrame() }
    }

    /// All frames.
    mutating func finish() -> [[UInt8]] {
        endFrame()
        return frames
    }

    private mutating func separate() {
        if let last = bytes.last, last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func closePair() {
        guard isPairOpen else { return }
        bytes.append(UInt8(ascii: "]"))
        isPairOpen = false
    }

    private mutating func endFrame() {
        closePair()
        guard !bytes.isEmpty else { return }
        JSONText.append(raw: "]}", to: &bytes)
        frames.append(bytes)
        bytes = []
        rows = 0
    }
}
