import DXLink
import JSON
import MarketModel
import Testing

@testable import Simulator

struct FeedFaultTests {
    private let steps = [
        #"{"type":"SETUP","channel":0,"version":"0.1-test/1"}"#, #"{"type":"AUTH","channel":0,"token":"good"}"#,
        #"{"type":"CHANNEL_REQUEST","channel":1,"service":"FEED","parameters":{"contract":"AUTO"}}"#,
        #"{"type":"FEED_SETUP","channel":1,"acceptDataFormat":"FULL","acceptEventFields":{"Quote":["eventSymbol","bidPrice","askPrice","bidSize"]}}"#,
        #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"Quote","symbol":"/ESZ26:XCME"},{"type":"TimeAndSale","symbol":"/ESZ26:XCME"}]}"#,
    ]

    /// A session with a fault, taken through the handshake; what the server said to each step.
    private func bench(_ fault: String) throws -> (bench: SessionBench, said: [[String]]) {
        let board = FaultBoard()
        if !fault.isEmpty { board.switchOn(try FaultOrder(parsing: fault), at: ScriptedMarket.start) }
        var bench = SessionBench(faults: board)
        let id = try #require(bench.names.id(for: "/ESZ26:XCME"))
        for step in 1...3 {
            let time = bench.now + .milliseconds(Int64(step))
            bench.market.pending.append(
                (
                    time,
                    .quote(
                        Quote(
                            symbol: id, bidPrice: Price("6000"), bidSize: Quantity(whole: 3), askPrice: Price("6001"),
                            askSize: Quantity(whole: 4)))
                ))
            bench.market.pending.append(
                (
                    time,
                    .timeAndSale(
                        TimeAndSale(
                            symbol: id, index: Int64(step), time: time, price: Price("6001"), size: Quantity(whole: 2),
                            aggressorSide: .buy))
                ))
        }
        let said = steps.map { bench.say($0) }
        return (bench, said)
    }

    private func data(_ fault: String) throws -> [String] {
        var (bench, _) = try bench(fault)
        bench.now = bench.now + .milliseconds(10)
        return bench.play() + bench.wait(.seconds(1))
    }

    @Test(
        "the connection is lost at each step of the handshake",
        arguments: ["disconnect-at-setup", "disconnect-at-auth", "disconnect-at-channel", "disconnect-at-feed-setup"])
    func disconnects(fault: String) throws {
        let said = try bench(fault).said
        let place = try #require(
            ["disconnect-at-setup", "disconnect-at-auth", "disconnect-at-channel", "disconnect-at-feed-setup"]
                .firstIndex(of: fault))
        #expect(said[..<place].allSatisfy { !$0.isEmpty && !$0.contains { $0.hasPrefix("close") } })
        #expect(said[place] == ["close 1011 Internal error"])
        #expect(said[(place + 1)...].allSatisfy { $0.isEmpty })
    }

    @Test("a good token is refused, a request for FULL answered with COMPACT, few subscriptions taken")
    func refusals() throws {
        #expect(try bench("quote-token-refused").said[1].first?.contains("UNAUTHORIZED") == true)
        #expect(try bench("compact-for-full").said[3].first?.contains("COMPACT") == true)
        #expect(try bench("").said[3].first?.contains("FULL") == true)
        let limited = try bench("subscription-limit:value=1").said[4]
        #expect(limited.contains { $0.contains(DXLinkServerSession.tooBig) })
    }

    @Test("a frozen stream keeps its keepalives, a silent one does not")
    func frozen() throws {
        #expect(try data("").contains { $0.contains("FEED_DATA") })
        var frozen = try bench("frozen-stream").bench
        frozen.now = frozen.now + .milliseconds(10)
        #expect(frozen.play().allSatisfy { !$0.contains("FEED_DATA") })
        #expect(frozen.wait(.seconds(1)).allSatisfy { !$0.contains("FEED_DATA") })
        #expect(frozen.wait(.seconds(31)).contains { $0.contains("KEEPALIVE") })
        var silent = try bench("silent-stream").bench
        #expect(silent.wait(.seconds(31)).isEmpty)
    }

    @Test("frames are malformed, oversized, or hold a type nobody knows")
    func frames() throws {
        let malformed = try data("malformed-frames").filter { $0.contains("FEED_DATA") }
        #expect(!malformed.isEmpty && malformed.allSatisfy { (try? JSONReader.read(Array($0.utf8))) == nil })
        let oversized = try data("oversized-frames:value=100000").filter { $0.contains("FEED_DATA") }
        #expect(oversized.allSatisfy { $0.utf8.count > 100_000 && (try? JSONReader.read(Array($0.utf8))) != nil })
        #expect(try data("unknown-events").contains { $0.contains("Surprise") })
    }

    @Test("FEED_CONFIG leaves fields out and turns them around, and the rows follow it")
    func config() throws {
        let said = try data("partial-feed-config")
        let config = try #require(said.first { $0.contains("FEED_CONFIG") && $0.contains("\"Quote\"") })
        #expect(config.contains(#""Quote":["askPrice","bidPrice","eventSymbol"]"#))
    }

    @Test("the market is wrong as asked")
    func market() throws {
        func text(_ fault: String) throws -> String { try data(fault).joined() }
        #expect(try text("crossed-quotes").contains(#""bidPrice":6001"#))
        #expect(try !text("nan-quotes").contains(#""bidPrice":6000"#))
        #expect(try !text("halted-symbol:target=/ESZ6").contains("TimeAndSale"))
        #expect(try text("halted-symbol:target=/NQZ6").contains("TimeAndSale"))
        #expect(try text("inverted-aggressor").contains("SELL"))
        #expect(try !text("inverted-aggressor").contains(#""BUY""#))
        #expect(try text("unknown-aggressor").contains("UNDEFINED"))
        #expect(try text("print-corrections").contains("CORRECTION"))
        #expect(try text("print-cancels").contains("CANCEL"))
        #expect(try !text("dropped-prints").contains("TimeAndSale"))
    }
}
