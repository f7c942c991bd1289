import DXLink
import JSON
import MarketModel
import Options
import Testing
import Wire

@testable import Simulator

struct OptionChainRouteTests {
    private let access = SimulatorAccess(
        seed: 1, credentials: SimulatorCredentials(clientID: "id", clientSecret: "secret", refreshToken: "refresh"),
        sessionLimit: 5)
    private var service: RESTService {
        RESTService(
            SimulatorServices(
                access: access, accounts: [SimulatedAccount()],
                listings: SyntheticInstrument.universe(on: OptionBench.day).map(\.listing),
                feedAddress: "ws://127.0.0.1:9/realtime", options: OptionDirectory(OptionBench.shared)))
    }

    private func ask(_ path: String, query: [(name: String, value: String)] = [], after: Duration = .zero) throws
        -> (status: Int, json: JSONValue)
    {
        let token = try access.refresh(
            grantType: "refresh_token", refreshToken: "refresh", clientSecret: "secret", clientID: nil,
            at: OptionBench.start + after)
        let response = service.respond(
            to: HTTPRequest(
                method: "GET", path: path, query: query,
                headers: ["user-agent": "test/1", "authorization": "Bearer \(token)"]), at: OptionBench.start + after)
        return (response.status, (try? JSONReader.read(response.body)) ?? .null)
    }

    private func items(_ path: String, query: [(name: String, value: String)] = []) throws -> [JSONValue] {
        try #require(try ask(path, query: query).json["data"]?["items"]?.array)
    }

    @Test("the nested chain of SPX has two items, its strikes in no order")
    func nestedIndex() throws {
        let items = try items("/option-chains/SPX/nested")
        #expect(items.map { $0["root-symbol"]?.string } == ["SPX", "SPXW"])
        for item in items {
            #expect(item["underlying-symbol"]?.string == "SPX")
            #expect(item["option-chain-type"]?.string == "Standard")
            #expect(item["shares-per-contract"]?.int == 100)
            let ticks = try #require(item["tick-sizes"]?.array)
            #expect(ticks.map { $0["value"]?.string } == ["0.05", "0.1"])
            #expect(ticks.map { $0["threshold"]?.string } == ["3.0", nil])
            for expiration in try #require(item["expirations"]?.array) {
                let isMorning = item["root-symbol"]?.string == "SPX"
                #expect(expiration["settlement-type"]?.string == (isMorning ? "AM" : "PM"))
                let strikes = try #require(expiration["strikes"]?.array)
                let prices = try strikes.map { try #require($0["strike-price"]?.string.flatMap { Price($0) }) }
                #expect(prices != prices.sorted() && Set(prices).count == prices.count)
            }
        }
        let first = try #require(items[1]["expirations"]?.array?.first)
        #expect(first["expiration-date"]?.string == "2026-11-20")
        #expect(first["days-to-expiration"]?.int == 0)
        let strike = try #require(first["strikes"]?.array?.first)
        let call = try #require(strike["call"]?.string)
        #expect(call.hasPrefix("SPXW  261120C") && call.utf8.count == 21)
        #expect(strike["put-streamer-symbol"]?.string?.hasPrefix(".SPXW261120P") == true)
    }

    @Test("what has expired is left out")
    func expired() throws {
        let later = try ask("/option-chains/SPY/nested", after: .seconds(7 * 3600)).json["data"]?["items"]?.array
        let first = try #require(later?.first?["expirations"]?.array?.first)
        #expect(first["expiration-date"]?.string == "2026-11-23")
    }

    @Test("compact lists every symbol twice, plain every contract once")
    func otherForms() throws {
        let compact = try items("/option-chains/AAPL/compact")
        let symbols = try #require(compact.first?["symbols"]?.array)
        #expect(symbols.count == compact.first?["streamer-symbols"]?.array?.count)
        let plain = try items("/option-chains/AAPL")
        #expect(plain.count == symbols.count)
        let option = try #require(plain.first)
        #expect(option["exercise-style"]?.string == "American")
        #expect(option["market-time-instrument-collection"]?.string == "Equity Option")
        #expect(option["expires-at"]?.string == "2026-11-20T21:00:00.000+00:00")
        #expect(option["strike-price"]?.string?.contains(".") == true)
    }

