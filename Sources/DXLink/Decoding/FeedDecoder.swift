public import MarketModel

/// Reads the frames of a DXLink connection: market data into events, everything else into messages.
///
/// Rows are decoded by the *latest* field order the server said for their channel and type, or by the one asked for
/// when it said none; compact arrays and full objects are told apart by their shape. Nothing from outside traps, no
/// row takes its neighbours with it, and `ledger` accounts for every row. Once its symbols are known the decoder
/// allocates nothing for rows in the usual spelling. One owner: it is not for several threads at once.
public struct FeedDecoder: Sendable {
    /// What a frame was.
    package enum Outcome: Equatable, Sendable {
        /// Market data of this channel; its events were appended.
        case data(channel: Int)
        /// A message of the protocol.
        case message(DXLinkMessage)
        /// Not readable, or only up to some row.
        case fault(FrameFault)
    }

    /// What became of every row so far.
    public internal(set) var ledger = FeedLedger()
    /// The most bytes of one frame.
    public let maximumFrameBytes: Int

    var cache: NameCache
    var channels: [FeedChannel] = []
    private var padded: [UInt8] = []
    /// Zeros after the frame: whatever reads words at a time stops in them.
    static let padding = 64

    /// Creates a decoder that gives events the ids of `names`.
    public init(names: NameTable, maximumFrameBytes: Int = 4 << 20) {
        cache = NameCache(names: names)
        self.maximumFrameBytes = maximumFrameBytes
    }

    /// Reads a frame of market data outside of a session: from a file, or in a measurement.
    ///
    /// - Parameters:
    ///   - frame: One JSON text.
    ///   - events: Takes the events, oldest first, after what it holds.
    /// - Returns: The channel of the data; `nil` when the frame holds none that can be read.
    @discardableResult
    public mutating func readData(_ frame: [UInt8], into events: inout [MarketEvent]) -> Int? {
        guard case .data(let channel) = decode(frame.span, into: &events) else { return nil }
        return channel
    }

    /// Says the order of fields in compact rows of a channel, where no `FEED_CONFIG` says it.
    ///
    /// - Parameter fields: Names of fields by type; those that Piquant does not know are read and ignored.
    public mutating func expect(_ fields: [MarketEventType: [String]], channel: Int) {
        request(
            MarketEventType.allCases.compactMap { type in
                fields[type].map { EventFields(type: type.feedName, fields: $0) }
            }, channel: channel)
    }

    /// Says which fields were asked for on a channel: they hold for types whose order the server does not say.
    package mutating func request(_ fields: [EventFields], channel: Int) {
        let place = placeOfChannel(channel)
        channels[place].requested(fields)
    }

    /// Forgets the field orders of a channel, as it was closed or the connection is new.
    package mutating func forget(channel: Int) { channels.removeAll { $0.number == channel } }

    /// Reads one text frame and appends its events, oldest first, to `events`.
    ///
    /// - Returns: What the frame was. `FEED_CONFIG` is applied to the decoder and returned too.
    package mutating func decode(_ frame: borrowing Span<UInt8>, into events: inout [MarketEvent]) -> Outcome {
        ledger.frames += 1
        ledger.bytes += frame.count
        guard frame.count <= maximumFrameBytes else { return fault(.oversized) }
        // Taken out for the time of reading, so that the bytes and the rest of the decoder are apart.
        var bytes = padded
        padded = []
        defer { padded = bytes }
        bytes.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(frame.count + Self.padding)
        frame.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        for _ in 0..<Self.padding { bytes.append(0) }
        return decode(padded: bytes.span, count: frame.count, into: &events)
    }

    /// The same for bytes in an array.
    package mutating func decode(_ frame: [UInt8], into events: inout [MarketEvent]) -> Outcome {
        decode(frame.span, into: &events)
    }

    private mutating func decode(
        padded bytes: borrowing Span<UInt8>, count: Int, into events: inout [MarketEvent]
    ) -> Outcome {
        if let start = FeedFrameHead.usual(bytes.bytes) {
            var position = start.data
            readData(bytes, &position, end: count, channel: start.channel, into: &events)
            return finish(bytes, position, end: count, channel: start.channel)
        }
        return decodeAnyOrder(bytes.extracting(first: count), padded: bytes, into: &events)
    }

    /// What follows the data of a usual frame is a closing brace; anything else must at least be members.
    private mutating func finish(_ bytes: borrowing Span<UInt8>, _ position: Int, end: Int, channel: Int) -> Outcome {
        if position == end - 1, bytes[position] == UInt8(ascii: "}") { return .data(channel: channel) }
        var position = position
        return FeedFrameHead.endsWell(bytes.extracting(first: end), &position)
            ? .data(channel: channel) : fault(.malformed)
    }

    mutating func fault(_ fault: FrameFault) -> Outcome {
        ledger.note(fault)
        return .fault(fault)
    }

    func placeOfExistingChannel(_ number: Int) -> Int? { channels.firstIndex { $0.number == number } }

    mutating func placeOfChannel(_ number: Int) -> Int {
        if let place = placeOfExistingChannel(number) { return place }
        // A server can name any number of channels; the ones that hold nothing but its word are bounded.
        if channels.count >= 64 { channels.removeFirst() }
        channels.append(FeedChannel(number: number))
        return channels.count - 1
    }
}
