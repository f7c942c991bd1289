import MarketModel
import Testing

@testable import Tastytrade

struct NestedChainTests {
    private func equity(_ items: String) throws -> NestedChains {
        try decoded(
            Endpoints.nestedChains, #"{"data":{"items":[\#(items)]},"context":"/option-chains/X/nested"}"#)
    }

    private func decoded(_ endpoint: Endpoint<NestedChains>, _ body: String) throws -> NestedChains {
        let (value, page, drift) = try endpoint.decode(Array(body.utf8))
        return NestedChains(Answer(value: value, page: page, drift: drift, freshness: .fresh))
    }

    private let strike =
        #"{"strike-price":"262.5","call":"AAPL  261218C00262500","call-streamer-symbol":".AAPL261218C262.5","put":"AAPL  261218P00262500","put-streamer-symbol":".AAPL261218P262.5"}"#

    private func item(expirations: String) -> String {
        #"{"underlying-symbol":"AAPL","root-symbol":"AAPL","option-chain-type":"Standard","shares-per-contract":100,"tick-sizes":[{"value":"0.01","threshold":"3.0"},{"value":"0.05"}],"expirations":[\#(expirations)]}"#
    }

    private func expiration(strikes: String, day: String = "2026-12-18") -> String {
        #"{"expiration-type":"Regular","expiration-date":"\#(day)","days-to-expiration":28,"settlement-type":"PM","strikes":[\#(strikes)]}"#
    }

    @Test("a whole answer is read exactly")
    func whole() throws {
        let answer = try equity(item(expirations: expiration(strikes: strike)))
        #expect(answer.unreadable.isEmpty && answer.futures.isEmpty)
        let chain = try #require(answer.chains.first)
        #expect(chain.rootSymbol == "AAPL" && chain.chainType == "Standard" && chain.sharesPerContract == 100)
        #expect(chain.tickSizes.map(\.value) == [Price("0.01"), Price("0.05")])
        #expect(chain.tickSizes.map(\.threshold) == [Price("3"), nil])
        let expiration = try #require(chain.expirations.first)
        #expect(expiration.day == TradingDay("2026-12-18") && expiration.settlement == "PM")
        #expect(expiration.optionRoot == nil && expiration.expiresAt == nil)
        #expect(
            expiration.strikes == [
                NestedStrike(
                    price: try #require(Price("262.5")), call: "AAPL  261218C00262500",
                    callStreamer: ".AAPL261218C262.5", put: "AAPL  261218P00262500", putStreamer: ".AAPL261218P262.5")
            ])
    }

    @Test("numbers in place of text, and missing streamer symbols, are taken")
    func loose() throws {
        let odd = #"{"strike-price":262.5,"call":"AAPL  261218C00262500","put":null,"call-streamer-symbol":""}"#
        let answer = try equity(item(expirations: expiration(strikes: odd)))
        #expect(answer.unreadable.isEmpty)
        let read = try #require(answer.chains.first?.expirations.first?.strikes.first)
        #expect(read.price == Price("262.5") && read.callStreamer == nil && read.put == nil)
    }

    @Test(
        "a bad record is told with its place, and its neighbours are kept",
        arguments: [
            (#"{"call":"X"}"#, "no readable 'strike-price'"),
            (#"{"strike-price":"many"}"#, "no readable 'strike-price'"),
            (#"17"#, "a number in place of an object"), (#"null"#, "null in place of an object"),
        ])
    func badStrike(bad: String, reason: String) throws {
        let answer = try equity(item(expirations: expiration(strikes: "\(strike),\(bad),\(strike)")))
        #expect(answer.chains.first?.expirations.first?.strikes.count == 2)
        #expect(answer.unreadable.map(\.path) == ["items[0].expirations[0].strikes[1]"])
        #expect(answer.unreadable.map(\.reason) == [reason])
    }

    @Test("bad expirations and chains are told as well")
    func badLists() throws {
        let good = expiration(strikes: strike)
        let answer = try equity(
            "\(item(expirations: "\(expiration(strikes: strike, day: "2026-02-30")),\(good)")),{},\(item(expirations: ""))"
        )
        #expect(answer.chains.count == 2)
        #expect(answer.chains[0].expirations.count == 1)
        #expect(answer.unreadable.map(\.path) == ["items[1]", "items[0].expirations[0]"])
    }

    @Test("options on futures carry their own moments and contracts")
    func futures() throws {
        let body = #"""
            {"data":{"futures":[{"symbol":"/ESZ6","root-symbol":"/ES","streamer-symbol":"/ESZ26:XCME","active-month":true},{}],
             "option-chains":[{"underlying-symbol":"/ES","root-symbol":"/ES","exercise-style":"European","expirations":[
              {"underlying-symbol":"/ESZ6","root-symbol":"/ES","option-root-symbol":"EW4","option-contract-symbol":"EW4X6",
               "expiration-date":"2026-11-27","expiration-type":"Weekly","settlement-type":"PM","notional-value":"50.0",
               "stops-trading-at":"2026-11-27T18:00:00.000+00:00","expires-at":"2026-11-27T18:00:00.000+00:00",
               "tick-sizes":[{"value":"0.05","threshold":"5.0"},{"value":"0.25"}],
               "strikes":[{"strike-price":"5800.0","put":"./ESZ6 EW4X6 261127P5800","put-streamer-symbol":"./EW4X26P5800:XCME"}]}]}]}}
            """#
        let answer = try decoded(Endpoints.nestedFutureChains, body)
        #expect(
            answer.futures == [
                NestedFuture(
                    symbol: "/ESZ6", streamerSymbol: "/ESZ26:XCME", isActiveMonth: true, rootSymbol: "/ES")
            ])
        #expect(answer.unreadable.map(\.path) == ["futures[1]"])
        let expiration = try #require(answer.chains.first?.expirations.first)
        #expect(answer.chains.first?.exerciseStyle == "European")
        #expect(expiration.optionRoot == "EW4" && expiration.optionContract == "EW4X6")
        #expect(expiration.underlyingSymbol == "/ESZ6")
        #expect(expiration.expiresAt == Timestamp("2026-11-27T18:00:00Z"))
        #expect(expiration.tickSizes.count == 2 && expiration.strikes.first?.price == Price("5800"))
    }

    @Test("a list of another kind is told, though no record was lost whole")
    func retypedList() throws {
        let answer = try equity(
            #"{"underlying-symbol":"AAPL","root-symbol":"AAPL","expirations":{},"tick-sizes":[]}"#)
        #expect(answer.chains.count == 1)
        #expect(answer.unreadable.map(\.path) == ["items[].expirations"])
    }

    @Test(
        "an answer of another shape is an error",
        arguments: ["", "5", "{}", #"{"data":{}}"#, #"{"data":{"items":{}}}"#, #"{"data":{"items":[{"#, "\u{0}"])
    func otherShape(text: String) {
        #expect(throws: TastytradeError.self) { try decoded(Endpoints.nestedChains, text) }
        #expect(throws: TastytradeError.self) { try decoded(Endpoints.nestedFutureChains, text) }
    }
}
