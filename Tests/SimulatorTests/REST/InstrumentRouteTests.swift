import JSON
import MarketModel
import Testing

@testable import Simulator

struct InstrumentRouteTests {
    @Test("lists are filtered and in pages, and every record names its streamer symbol")
    func equities() throws {
        let bench = try RESTBench()
        #expect(try bench.items("/instruments/equities", [("is-index", "true")]).count == 5)
        let funds = try bench.items("/instruments/equities", [("is-etf", "true")])
        #expect(funds.compactMap { $0["symbol"]?.string }.sorted() == ["GLD", "IWM", "QQQ", "SPY", "TLT"])
        #expect(try bench.items("/instruments/equities", [("lendability", "Preborrow")]).isEmpty)
        let active = try bench.items("/instruments/equities/active")
        #expect(active.allSatisfy { $0["active"]?.bool == true && $0["streamer-symbol"]?.string != nil })
        #expect(bench.get("/instruments/equities/BRK/B")["listed-market"]?.string == "XNYS")
        #expect(try bench.items("/instruments/equity-deliverables", [("root-symbol", "SPY")]).count == 1)
    }

    @Test("futures of CBOT, COMEX, NYMEX and Cboe stream under their own codes")
    func futures() throws {
        let bench = try RESTBench()
        let streamers = try bench.items("/instruments/futures").compactMap { $0["streamer-symbol"]?.string }
        for suffix in [":XCME", ":XCBT", ":XCEC", ":XNYM", ":XCBF"] {
            #expect(streamers.contains { $0.hasSuffix(suffix) }, "\(suffix)")
        }
        for product in ["ES", "MES", "NQ", "MNQ", "RTY", "YM", "CL", "MCL", "GC", "MGC", "SI", "ZN", "ZB", "6E", "VX"] {
            let listed = try bench.items("/instruments/futures", [("product-code[]", product)])
            #expect(listed.count { $0["active-month"]?.bool == true } == 1, "\(product)")
        }
        let es = bench.get("/instruments/futures/ESZ6")
        #expect(es["future-etf-equivalent"]?["symbol"]?.string == "SPY")
        #expect(es["roll-target-symbol"]?.string == "/ESH7" && es["future-product"]?["code"]?.string == "ES")
        #expect(try bench.items("/instruments/future-spreads").isEmpty)
    }

    @Test("products by exchange and code, options' products by root")
    func products() throws {
        let bench = try RESTBench()
        #expect(try bench.items("/instruments/future-products").count > 15)
        let product = bench.get("/instruments/future-products/CME/CL")
        #expect(product["root-symbol"]?.string == "/CL" && product["listed-months"]?.array?.count == 12)
        #expect(bench.ask("GET", "/instruments/future-products/CFE/CL").status == 404)
        #expect(bench.get("/instruments/future-option-products/EW3")["future-product"]?["code"]?.string == "ES")
        #expect(bench.get("/instruments/future-option-products/CME/LO")["root-symbol"]?.string == "LO")
        #expect(bench.ask("GET", "/instruments/future-option-products/CFE/LO").status == 404)
        #expect(try bench.items("/instruments/future-option-products").count > 20)
    }

    @Test("a future option's dollars per point are its notional value over its display factor")
    func notional() throws {
        let bench = try RESTBench()
        for (product, dollars) in [("ES", 50.0), ("CL", 1000), ("GC", 100), ("ZN", 1000), ("6E", 125_000)] {
            let chain = bench.get("/futures-option-chains/\(product)/nested")["option-chains"]
            let expiration = try #require(chain?.array?.first?["expirations"]?.array?.first)
            let notional = try #require(expiration["notional-value"]?.string.flatMap { Double($0) })
            let factor = try #require(expiration["display-factor"]?.string.flatMap { Double($0) })
            #expect((notional / factor).rounded() == dollars, "\(product)")
        }
    }

    @Test("coins, warrants, pairs, precisions and the searches")
    func others() throws {
        let bench = try RESTBench()
        #expect(bench.get("/instruments/cryptocurrencies/BTC/USD")["streamer-symbol"]?.string == "BTC/USD:CXTALP")
        #expect(try bench.items("/instruments/cryptocurrencies", [("symbol[]", "ETH/USD")]).count == 1)
        #expect(bench.get("/instruments/warrants/SIMWS")["symbol"]?.string == "SIMWS")
        #expect(try bench.items("/instruments/warrants").count == 1)
        #expect(try bench.items("/instruments/currency-pairs").count == 3)
        #expect(try bench.items("/instruments/quantity-decimal-precisions").count > 4)
        #expect(try bench.items("/symbols/search/SP").first?["symbol"]?.string == "SPX")
        #expect(try bench.items("/symbols/search/BRK/B").first?["symbol"]?.string == "BRK/B")
        #expect(try bench.items("/symbols/search/zzz").isEmpty)
        #expect(try bench.items("/instruments/search", [("query", "nasdaq"), ("limit", "2")]).count == 2)
        #expect(bench.ask("POST", "/instruments/ai-search-token").status == 200)
    }
}
