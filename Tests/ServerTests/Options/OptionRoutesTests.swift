import Foundation
import Live
import MarketModel
import Options
import Testing
import Wire

@testable import Server

@Suite struct OptionRoutesTests {
    private let chains = FixedChains()
    private var routes: OptionRoutes { OptionRoutes(provider: chains, directory: .standard, venue: "simulator") }

    private func get(_ path: String, _ query: [(name: String, value: String)] = []) async throws -> [String: Any] {
        let answer = try await routes.answer(
            HTTPRequest(method: "GET", path: path, query: query), at: FixedChains.moment)
        #expect(answer.status == 200)
        return try object(answer)
    }

    private func evaluate(_ body: String) async throws -> [String: Any] {
        try object(
            try await routes.answer(
                HTTPRequest(method: "POST", path: "/api/strategy/evaluate", body: Array(body.utf8)),
                at: FixedChains.moment))
    }

    private func object(_ answer: HTTPResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    }

    private func refusal(_ work: () async throws -> Void) async -> RequestError? {
        do {
            try await work()
            return nil
        } catch { return error as? RequestError }
    }

    private static let condor = """
        [{"expiration":"SPXW 2026-12-18","right":"put","strike":"6300","quantity":1},
         {"expiration":"SPXW 2026-12-18","right":"put","strike":"6400","quantity":-1},
         {"expiration":"SPXW 2026-12-18","right":"call","strike":"7100","quantity":-1},
         {"expiration":"SPXW 2026-12-18","right":"call","strike":"7200","quantity":1}]
        """

    @Test("a chain shows tabs, the expiration near thirty days, and strikes with volatility, Greeks and source")
    func chain() async throws {
        let chain = try await get("/api/chain/SPX", [("strikes", "20")])
        #expect(chain["expiration"] as? String == "SPXW 2026-12-18")
        #expect(chain["spot"] as? String == "6800")
        let tabs = try #require(chain["expirations"] as? [[String: Any]])
        #expect(tabs.map { $0["days"] as? Int } == [28, 56])
        #expect(try abs(#require(tabs[0]["iv"] as? Double) - FixedChains.volatility) < 1e-3)
        let rows = try #require(chain["strikes"] as? [[String: Any]])
        #expect(rows.count == 21)
        let put = try #require(rows[0]["put"] as? [String: Any])
        #expect(rows[0]["strike"] as? String == "6550" && put["source"] as? String == "quote")
        #expect(try #require(put["delta"] as? Double) < 0 && put["stale"] as? Bool == false)
        #expect(put["openInterest"] is NSNull && put["quoteTime"] as? Int == 1_795_190_399_000)
    }

