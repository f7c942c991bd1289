import MarketModel
import Options
import Testing

@testable import Simulator

/// Options through a DXLink session: what a client is sent.
struct OptionFeedTests {
    private func bench() -> SessionBench {
        SessionBench(options: OptionBench.shared)
    }

    @Test("a subscription gets the last values at once, and news while time passes")
    func ticker() throws {
        var bench = bench()
        bench.open("AUTO", fields: #""Quote":["eventSymbol","bidPrice","askPrice"],"Greeks":["eventSymbol","delta"]"#)
        let first = bench.add(
            #"{"type":"Quote","symbol":".SPY261218P680"},{"type":"Greeks","symbol":".SPY261218P680"}"#)
        #expect(first.contains { $0.contains(#""data":["Quote",[".SPY261218P680","#) })
        #expect(first.contains { $0.contains(#""data":["Greeks",[".SPY261218P680",-"#) })
        bench.now = bench.now + .seconds(2)
        let news = bench.play()
        #expect(news.contains { $0.contains(#""data":["Greeks""#) })
        let removed = bench.say(
            #"{"type":"FEED_SUBSCRIPTION","channel":1,"reset":true}"#)
        #expect(removed.isEmpty)
        bench.now = bench.now + .seconds(2)
        #expect(bench.play().isEmpty)
    }

    @Test("a zero bid has no size, in the feed's spelling")
    func zeroBid() throws {
        let chain = try #require(OptionBench.shared.chain(of: "SPY"))
        let contract = try #require(chain.series.first?.contracts.last { $0.right == .call })
        let symbol = try #require(contract.streamerSymbol)
        var bench = bench()
        bench.open("TICKER", fields: #""Quote":["eventSymbol","bidPrice","bidSize"]"#)
        let answer = bench.add(#"{"type":"Quote","symbol":"\#(symbol)"}"#)
        #expect(answer.contains { $0.contains(#""data":["Quote",["\#(symbol)",0,"NaN"]]"#) }, "\(answer)")
    }

    @Test("options nobody lists are silent")
    func unknown() {
        var bench = bench()
        bench.open("AUTO")
        let answer = bench.add(
            #"{"type":"Quote","symbol":".SPY261218P680.37"},{"type":"Greeks","symbol":".NOPE261218P1"},{"type":"Greeks","symbol":"/ESZ26:XCME"}"#
        )
        #expect(answer.isEmpty)
    }
}
