import MarketModel
import Options
import Testing

@testable import piquant

/// Chains out of a simulator that the verb starts itself.
@Suite(.serialized)
struct VenueChainSourceTests {
    private func arguments(_ words: String...) throws -> Arguments {
        guard case .run(_, let arguments) = try Program.root.parse(words) else { throw UsageError("help") }
        return arguments
    }

    @Test(
        "the chosen expiration is priced among all that are listed",
        arguments: [("SPY", "SPY"), ("SPX", "SPXW"), ("/ES", "E")])
    func chosen(symbol: String, root: String) async throws {
        let arguments = try arguments("chain", symbol, "--dte", "20", "--wait", "30", "--seed", "5")
        let reading = try await arguments.chainSource().reading()
        let choice = try reading.snapshot.expiration(arguments.expirationQuery())
        #expect(choice.expiration.series.root.hasPrefix(root))
        #expect(reading.snapshot.expirations.count > 10)
        #expect(choice.expiration.forward != nil)
        let volatility = try #require(choice.expiration.atTheMoneyVolatility)
        #expect((0.05...0.6).contains(volatility))
        let strikes = choice.expiration.strikes
        #expect(strikes.count > 50)
        #expect(strikes.allSatisfy { $0.call?.ask != nil && $0.put?.ask != nil })
        #expect(reading.origin == "simulator, live")
        #expect(reading.notes.contains { $0.contains("synthetic") })
        let neighbour = reading.snapshot.expirations.first { $0.series != choice.expiration.series }
        #expect(neighbour?.forward == nil, "only the chosen one was asked for")
    }

    @Test("a condor of the day comes out of it with a credit below its wing")
    func condor() async throws {
        let arguments = try arguments("option", "condor", "SPX", "--dte", "0", "--wait", "30")
        let reading = try await arguments.chainSource().reading()
        let wing = try #require(Price("30"))
        let condor = try reading.snapshot.findIronCondor(
            IronCondorQuery(expiration: try arguments.expirationQuery(), delta: 0.10, wing: wing, tolerance: 0.05))
        #expect(condor.creditAtMid > .zero && condor.creditAtMid < wing)
    }

    @Test("every expiration is priced when all are wanted")
    func all() async throws {
        let reading = try await arguments("chain", "VIX", "--wait", "30").chainSource(pricesAll: true).reading()
        #expect(reading.snapshot.expirations.allSatisfy { $0.forward != nil })
    }

    @Test("what a venue cannot answer is a wrong use, before anything is started")
    func wrongUse() throws {
        #expect(throws: UsageError.self) { _ = try arguments("chain").chainSource() }
        #expect(throws: UsageError.self) { _ = try arguments("chain", "SPY", "--at", "2021-01-04").chainSource() }
        #expect(throws: UsageError.self) {
            _ = try arguments("chain", "SPY", "--rate", "0.04", "--curve", "x.csv").chainSource()
        }
    }

    @Test(
        "symbols without options, and venues that are none, end with the documented codes",
        arguments: [("NOPE", "P303"), ("BRK/B", "P303"), ("A/B/C", "P303")])
    func refusals(symbol: String, code: String) async throws {
        let source = try arguments("chain", symbol).chainSource()
        await #expect { _ = try await source.reading() } throws: { ($0 as? Failure)?.code == code }
        let moon = try arguments("chain", "SPY", "--venue", "moon").chainSource()
        await #expect(throws: UsageError.self) { _ = try await moon.reading() }
    }
}