    @Test("a structure's figures are those of its legs: cash, bounds, breakevens, fees, buying power")
    func condorValue() async throws {
        let value = try await evaluate(#"{"symbol":"SPX","legs":\#(Self.condor),"days":7,"ivShift":0.02}"#)
        #expect(value["name"] as? String == "Iron condor")
        let legs = try #require(value["legs"] as? [[String: Any]])
        let marks = legs.compactMap { Decimal(string: $0["mark"] as? String ?? "") }
        try #require(marks.count == 4)
        let credit = (marks[1] + marks[2] - marks[0] - marks[3]) * 100
        #expect(Decimal(string: value["openingCash"] as? String ?? "") == credit)
        #expect(value["maxProfit"] as? String == value["openingCash"] as? String)
        #expect(Decimal(string: value["maxLoss"] as? String ?? "") == credit - 10_000)
        let breakevens = try #require(value["breakevens"] as? [String]).map { Decimal(string: $0) ?? 0 }
        #expect(breakevens == [6400 - credit / 100, 7100 + credit / 100])
        let probability = try #require(value["probabilityOfProfit"] as? Double)
        #expect(probability > 0.6 && probability < 0.95)
        #expect(try abs(Double(#require(value["now"] as? String)) ?? 9) < 1)
        let power = try #require(value["buyingPower"] as? [String: Any])
        let fees = try #require(Decimal(string: (value["fees"] as? [String: Any])?["open"] as? String ?? ""))
        #expect(fees > 0)
        let wanted = 10_000 - credit + fees
        #expect(abs((Decimal(string: power["amount"] as? String ?? "") ?? 0) - wanted) <= Decimal(string: "0.01") ?? 0)
    }

    @Test("the curve passes the payoff's corners, and the sliders move the chosen date alone")
    func curve() async throws {
        let still = try await evaluate(#"{"symbol":"SPX","legs":\#(Self.condor)}"#)
        let moved = try await evaluate(#"{"symbol":"SPX","legs":\#(Self.condor),"days":14,"ivShift":0.05}"#)
        let (first, second) = try (curve(still), curve(moved))
        #expect(first["expiry"] == second["expiry"] && first["today"] == second["today"])
        #expect(first["date"] == first["today"] && first["date"] != second["date"])
        let spots = try #require(first["spots"])
        let expiry = try #require(first["expiry"])
        for (strike, key) in [(6300.0, "maxLoss"), (6400, "maxProfit"), (7100, "maxProfit"), (7200, "maxLoss")] {
            let place = try #require(spots.firstIndex(of: strike))
            #expect(abs(expiry[place] - (Double(still[key] as? String ?? "") ?? .nan)) < 0.006)
        }
        let slices = try #require(moved["slices"] as? [[String: Any]])
        #expect(slices.count == 9 && slices[4]["spot"] as? String == "6800" && slices[4]["change"] as? Double == 0)
    }

    private func curve(_ value: [String: Any]) throws -> [String: [Double]] {
        try #require(value["curve"] as? [String: [Double]])
    }

    @Test("before and after an adjustment are valued in one market; a summary leaves curves out")
    func adjustment() async throws {
        let rolled = Self.condor.replacingOccurrences(of: "7100", with: "7000")
        let value = try await evaluate(
            #"{"symbol":"SPX","legs":\#(rolled),"before":\#(Self.condor),"detail":"summary"}"#)
        let before = try #require(value["before"] as? [String: Any])
        let alone = try await evaluate(#"{"symbol":"SPX","legs":\#(Self.condor),"detail":"summary"}"#)
        #expect(before["openingCash"] as? String == alone["openingCash"] as? String)
        #expect(before["openingCash"] as? String != value["openingCash"] as? String)
        #expect(value["curve"] == nil && before["curve"] == nil)
    }

    @Test("a leg's own price counts; an unlimited loss says so; a calendar is valued by the model")
    func others() async throws {
        let short = #"[{"expiration":"SPXW 2026-12-18","right":"call","strike":"7000","quantity":-2,"price":"31.5"}]"#
        let naked = try await evaluate(#"{"symbol":"SPX","legs":\#(short)}"#)
        #expect(naked["openingCash"] as? String == "6300" && naked["maxLoss"] is NSNull)
        #expect((naked["unlimited"] as? [String: Any])?["loss"] as? Bool == true)
        let calendar = """
            [{"expiration":"SPXW 2026-12-18","right":"call","strike":"6800","quantity":-1},
             {"expiration":"SPXW 2027-01-15","right":"call","strike":"6800","quantity":1}]
            """
        let value = try await evaluate(#"{"symbol":"SPX","legs":\#(calendar)}"#)
        #expect(value["basis"] as? String == "model" && (value["breakevens"] as? [String])?.count == 2)
    }

    @Test("a named strategy is placed on listed strikes, and the smile goes through its points")
    func templatesAndSmile() async throws {
        let strategies = try #require(try await get("/api/strategies")["strategies"] as? [[String: Any]])
        #expect(strategies.count > 50)
        let placed = try await get("/api/template/SPX", [("strategy", "iron-condor")])
        let legs = try #require(placed["legs"] as? [[String: Any]])
        #expect(legs.map { $0["quantity"] as? Int } == [1, -1, -1, 1])
        for leg in legs {
            #expect(FixedChains.strikes.contains(Int(leg["strike"] as? String ?? "") ?? 0))
        }
        let smile = try await get("/api/smile/SPX")
        let points = try #require(smile["points"] as? [[String: Any]])
        #expect(points.count > 20 && smile["yesterday"] is NSNull)
        for pair in try #require(smile["fit"] as? [[Double]]) { #expect(abs(pair[1] - FixedChains.volatility) < 2e-3) }
    }

    @Test(
        "what is wrong with a request is said",
        arguments: [
            ("/api/chain/NOPE", "", "symbol_unknown"), ("/api/chain/SPX", "strikes=-2", "strikes_out_of_range"),
            ("/api/chain/SPX", "strikes=x", "strikes_out_of_range"),
            ("/api/chain/SPX", "expiration=SPX 2026-12-18", "expiration_unknown"),
            ("/api/smile/SPX", "expiration=soon", "expiration_unknown"),
            ("/api/template/SPX", "strategy=moonshot", "strategy_unknown"),
            ("/api/template/SPX", "strategy=covered-call", "no_place"),
            ("/api/strategy/evaluate", "", "method_not_allowed"),
        ])
    func refusals(path: String, query: String, code: String) async throws {
        let pairs = query.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: pair[0], value: pair[1])
        }
        #expect(await refusal { _ = try await get(path, pairs) }?.code == code)
    }

    @Test(
        "a structure that cannot be valued says why",
        arguments: [
            ("{", "body_unreadable"), (#"{"symbol":"SPX","legs":[]}"#, "legs_missing"),
            (
                #"{"symbol":"SPX","legs":[{"expiration":"SPXW 2026-12-18","right":"put","strike":"6300","quantity":0}]}"#,
                "quantity_out_of_range"
            ),
            (
                #"{"symbol":"SPX","legs":[{"expiration":"SPXW 2026-12-18","right":"put","strike":"6301","quantity":1}]}"#,
                "leg_unknown"
            ),
            (
                #"{"symbol":"SPX","legs":[{"expiration":"SPXW 2026-12-19","right":"put","strike":"6300","quantity":1}]}"#,
                "expiration_unknown"
            ),
            (
                #"{"symbol":"SPX","legs":[{"expiration":"SPXW 2026-12-18","right":"kick","strike":"6300","quantity":1}]}"#,
                "leg_unreadable"
            ),
            (
                #"{"symbol":"SPX","legs":[{"expiration":"SPXW 2026-12-18","right":"underlying","quantity":1}]}"#,
                "underlying_not_held"
            ),
            (
                #"{"symbol":"SPX","days":-1,"legs":[{"expiration":"SPXW 2026-12-18","right":"put","strike":"6300","quantity":1}]}"#,
                "days_out_of_range"
            ),
            (
                #"{"symbol":"SPX","legs":[{"expiration":"SPXW 2026-12-18","right":"put","strike":"6300","quantity":1,"price":"x"}]}"#,
                "price_unreadable"
            ),
        ])
    func badStructures(body: String, code: String) async {
        #expect(await refusal { _ = try await evaluate(body) }?.code == code)
    }

    @Test("while prices are on their way a structure is refused for now, not valued at nothing")
    func pending() async {
        chains.takeQuotesAway()
        let refused = await refusal { _ = try await evaluate(#"{"symbol":"SPX","legs":\#(Self.condor)}"#) }
        #expect(refused?.code == "prices_pending" && refused?.status == 503)
    }
}
