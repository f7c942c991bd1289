import MarketModel
import Options
import Testing

@testable import piquant

@Suite struct StrategyCommandTests {
    private static let now = Timestamp("2026-11-20T15:30:00Z") ?? .epoch

    private func arguments(_ verb: String, _ words: [String]) throws -> Arguments {
        guard case .run(_, let arguments) = try Program.root.parse(["strategy", verb] + words) else {
            throw UsageError("help")
        }
        return arguments
    }

    private func request(_ words: String...) throws -> StrategyRequest {
        try StrategyRequest(try arguments("price", words), now: Self.now)
    }

    private let condor = [
        "iron-condor", "--underlying", "SPX", "--spot", "6800", "--strikes", "6500,6530,7050,7080", "--dte", "7",
        "--iv",
        "0.2",
    ]

    @Test("a strategy by name is built on the daily root, entered at the model's prices")
    func named() throws {
        let request = try StrategyRequest(try arguments("price", condor), now: Self.now)
        #expect(request.structure.name == "iron-condor")
        #expect(request.structure.legs.compactMap(\.option?.series.root) == Array(repeating: "SPXW", count: 4))
        #expect(request.structure.expirations == [try #require(Timestamp("2026-11-27T18:00:00Z"))])
        #expect(request.structure.openingCash != nil)
        #expect(request.isEntryGiven == [false, false, false, false])
    }

    @Test("written legs in every form are the same legs")
    func notation() throws {
        let day = USTimeZone.eastern.day(of: Self.now)
        let forms = [
            "-1 SPXW 261127P6500 @ 3.2", "-1 spxw 261127p6500 @3.2", "-1 .SPXW261127P6500 @ 3.20",
            "-1 SPXW  261127P06500000 @ 3.2",
        ]
        let legs = try forms.map { try LegNotation.legs($0, on: day) }
        #expect(Set(legs).count == 1)
        #expect(legs[0].first?.entryPrice == Price("3.2"))
        let mixed = try LegNotation.legs("100 AAPL @ 230; -1 AAPL 261218C240", on: day)
        #expect(mixed.map(\.quantity) == [Quantity(whole: 100), Quantity(whole: -1)])
        #expect(mixed[0].instrument == .shares(symbol: "AAPL"))
        let future = try LegNotation.legs("-2 /ESZ6, 2 ./ESZ6 EW4X6 261127P5800", on: day)
        #expect(future[0].instrument == .future(symbol: "/ESZ6", multiplier: Quantity(whole: 50)))
        #expect(future[1].option?.series.root == "EW4")
    }

    @Test("without --iv volatilities are solved from the prices, and give them back")
    func solved() throws {
        let request = try request(
            "--legs", "-1 SPXW 261127P6500 @ 3.2; 1 SPXW 261127P6470 @ 2.4", "--spot", "6800")
        #expect(request.structure.name == "bull-put-spread")
        #expect(request.areVolatilitiesSolved)
        let prices = request.structure.valuation(in: request.market).legs.map(\.price)
        #expect(abs(prices[0] - 3.2) < 1e-9 && abs(prices[1] - 2.4) < 1e-9)
    }

