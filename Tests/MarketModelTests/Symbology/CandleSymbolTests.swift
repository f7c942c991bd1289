import MarketModel
import Testing

struct CandleSymbolTests {
    @Test(
        "normalises as the feed does",
        arguments: [
            ("AAPL{=1m}", "AAPL{=m}"), ("AAPL{=5m}", "AAPL{=5m}"), ("AAPL{=5 Minutes}", "AAPL{=5m}"),
            ("AAPL{tho=true,=5m}", "AAPL{=5m,tho=true}"), ("AAPL{=5m,tho=false}", "AAPL{=5m}"),
            ("AAPL{price=mark,tho=true,a=s,=5m}", "AAPL{=5m,a=s,price=mark,tho=true}"),
            ("AAPL{=d,a=m,price=last,pl=NaN}", "AAPL{=d}"), ("SPY&Q{=1d}", "SPY&Q{=d}"), ("AAPL{=1t}", "AAPL"),
            ("AAPL", "AAPL"), ("AAPL{}", "AAPL"), ("/ESZ26:XCME{=1.50h}", "/ESZ26:XCME{=1.5h}"),
            ("AAPL{=mo}", "AAPL{=mo}"), ("AAPL{=Month}", "AAPL{=mo}"), ("AAPL{=M}", "AAPL{=m}"),
            ("AAPL{=1O}", "AAPL{=o}"), ("AAPL{=10pr}", "AAPL{=10pr}"), ("AAPL{=100V}", "AAPL{=100v}"),
            ("AAPL{zz=1,=m,gr=x}", "AAPL{=m,gr=x,zz=1}"), ("AAPL{=m,pl=0.50}", "AAPL{=m,pl=0.5}"),
            ("AAPL{=1w,price=s}", "AAPL{=w,price=s}"),
        ])
    func normalises(text: String, normal: String) throws {
        let symbol = try #require(CandleSymbol(text))
        #expect(symbol.description == normal)
        #expect(CandleSymbol(normal) == symbol)
    }

    @Test(
        "refuses what it cannot read",
        arguments: [
            "", "{=m}", "AAPL{=m", "AAPL}", "AAPL{=m}x", "AAPL{=0m}", "AAPL{=-1m}", "AAPL{=5q}", "AAPL{=5}", "AAPL{m}",
            "AAPL{=m,=h}", "AAPL{=m,tho=maybe}", "AAPL{=m,pl=-1}", "AAPL{=m,price=best}", "AAPL{=m,a=x}",
            "AAPL{{=m}}", "AAPL{=1.2.3m}", "AAPL{=m,}",
        ])
    func refuses(text: String) { #expect(CandleSymbol(text) == nil) }

    @Test("nominal lengths")
    func lengths() throws {
        #expect(CandlePeriod("5m")?.nominalLength == .seconds(300))
        #expect(CandlePeriod("1.5h")?.nominalLength == .seconds(5400))
        #expect(CandlePeriod("3d")?.nominalLength == .seconds(259_200))
        #expect(CandlePeriod("mo")?.nominalLength == .seconds(30 * 86_400))
        #expect(CandlePeriod("100t")?.nominalLength == nil)
        #expect(CandlePeriod("9000000000y")?.nominalLength == nil)
        let symbol = CandleSymbol("/ESZ26:XCME", period: try #require(CandlePeriod("5m")), hours: .regularOnly)
        #expect(symbol.description == "/ESZ26:XCME{=5m,tho=true}")
    }
}
