import MarketModel
import TestSupport
import Testing

@testable import DXLink

struct HostileFrameTests {
    static func sample(_ names: NameTable) -> (frame: [UInt8], decoder: FeedDecoder, rows: Int) {
        var samples = SampleEvents(names: names, seed: 3)
        var encoder = FeedEncoder(names: names)
        var decoder = FeedDecoder(names: names)
        var frame: [UInt8] = []
        encoder.beginFrame(channel: 1, to: &frame)
        for type in MarketEventType.allCases {
            decoder.request([EventFields(type: type.feedName, fields: type.feedFields.map(\.feedName))], channel: 1)
            let events = (0..<3).map { _ in samples.event(type) }
            encoder.appendCompactPair(type, fields: type.feedFields, events: events, to: &frame)
        }
        encoder.endFrame(&frame)
        return (frame, decoder, 30)
    }

    @Test("cut off at any byte: the rows before the cut are used, nothing traps")
    func truncation() {
        let names = NameTable()
        let (frame, start, rows) = Self.sample(names)
        var usedBefore = 0
        for length in 0...frame.count {
            var decoder = start
            var events: [MarketEvent] = []
            let outcome = decoder.decode(Array(frame[..<length]), into: &events)
            #expect(decoder.ledger.isBalanced)
            #expect(decoder.ledger.used == events.count)
            #expect(events.count >= usedBefore)
            usedBefore = events.count
            if length < frame.count { #expect(outcome == .fault(.malformed)) }
        }
        #expect(usedBefore == rows)
    }

    @Test("any byte changed to any of the telling ones: no trap, the books balance", arguments: UInt64(0)..<4)
    func corruption(seed: UInt64) {
        let names = NameTable()
        let (frame, start, _) = Self.sample(names)
        var random = SeededGenerator(seed: seed)
        let telling = Array("\"\\[]{},:-+.eE0915nNtfI\u{0}\u{1f}".utf8) + [0x80, 0xC3, 0xFF]
        var decoder = start
        for _ in 0..<500 {
            var changed = frame
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed.remove(at: place)
                case 1: changed.insert(telling[Int.random(in: 0..<telling.count, using: &random)], at: place)
                default: changed[place] = telling[Int.random(in: 0..<telling.count, using: &random)]
                }
            }
            var events: [MarketEvent] = []
            let before = decoder.ledger.used
            _ = decoder.decode(changed, into: &events)
            #expect(decoder.ledger.isBalanced)
            #expect(decoder.ledger.used - before == events.count)
        }
    }

    @Test("one bad value costs one row of the frame at most", arguments: UInt64(0)..<2)
    func neighboursStay(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var decoder = FeedDecoder(names: NameTable())
            decoder.request([EventFields(type: "Quote", fields: ["eventSymbol", "bidPrice", "askSize"])], channel: 1)
            var values = (0..<30).map { $0 % 3 == 0 ? "\"S\($0)\"" : "\($0).5" }
            let bad = ["[]", "{}", "true", "\"x\"", "[[{\"a\":\"]\"}]]", "1e999", "1.", "--1", "tru"]
            values[Int.random(in: 0..<30, using: &random)] = bad[Int.random(in: 0..<bad.count, using: &random)]
            let text = #"{"type":"FEED_DATA","channel":1,"data":["Quote",["# + values.joined(separator: ",") + "]]}"
            var events: [MarketEvent] = []
            _ = decoder.decode(Array(text.utf8), into: &events)
            #expect(events.count >= 9)
            #expect(decoder.ledger.isBalanced && decoder.ledger.received == 10)
        }
    }

    @Test(
        "frames that are nothing useful are faults, by kind",
        arguments: [
            ("", FrameFault.malformed), ("null", .malformed), ("[]", .malformed), (#"{"a":1}"#, .notAMessage),
            (#"{"type":"FEED_DATA"}"#, .notAMessage), (#"{"type":"SETUP","channel":0}"#, .notAMessage),
            (#"{"type":"FEED_DATA","channel":1,"data":"#, .malformed), (#"{"type":"KEEPALIVE""#, .malformed),
            (#"{"type":"X","a":"# + String(repeating: "[", count: 5000) + "}", .tooDeep),
            (#"{"type":"FEED_DATA","data":[]}"#, .notAMessage),
            (#"{"type":"FEED_DATA","channel":99999999999999999999999,"data":[]}"#, .malformed),
        ])
    func faults(text: String, fault: FrameFault) {
        var decoder = FeedDecoder(names: NameTable())
        var events: [MarketEvent] = []
        #expect(decoder.decode(Array(text.utf8), into: &events) == .fault(fault))
        #expect(decoder.ledger.faults(fault) == 1)
        #expect(decoder.ledger.isBalanced)
    }

    @Test("an oversized frame is not looked into")
    func oversized() {
        var decoder = FeedDecoder(names: NameTable(), maximumFrameBytes: 100)
        var events: [MarketEvent] = []
        #expect(decoder.decode([UInt8](repeating: 0x20, count: 101), into: &events) == .fault(.oversized))
    }

    @Test("text that is not UTF-8 costs its row, or its message")
    func notUTF8() {
        var decoder = FeedDecoder(names: NameTable())
        decoder.request([EventFields(type: "Quote", fields: ["eventSymbol", "bidPrice"])], channel: 1)
        var events: [MarketEvent] = []
        var frame = Array(#"{"type":"FEED_DATA","channel":1,"data":["Quote",["A",1,"?",2,"B",3]]}"#.utf8)
        frame[frame.firstIndex(of: UInt8(ascii: "?"))!] = 0xFF
        #expect(decoder.decode(frame, into: &events) == .data(channel: 1))
        #expect(events.count == 2)
        #expect(decoder.ledger.excluded(.malformed) == 1)
        var message = Array(#"{"type":"ERROR","channel":0,"error":"?"}"#.utf8)
        message[message.firstIndex(of: UInt8(ascii: "?"))!] = 0xFF
        #expect(decoder.decode(message, into: &events) == .fault(.badText))
    }

    @Test("kept rows are bounded in number and size")
    func keptIsBounded() {
        var decoder = FeedDecoder(names: NameTable())
        var events: [MarketEvent] = []
        let long = String(repeating: "x", count: 5000)
        for _ in 0..<200 {
            _ = decoder.decode(
                Array(#"{"type":"FEED_DATA","channel":1,"data":["Nope",["\#(long)"]]}"#.utf8), into: &events)
        }
        #expect(decoder.ledger.kept.count == FeedLedger.keptRows)
        #expect(decoder.ledger.kept.allSatisfy { $0.bytes.count <= FeedLedger.keptBytes })
        #expect(decoder.ledger.excluded(.unknownType) == 200)
    }
}
