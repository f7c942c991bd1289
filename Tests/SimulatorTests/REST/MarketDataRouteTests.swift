import JSON
import MarketModel
import Options
import Testing

@testable import Simulator

struct MarketDataRouteTests {
    private func number(_ value: JSONValue?) throws -> Double {
        try #require(value?.string.flatMap { Double($0) })
    }

    @Test(
        "by-type understands its three encodings and leaves out what is unknown",
        arguments: [
            [("equity", "SPY,AAPL,NOPE")], [("equity", "SPY"), ("equity", "AAPL"), ("equity", "NOPE")],
            [("equity[]", "SPY"), ("equity[]", "AAPL")],
        ])
    func encodings(query: [(String, String)]) throws {
        let items = try RESTBench().items("/market-data/by-type", query.map { (name: $0.0, value: $0.1) })
        #expect(items.map { $0["symbol"]?.string } == ["SPY", "AAPL"])
        for item in items {
            #expect(try number(item["bid"]) < number(item["ask"]))
            #expect(item["is-trading-halted"]?.bool == false)
            #expect(try number(item["day-low-price"]) <= number(item["last"]))
            #expect(try number(item["year-low-price"]) < number(item["year-high-price"]))
        }
    }

    @Test("all types at once, an index under both of its types, one hundred at most")
    func types() throws {
        let bench = try RESTBench()
        let chain = try #require(OptionBench.shared.chain(of: "SPY")?.series.last)
        let option = try #require(chain.contracts.first?.tastytradeSymbol)
        let items = try bench.items(
            "/market-data/by-type",
            [
                ("index", "SPX"), ("equity", "SPX"), ("future", "/ESZ6"), ("cryptocurrency", "BTC/USD"),
                ("equity-option", option),
            ])
        #expect(
            items.map { $0["instrument-type"]?.string }
                == ["Index", "Equity", "Equity Option", "Future", "Cryptocurrency"])
        for item in items[2...3] {
            #expect(try number(item["open-interest"]) >= 0 && item["open-interest"]?.string?.hasSuffix(".0") == true)
        }
        #expect(items[3]["low-limit-price"] != nil)
        let many = (0...100).map { "S\($0)" }.joined(separator: ",")
        #expect(bench.ask("GET", "/market-data/by-type", query: [("equity", many)]).status == 400)
        #expect(bench.get("/market-data/Future/ESZ6")["symbol"]?.string == "/ESZ6")
        #expect(bench.get("/market-data/Cryptocurrency/BTC/USD")["symbol"]?.string == "BTC/USD")
        #expect(bench.ask("GET", "/market-data/Equity/ESZ6").status == 404)
        #expect(bench.ask("GET", "/market-data/Bond/X").status == 404)
    }

    @Test("metrics agree with the option model and the path")
    func metrics() throws {
        let bench = try RESTBench()
        let items = try bench.items("/market-metrics", [("symbols", "SPY,AAPL,/ES,NOPE")])
        #expect(items.map { $0["symbol"]?.string } == ["SPY", "AAPL", "/ES"])
        let (spy, aapl) = (items[0], items[1])
        let model = try #require(bench.service.services.options?.options.models["SPY"])
        let volatility = model.surface(at: bench.now).volatility(logMoneyness: 0, years: 30 / 365)
        #expect(abs(try number(spy["implied-volatility-index"]) - volatility) < 1e-8)
        #expect(abs(try number(spy["implied-volatility-30-day"]) - volatility * 100) < 0.01)
        for item in items {
            let rank = try number(item["implied-volatility-index-rank"])
            let percentile = try number(item["implied-volatility-percentile"])
            #expect((0...1).contains(rank) && (0...1).contains(percentile))
            #expect(try number(item["historical-volatility-30-day"]) > 0)
        }
        #expect(try number(spy["beta"]) == 1)
        #expect(try number(spy["corr-spy-3month"]) == 1)
        #expect(try number(aapl["beta"]) > 0)
        #expect(aapl["earnings"]?["expected-report-date"] != nil)
        #expect(spy["earnings"] == nil && spy["dividend-next-date"] != nil)
        #expect(spy["option-expiration-implied-volatilities"]?.array?.isEmpty == false)
        #expect(bench.ask("GET", "/market-metrics").status == 400)
    }

    @Test("dividends and earnings of the past")
    func events() throws {
        let bench = try RESTBench()
        let path = "/market-metrics/historic-corporate-events/"
        let dividends = try bench.items(path + "dividends/SPY")
        #expect(dividends.count >= 8 && dividends.allSatisfy { $0["occurred-date"]?.string ?? "" <= "2026-11-20" })
        #expect(try bench.items(path + "dividends/TSLA").isEmpty)
        let reports = try bench.items(path + "earnings-reports/AAPL", [("start-date", "2025-01-01")])
        #expect(reports.count >= 6 && reports.allSatisfy { $0["eps"]?.string != nil })
        #expect(bench.ask("GET", path + "earnings-reports/AAPL").status == 400)
    }
}
