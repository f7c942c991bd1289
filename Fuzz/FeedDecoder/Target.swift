import MarketModel

// Feeds the frame decoder with bytes as a server could send them: first as a whole frame, then as the rows of each
// event type in several field orders, so that the fuzzer need not find the way to the row readers by itself.
private nonisolated(unsafe) var decoder = makeDecoder()
private nonisolated(unsafe) var events: [MarketEvent] = []

private func makeDecoder() -> FeedDecoder {
    var decoder = FeedDecoder(names: NameTable(capacity: 100_000), maximumFrameBytes: 1 << 20)
    for type in MarketEventType.allCases {
        let fields = type.feedFields.map(\.feedName)
        decoder.request([EventFields(type: type.feedName, fields: fields)], channel: 1)
        decoder.request([EventFields(type: type.feedName, fields: fields.reversed())], channel: 3)
        decoder.request(
            [EventFields(type: type.feedName, fields: ["eventSymbol", "new"] + fields.dropFirst(4))], channel: 5)
    }
    return decoder
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFeedDecoder(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    decode(input)
    if let first = input.first {
        let type = MarketEventType.allCases[Int(first) % MarketEventType.allCases.count]
        let channel = [1, 3, 5][Int(first >> 4) % 3]
        let head = "{\"type\":\"FEED_DATA\",\"channel\":\(channel),\"data\":[\"\(type.feedName)\",["
        decode(Array(head.utf8) + input.dropFirst() + Array("]]}".utf8))
    }
    return 0
}

private func decode(_ frame: [UInt8]) {
    events.removeAll(keepingCapacity: true)
    let used = decoder.ledger.used
    _ = decoder.decode(frame, into: &events)
    precondition(decoder.ledger.isBalanced, "every row is accounted for")
    precondition(decoder.ledger.used - used == events.count, "every used row is an event")
}
