import DXLink
import JSON
import MarketModel
import TestSupport
import Testing

@testable import Simulator

struct HostileClientTests {
    private static let phrases = [
        #"{"type":"SETUP","channel":0,"version":"0.1-x","keepaliveTimeout":60,"acceptKeepaliveTimeout":-1}"#,
        #"{"type":"AUTH","channel":0,"token":"good"}"#,
        #"{"type":"CHANNEL_REQUEST","channel":1,"service":"FEED","parameters":{"contract":"AUTO"}}"#,
        #"{"type":"CHANNEL_REQUEST","channel":3,"service":"FEED","parameters":{"contract":"STREAM"}}"#,
        #"{"type":"CHANNEL_REQUEST","channel":-5,"service":"DOM","parameters":{}}"#,
        #"{"type":"CHANNEL_CANCEL","channel":1}"#, #"{"type":"KEEPALIVE","channel":0}"#,
        #"{"type":"FEED_SETUP","channel":1,"acceptAggregationPeriod":1e300,"acceptDataFormat":"COMPACT","acceptEventFields":{"Quote":["nonsense"],"Candle":[],"X":["y"]}}"#,
        #"{"type":"FEED_SETUP","channel":3,"acceptAggregationPeriod":-7,"acceptDataFormat":"FULL"}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"Candle","symbol":"/ESZ26:XCME{=9223372036.854775807m}","fromTime":-9223372036854775808}]}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"Candle","symbol":"/ESZ26:XCME{=9223372036y}","fromTime":9223372036854775807}]}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"Candle","symbol":"/ESZ26:XCME{=0.000000001s,a=s}","fromTime":0}]}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"TimeAndSale","symbol":"/ESZ26:XCME","fromTime":-1}]}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":3,"add":[{"type":"TimeAndSale","symbol":"*"},{"type":"Trade","symbol":"*"},{"type":"Candle","symbol":"*"}]}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"Summary","symbol":"/NQZ26:XCME"},{"type":"Profile","symbol":"/NQZ26:XCME"},{"type":"Quote","symbol":"*"}]}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":1,"reset":true,"remove":[{"type":"Candle","symbol":"/ESZ26:XCME{=m}"}]}"#,
    ]

    @Test("no order of messages, whole or damaged, traps; what is answered is JSON", arguments: UInt64(0)..<18)
    func storms(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var behavior = FeedBehavior()
        behavior.handshake = seed % 3 == 0 ? .lenient : .strict
        behavior.framing = seed % 2 == 0 ? .onePair : .severalPairs
        var bench = SessionBench(behavior)
        for _ in 0..<3 { _ = bench.say(Self.phrases[0]) + bench.say(Self.phrases[1]) }
        var answers: [String] = []
        for round in 0..<80 {
            var bytes = Array(Self.phrases[Int.random(in: 0..<Self.phrases.count, using: &random)].utf8)
            if Int.random(in: 0..<4, using: &random) == 0 {
                for _ in 0..<3 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            }
            if Int.random(in: 0..<9, using: &random) == 0 { bytes.removeLast(bytes.count / 2) }
            bench.session.receive(bytes, at: bench.now, desk: bench.desk)
            bench.print("4800.25", after: .milliseconds(round * 50))
            bench.quote("4800", "4800.25", after: .milliseconds(round * 50))
            bench.now = bench.now + .milliseconds(50)
            answers += bench.play() + bench.wait(.zero)
        }
        for answer in answers where !answer.hasPrefix("close") {
            let json = try JSONReader.read(Array(answer.utf8))
            #expect(json["type"]?.string != nil, "\(answer)")
        }
        bench.session.end(desk: bench.desk)
        #expect(bench.desk.tradeStreams == 0)
    }

    @Test("thousands of channels and subscriptions stay within their limits")
    func many() {
        var bench = SessionBench()
        bench.open("AUTO")
        var opened = 1
        for number in 2..<500 {
            let answer = bench.say(
                #"{"type":"CHANNEL_REQUEST","channel":\#(number),"service":"FEED","parameters":{"contract":"AUTO"}}"#)
            opened += answer.count { $0.contains("CHANNEL_OPENED") }
        }
        #expect(opened == 64)
        var refused = 0
        for batch in 0..<40 {
            bench.now = bench.now + .seconds(7)
            let items = (0..<700).map { #"{"type":"Quote","symbol":"S\#(batch)-\#($0)"}"# }.joined(separator: ",")
            refused += bench.add(items).count { $0.contains("Your subscription size is too big") }
        }
        let total = bench.session.channels.reduce(0) { $0 + $1.subscriptions.entries.count }
        #expect(total == 25_000)
        #expect(refused > 0)
    }
}
