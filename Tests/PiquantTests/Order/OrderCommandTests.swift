import MarketModel
import Testing

@testable import Tastytrade
@testable import piquant

@Suite struct OrderCommandTests {
    private static let day = TradingDay("2026-11-20")!

    private func arguments(_ words: [String]) throws -> Arguments {
        guard case .run(_, let arguments) = try Program.root.parse(["order", "dry-run", "--legs"] + words) else {
            throw UsageError("help")
        }
        return arguments
    }

    private func order(_ words: String...) throws -> OrderArguments {
        let arguments = try arguments(words)
        return try OrderArguments(arguments, on: Self.day)
    }

    @Test("a credit is above zero and a debit below, with or without a stop")
    func pricing() throws {
        #expect(try order("-1 SPY 261218P660; 1 SPY 261218P655", "--credit", "1.35").pricing == .limit(Price("1.35")!))
        #expect(try order("1 SPY", "--debit", "600").pricing == .limit(Price("-600")!))
        #expect(try order("1 SPY", "--market").pricing == .market)
        #expect(try order("-1 SPY", "--stop", "590", "--close").pricing == .stop(trigger: Price("590")!))
        #expect(
            try order("-1 SPY", "--stop", "590", "--credit", "589").pricing
                == .stopLimit(trigger: Price("590")!, limit: Price("589")!))
        #expect(try order("1 SPY", "--notional", "25").pricing == .notional(Money("25")!))
    }

    @Test("legs are read in every notation and keep their sign")
    func legs() throws {
        let legs = try order("-1 SPXW 261218P6500, 2 /ESZ6;1 SPY", "--debit", "1").legs
        #expect(legs.map(\.count) == [-1, 2, 1])
        #expect(legs.map(\.symbol.tastytradeSymbol) == ["SPXW  261218P06500000", "/ESZ6", "SPY"])
    }

    @Test("durations are the venue's")
    func durations() throws {
        #expect(try order("1 SPY", "--debit", "600").duration == .day)
        #expect(try order("1 SPY", "--debit", "600", "--tif", "gtc-overnight").duration == .gtcExtOvernight)
        #expect(
            try order("1 SPY", "--debit", "600", "--tif", "gtd", "--until", "2026-12-18").duration
                == .gtd(TradingDay("2026-12-18")!))
    }

    @Test(
        "what cannot be an order is refused before anything starts, with what to write instead",
        arguments: [
            (["1 SPY"], "no price"), (["1 SPY", "--debit", "1", "--credit", "1"], "choose one"),
            (["1 SPY", "--debit", "-1"], "without a sign"), (["1 SPY", "--market", "--stop", "1"], "leave"),
            (["SPY", "--market"], "a leg is a number"), (["0 SPY", "--market"], "above or below zero"),
            (["", "--market"], "no leg"), (["1 SPY", "--debit", "1", "--tif", "gtd"], "--until"),
            (["1 SPY", "--debit", "1", "--until", "2026-12-18"], "--tif gtd"),
            (["1 SPY", "--notional", "0"], "above zero"), (["1 SPY", "--notional", "5", "--debit", "1"], "leave"),
            (["1 ?", "--market"], "symbol"),
        ])
    func refusals(words: [String], part: String) throws {
        let arguments = try arguments(words)
        do {
            _ = try OrderArguments(arguments, on: Self.day)
            Issue.record("\(words) was taken")
        } catch {
            #expect(error.message.contains(part), "\(error.message)")
        }
    }

    @Test("nobody to ask and no --yes: nothing is sent, exit code 3")
    func unasked() async throws {
        guard !(SecretPrompt.isTerminal && Terminal.showsProgress) else { return }
        #expect(await Program.run(["order", "place", "--legs", "1 SPY", "--debit", "600"]) == .refused)
    }

    @Test("the examples of the help run against a simulator of their own: judged, placed, followed, listed")
    func simulator() async throws {
        #expect(await Program.run(["order", "dry-run", "--legs", "1 SPY", "--debit", "600", "--json"]) == .done)
        #expect(
            await Program.run(["order", "place", "--legs", "1 SPY", "--debit", "300", "--yes", "--follow", "300"])
                == .done)
        #expect(await Program.run(["order", "list", "--json"]) == .done)
        #expect(await Program.run(["order", "place", "--legs", "1 SPY", "--debit", "600.005", "--yes"]) == .refused)
        #expect(await Program.run(["order", "cancel", "12"]) == .failed)
    }

    @Test("paper never gets an order, and a misspelt venue is an error")
    func venues() async throws {
        #expect(await Program.run(["order", "cancel", "1", "--venue", "paper"]) == .refused)
        #expect(await Program.run(["order", "cancel", "1", "--venue", "prodution"]) == .usage)
        #expect(await Program.run(["order", "show", "x"]) == .usage)
    }

    @Test("every ending of an order has a code, a meaning for the money and an exit code")
    func failures() {
        let refusal = OrderRefusal(
            status: 422, code: "margin_check_failed", message: "too little", reasons: [], buyingPower: nil)
        let question = OpenQuestion(
            account: "A", handle: "ID", cause: .timedOut, sentAt: .epoch, looks: 9, failedLooks: 9)
        let endings: [(Failure, String, ExitCode)] = [
            (OutcomeReport.failure(.notPlaced(.refused(refusal))), "P441", .failed),
            (OutcomeReport.failure(.notPlaced(.nothingSent("down"))), "P442", .failed),
            (OutcomeReport.failure(.notPlaced(.neverArrived(looks: 7))), "P442", .failed),
            (OutcomeReport.failure(.notPlaced(.receipt(.alreadySubmitted))), "P445", .refused),
            (OutcomeReport.failure(.unknown(question)), "P443", .incomplete),
        ]
        for (failure, code, exitCode) in endings {
            #expect(failure.code == code && failure.exitCode == exitCode)
        }
        #expect(OutcomeReport.failure(.unknown(question)).message.contains("Do not send it again"))
    }
}
