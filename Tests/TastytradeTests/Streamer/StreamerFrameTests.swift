import JSON
import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

struct StreamerFrameTests {
    private func read(_ text: String) -> [StreamerFrame] { StreamerFrame.read(Array(text.utf8)) }

    @Test("an answer is read with and without its value")
    func answers() {
        let whole =
            #"{"status":"ok","action":"connect","web-socket-session-id":"1f6a90c2","value":["5WT00001"],"request-id":2}"#
        let bare = #"{"status":"error","action":"connect","message":"Unknown domain"}"#
        #expect(
            read(whole) == [
                .answer(
                    StreamerAnswer(action: "connect", isOK: true, message: nil, requestID: 2, sessionID: "1f6a90c2"))
            ])
        #expect(
            read(bare) == [
                .answer(
                    StreamerAnswer(
                        action: "connect", isOK: false, message: "Unknown domain", requestID: nil, sessionID: nil))
            ])
    }

    @Test("a batch holds answers and notifications, and what is broken in it costs nobody else's")
    func batch() throws {
        let frames = read(
            #"{"results":[{"status":"ok","action":"heartbeat"},{"type":"Order","data":{"id":1}},"#
                + #"{"type":"Order","timestamp":1788595114405,"ws-sequence":9,"data":\#(OrderFixture.order(5))},7]}"#)
        #expect(frames.count == 4)
        guard case .malformed = frames[1], case .notification(let notification) = frames[2], case .malformed = frames[3]
        else {
            Issue.record("\(frames)")
            return
        }
        #expect(notification.sequence == 9)
        #expect(notification.sentAt == Timestamp(milliseconds: 1_788_595_114_405))
        guard case .order(let order) = notification.content else {
            Issue.record("\(notification)")
            return
        }
        #expect(order.id == OrderID(5))
    }

    @Test("an unknown type is kept as JSON")
    func unknown() {
        #expect(
            read(#"{"type":"Comet","data":{"tail":[1,"x"]},"timestamp":0}"#) == [
                .notification(
                    StreamerNotification(
                        content: .unknown(
                            type: "Comet", VerbatimJSON(.object([.init("tail", .array([.number("1"), .string("x")]))]))),
                        sentAt: nil, sequence: nil))
            ])
    }

    @Test(
        "what is no frame is told as malformed",
        arguments: [
            "", "null", "[]", "{}", "7", "\"x\"", "{\"type\":\"Order\"}", "{\"type\":3,\"data\":{}}", "{\"data\":{}}",
            "{\"results\":7}", "{\"status\":\"ok\"}",
        ])
    func malformed(text: String) {
        let frames = read(text)
        #expect(frames.count == 1)
        guard case .malformed? = frames.first else {
            Issue.record("'\(text)' was read as \(frames)")
            return
        }
    }

    @Test("the drift report decodes a frame: new fields and types are drift, a frame that is none fails")
    func drift() {
        let new = StreamerCatalog.drift(
            ofStreamerFrame: Array(
                #"{"type":"Order","colour":1,"data":\#(OrderFixture.order(5, extra: #""shade":2,"#))}"#.utf8))
        #expect(new.failure == nil)
        #expect(new.drift.filter { $0.kind == .new }.map(\.path) == ["colour", "data.shade"])
        let unknown = StreamerCatalog.drift(ofStreamerFrame: Array(#"{"type":"Comet","data":{}}"#.utf8))
        #expect(unknown.drift.contains { $0.kind == .word("Comet") })
        #expect(StreamerCatalog.drift(ofStreamerFrame: Array("nonsense".utf8)).failure != nil)
        #expect(StreamerCatalog.drift(ofStreamerFrame: Array(#"{"type":"Order","data":{"id":1}}"#.utf8)).failure != nil)
    }

    @Test("bytes by chance never crash the reader", arguments: UInt64(0)..<50)
    func hostile(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let whole = Array(#"{"results":[{"type":"Order","data":\#(OrderFixture.order(5))}]}"#.utf8)
        for _ in 0..<100 {
            var bytes = whole
            for _ in 0..<4 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 32...126, using: &random)
            }
            #expect(!StreamerFrame.read(bytes).isEmpty)
        }
    }
}
