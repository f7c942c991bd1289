import MarketModel
import Options
import Testing

@testable import Simulator

struct OptionListingTests {
    private func expirations(_ underlying: String, root: String) throws -> [String] {
        try #require(OptionBench.shared.chain(of: underlying)).series.map(\.series)
            .filter { $0.root == root }.map(\.expiration.description)
    }

    @Test("a session day has options that expire today", arguments: [("SPY", "SPY"), ("SPX", "SPXW"), ("QQQ", "QQQ")])
    func today(underlying: String, root: String) throws {
        #expect(try expirations(underlying, root: root).first == "2026-11-20")
    }

    @Test(
        "dailies skip Thanksgiving, the monthlies of 2026 and 2027 are third Fridays, the long ones Januaries and Junes"
    )
    func shares() throws {
        let days = try expirations("SPY", root: "SPY")
        #expect(days.prefix(6) == ["2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-27", "2026-11-30"])
        // The third Friday of June 2027 is the day Juneteenth is observed.
        for monthly in ["2026-12-18", "2027-01-15", "2027-06-17", "2028-01-21", "2028-06-16"] {
            #expect(days.contains(monthly), "\(monthly)")
        }
        #expect(!days.contains("2026-11-26") && !days.contains("2027-06-18"))
        #expect(days.contains("2026-12-31"))
        #expect(try expirations("AAPL", root: "AAPL").first == "2026-11-20")
    }

    @Test("SPX has mornings on third Fridays beside every evening")
    func indexRoots() throws {
        let mornings = try expirations("SPX", root: "SPX")
        // Today's morning is over at ten.
        #expect(mornings.first == "2026-12-18")
        #expect(try expirations("SPX", root: "SPXW").contains("2026-12-18"))
        let series = try #require(OptionBench.shared.chain(of: "SPX")).series.map(\.series)
        #expect(series.allSatisfy { ($0.root == "SPX") == ($0.settlement == .am) })
    }

    @Test("options on the VIX expire on Wednesdays, the monthlies thirty days before a third Friday")
    func volatility() throws {
        #expect(try expirations("VIX", root: "VIX").prefix(3) == ["2026-12-16", "2027-01-20", "2027-02-17"])
        #expect(try expirations("VIX", root: "VIXW").prefix(3) == ["2026-11-25", "2026-12-02", "2026-12-09"])
    }

    @Test("options on /ES: weekdays, Fridays, ends of month and quarterlies, each day once in the evening")
    func futures() throws {
        let series = try #require(OptionBench.shared.chain(of: "ES")).series.map(\.series)
        let evenings = series.filter { $0.settlement == .pm }.map(\.expiration)
        #expect(Set(evenings).count == evenings.count)
        let roots = Set(series.map(\.root))
        #expect(roots.isSuperset(of: ["ES", "EW", "EW3", "EW4", "E4A", "E4B"]))
        #expect(series.filter { $0.root == "ES" }.map(\.underlying) == ["/ESZ6", "/ESH7", "/ESM7", "/ESU7"])
        let crude = try #require(OptionBench.shared.chain(of: "CL")).series.map(\.series)
        #expect(crude.filter { $0.root == "LO" }.map(\.underlying) == ["/CLF7", "/CLG7", "/CLH7", "/CLJ7"])
        #expect(crude.contains { $0.root == "LO4" })
    }

    @Test(
        "strikes rise, lie around the price and close together near it", arguments: ["SPY", "SPX", "VIX", "ES", "CL"])
    func strikes(underlying: String) throws {
        let model = try #require(OptionBench.shared.models[underlying])
        for listed in try #require(OptionBench.shared.chain(of: underlying)).series {
            let forward = try #require(model.forward(of: listed.series, at: OptionBench.start))
            let strikes = listed.strikes.map(\.doubleValue)
            #expect(strikes == Array(Set(strikes)).sorted())
            #expect(strikes.count >= 15)
            let lowest = try #require(strikes.first)
            let highest = try #require(listed.strikes.last)
            #expect(lowest < forward * 0.95 && highest.doubleValue > forward * 1.05)
            #expect(listed.lists(highest))
            #expect(!listed.lists(Price(billionths: 1_000_000)))
        }
    }

    @Test("what is not listed is not found")
    func unknown() {
        for symbol in [
            ".SPY261120C680.37", ".SPY261121C680", ".NOPE261120C680", "./EW9X26C6800:XCME", "SPY", "", ".", "./",
            ".SPX261120C6800", "./ESZ26C6800:XCBT", String(repeating: ".", count: 500),
        ] {
            #expect(OptionBench.shared.option(symbol)?.contract.streamerSymbol != symbol, "\(symbol)")
        }
    }

    @Test("the broker's and the feed's form find the same contract")
    func bothForms() throws {
        let options = OptionBench.shared
        for chain in options.chains {
            let contract = try #require(chain.series.first?.contracts.first)
            let broker = try #require(contract.tastytradeSymbol)
            let feed = try #require(contract.streamerSymbol)
            #expect(options.option(broker)?.contract == contract)
            #expect(options.option(feed)?.contract == contract)
        }
    }
}