    @Test("a futures chain has its futures, one of them active, and chains by exercise style")
    func nestedFutures() throws {
        for path in ["/futures-option-chains/ES/nested", "/futures-option-chains//ES/nested"] {
            let data = try #require(try ask(path).json["data"])
            let futures = try #require(data["futures"]?.array)
            #expect(futures.map { $0["symbol"]?.string } == ["/ESZ6", "/ESH7", "/ESM7", "/ESU7"])
            #expect(futures.map { $0["active-month"]?.bool } == [true, false, false, false])
            #expect(futures.map { $0["next-active-month"]?.bool } == [false, true, false, false])
            let chains = try #require(data["option-chains"]?.array)
            #expect(chains.map { $0["exercise-style"]?.string } == ["American", "European"])
            let weekly = try #require(
                chains[1]["expirations"]?.array?.first { $0["option-root-symbol"]?.string == "EW4" })
            #expect(weekly["option-contract-symbol"]?.string == "EW4X6")
            #expect(weekly["underlying-symbol"]?.string == "/ESZ6")
            #expect(weekly["expires-at"]?.string == "2026-11-27T18:00:00.000+00:00")
            #expect(weekly["tick-sizes"]?.array?.first?["threshold"]?.string == "5.0")
            let call = try #require(weekly["strikes"]?.array?.first?["call"]?.string)
            #expect(call.hasPrefix("./ESZ6 EW4X6 261127C"))
        }
        #expect(try ask("/futures-option-chains/CL").json["data"]?["items"]?.array?.isEmpty == false)
    }

    @Test("single contracts and lists of them")
    func instruments() throws {
        let spy = "SPY   261218P00680000"
        let found = try items(
            "/instruments/equity-options", query: [("symbol[]", spy), ("symbol[]", "SPY   261218P00680370")])
        #expect(found.map { $0["symbol"]?.string } == [spy])
        #expect(
            try ask("/instruments/equity-options/\(spy)").json["data"]?["streamer-symbol"]?.string == ".SPY261218P680")
        let weekly = "./ESZ6 EW4X6 261127P6800"
        let future = try items("/instruments/future-options", query: [("symbol[]", weekly)])
        #expect(future.map { $0["streamer-symbol"]?.string } == ["./EW4X26P6800:XCME"])
        let one = try ask("/instruments/future-options/\(weekly)").json["data"]
        #expect(one?["option-root-symbol"]?.string == "EW4" && one?["multiplier"]?.string == "1.0")
        #expect(try ask("/instruments/equity-options/\(weekly)").status == 404)
    }

    @Test("lists of contracts come in pages and are selected by root, expiration, type and strike")
    func selections() throws {
        let path = "/instruments/future-options"
        let weekly: [(name: String, value: String)] = [
            ("option-root-symbol", "EW4"), ("expiration-date", "2026-11-27"), ("option-type", "P"),
        ]
        let puts = try items(path, query: weekly)
        try #require(puts.count > 10)
        #expect(puts.allSatisfy { $0["option-type"]?.string == "P" })
        #expect(Set(puts.map { $0["option-root-symbol"]?.string }) == ["EW4"])
        let one = try items(path, query: weekly + [("strike-price", "6800")])
        #expect(one.map { $0["symbol"]?.string } == ["./ESZ6 EW4X6 261127P6800"])
        let page = try ask(path, query: weekly + [("per-page", "4"), ("page-offset", "1")]).json
        #expect(page["data"]?["items"]?.array == Array(puts[4..<8]))
        #expect(page["pagination"]?["total-items"]?.int == puts.count)
        #expect(page["pagination"]?["current-item-count"]?.int == 4)
        let all = try ask("/instruments/equity-options").json
        #expect(all["data"]?["items"]?.array?.count == 1000)
        #expect(all["pagination"]?["total-items"]?.int ?? 0 > 1000)
    }

    @Test("what has expired is listed when it is asked for, and not as active")
    func expiredContracts() throws {
        let expired = "SPY   261120P00680000"
        let query: [(name: String, value: String)] = [("symbol[]", expired), ("symbol[]", "SPY   261218P00680000")]
        func symbols(_ more: [(name: String, value: String)]) throws -> [Bool?] {
            let answer = try ask("/instruments/equity-options", query: query + more, after: .seconds(7 * 3600))
            return try #require(answer.json["data"]?["items"]?.array).map { $0["active"]?.bool }
        }
        #expect(try symbols([]) == [true])
        #expect(try symbols([("with-expired", "true")]) == [false, true])
        #expect(try symbols([("with-expired", "true"), ("active", "true")]) == [true])
        #expect(try symbols([("with-expired", "true"), ("active", "false")]) == [false])
    }

    @Test("indices are instruments, inactive ones")
    func indices() throws {
        let spx = try #require(try ask("/instruments/equities/SPX").json["data"])
        #expect(spx["is-index"]?.bool == true && spx["active"]?.bool == false)
        #expect(spx["option-tick-sizes"]?.array?.count == 2)
        let spy = try #require(try ask("/instruments/equities/SPY").json["data"])
        #expect(spy["is-index"]?.bool == false && spy["option-tick-sizes"]?.array?.count == 1)
    }

    @Test(
        "without options the list is empty, without the symbol there is none",
        arguments: [
            ("/option-chains/BRK/B/nested", 200), ("/option-chains/NOPE/nested", 404),
            ("/option-chains/ES/nested", 404), ("/futures-option-chains/SI/nested", 404),
            ("/futures-option-chains/SPY/nested", 404), ("/option-chains", 404), ("/futures-option-chains", 404),
        ])
    func absent(path: String, status: Int) throws {
        let answer = try ask(path)
        #expect(answer.status == status)
        if status == 200 { #expect(answer.json["data"]?["items"]?.array == []) }
    }
}