    @Test(
        "wrong words say what is wrong",
        arguments: [
            (["iron-condr", "--spot", "1"], "no strategy 'iron-condr' is known; did you mean 'iron-condor'?"),
            (["--spot", "1"], "name a strategy, as in strategy price iron-condor, or write its --legs"),
            (
                ["long-call", "--spot", "9000000000"],
                "--spot is a price such as 6800.25, up to 100000000; '9000000000' is not"
            ),
            (["long-call"], "--spot is needed: the underlying's price, as in --spot 6800"),
            (["long-call", "--spot", "-1"], "--spot is a price above zero; '-1' is not"),
            (["long-call", "--spot", "5", "--underlying", "SPY"], "--dte or --expiry is needed: --dte 7"),
            (
                ["long-call", "--spot", "5", "--underlying", "SPY", "--dte", "7", "--strikes", "1,2"],
                "long-call has 1 strike, and --strikes gives 2"
            ),
            (
                ["bull-call-spread", "--spot", "5", "--underlying", "SPY", "--dte", "7", "--strikes", "2,1"],
                "strikes rise from the lowest: 1 comes after 2"
            ),
            (
                ["long-call", "--spot", "5", "--underlying", "SPY", "--expiry", "2026-11-26", "--strikes", "5"],
                "nothing expires on 2026-11-26, which is Thanksgiving Day; choose a session"
            ),
            (
                ["covered-call", "--spot", "5", "--underlying", "SPX", "--dte", "7", "--strikes", "5"],
                "covered-call holds its underlying, and SPX is an index that cannot be held"
            ),
            (
                ["long-call", "--spot", "5", "--underlying", "SPY", "--dte", "7", "--strikes", "5"],
                "--iv is needed where a leg has no price: --iv 0.14, or one a leg"
            ),
            (
                ["long-call", "--spot", "5", "--underlying", "SPY", "--dte", "7", "--strikes", "5", "--iv", "14"],
                "--iv is fractions above 0 and to 5, as in 0.14 for 14 %; '14' is none"
            ),
            (
                ["long-call", "--spot", "5", "--legs", "1 SPY 261127C5"],
                "a strategy and --legs both give the legs; choose one"
            ),
            (
                ["--spot", "5", "--iv", "0.2", "--legs", "1 SPY 261127C5", "--legs", "1 QQQ 261127C5"],
                "legs depend on one underlying; these depend on SPY and QQQ"
            ),
            (
                ["--spot", "5", "--legs", "1.5 SPY 261127C5"],
                "'1.5' in '1.5 SPY 261127C5' is no number of contracts above or below zero; a leg is a number, what it is "
                    + "of, and @ its price, as in -1 SPXW 261127P6500 @ 3.2"
            ),
        ])
    func refusals(words: [String], message: String) {
        #expect(throws: UsageError(message)) {
            try StrategyRequest(try arguments("price", words), now: Self.now)
        }
    }

    @Test("an expired leg and a price that no volatility gives fail with their codes")
    func failures() throws {
        func code(_ legs: String) throws -> String {
            do { _ = try request("--legs", legs, "--spot", "6800") } catch let failure as Failure {
                return failure.code
            }
            return "none"
        }
        #expect(try code("-1 SPXW 261119P6500 @ 3.2") == "P601")
        #expect(try code("-1 SPXW 261127P6900 @ 3.2") == "P602")
        #expect(throws: Failure.self) {
            try request(
                "long-put", "--underlying", "SPY", "--spot", "1", "--strikes", "100000000", "--dte", "3660", "--iv",
                "0.2",
                "--rate", "-1")
        }
    }

    @Test("the report of a condor has every figure, in text and in JSON")
    func report() throws {
        let request = try request(
            "--legs", "1 SPXW 261127P6500 @ 2.1; -1 SPXW 261127P6530 @ 3.2; -1 SPXW 261127C7050 @ 1.45", "--legs",
            "1 SPXW 261127C7080 @ 0.8", "--spot", "6800")
        let report = try StrategyReport(request)
        #expect(report.isComplete)
        let text = report.text(explained: false)
        for line in [
            "Iron condor (iron-condor) on SPX at 6800.00, 2026-11-20 10:30 ET", "175.00", "-2,825.00",
            "6528.25, 7051.75", "commission 4, clearing 0.4, regulatory ~0.1, proprietary 2.6",
            "defined risk 3,000.00", "-2,832.10",
        ] { #expect(text.contains(line), "\(line)") }
        #expect(report.json.contains(#""breakevens":["6528.25","7051.75"]"#))
        #expect(report.json.contains(#""change":"-2832.1""#))
        #expect(report.text(explained: true).count > text.count)
    }

    @Test("what is not known is said, and the exit tells")
    func incomplete() throws {
        let naked = try request(
            "short-call", "--underlying", "SPX", "--spot", "6800", "--strikes", "7000", "--dte", "7", "--iv", "0.2",
            "--account", "cash")
        let report = try StrategyReport(naked)
        #expect(!report.isComplete)
        #expect(report.text(explained: false).contains("a cash account cannot hold -1 SPXW 261127C7000"))
        #expect(report.json.contains(#""change":null"#))
    }

    @Test("days to expiration end on a session; a Friday holiday moves to the Thursday")
    func expirations() throws {
        let start = try #require(TradingDay("2026-11-20"))
        #expect(StrategySeries.day(35, after: start) == TradingDay("2026-12-24"))
        #expect(StrategySeries.day(1, after: start) == TradingDay("2026-11-23"))
        #expect(StrategySeries.day(6, after: start) == TradingDay("2026-11-27"))
        #expect(StrategySeries.day(0, after: start) == start)
    }

    @Test("the payoff has its rows at round prices, its days in order, and fits the width")
    func payoff() throws {
        let words = condor + ["--width", "60", "--date", "2026-11-24", "--iv-shift", "-0.02"]
        let arguments = try arguments("payoff", words)
        let payoff = try StrategyPayoff(try StrategyRequest(arguments, now: Self.now), arguments)
        #expect(payoff.table.moments.count == 3)
        #expect(payoff.table.prices.allSatisfy { $0.isMultiple(of: Price(billionths: 50_000_000_000)) })
        let text = payoff.text(explained: true)
        let chart = text.split(separator: "\n").filter { $0.contains("│") || $0.contains("┼") }
        #expect(chart.count == 15)
        #expect(chart.allSatisfy { $0.count <= 60 })
        #expect(payoff.json.contains(#""volatilityShift":-0.02"#))
        let late = try self.arguments("payoff", condor + ["--date", "2026-12-01"])
        #expect(throws: UsageError.self) { try StrategyPayoff(try StrategyRequest(late, now: Self.now), late) }
    }

    @Test("list and show print every strategy")
    func listing() throws {
        let all = StrategyListing(outlook: nil)
        for template in StrategyCatalogue.all {
            #expect(all.text(explained: true).contains(template.risk))
            #expect(StrategyListing.text(of: template).contains(template.name))
        }
        #expect(StrategyListing(outlook: .locked).templates.count < 10)
        #expect(StrategyListing.json(of: try StrategyCommand.named("zebra")).contains(#""slug":"call-zebra""#))
    }
}
