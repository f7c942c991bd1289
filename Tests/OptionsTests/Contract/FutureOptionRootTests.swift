import MarketModel
import Testing

@testable import Options

struct FutureOptionRootTests {
    private func month(_ text: String) throws -> ContractMonth {
        let year = try #require(Int(text.suffix(2)))
        let letter = try #require(text.first)
        let number = try #require(ContractMonth.month(of: letter))
        return try #require(ContractMonth(year: 2000 + year, month: number))
    }

    @Test(
        "expirations of 2026 and 2027, by the exchange's rules worked out by hand",
        arguments: [
            // root, contract month, expires, at, future
            ("ES", "Z26", "2026-12-18", "2026-12-18T14:30:00Z", "/ESZ6"),
            ("EW", "X26", "2026-11-30", "2026-11-30T21:00:00Z", "/ESZ6"),
            ("EW", "Z26", "2026-12-31", "2026-12-31T21:00:00Z", "/ESH7"),
            // The day after Thanksgiving is a half day.
            ("EW4", "X26", "2026-11-27", "2026-11-27T18:00:00Z", "/ESZ6"),
            ("EW3", "U26", "2026-09-18", "2026-09-18T20:00:00Z", "/ESZ6"),
            ("E1A", "N26", "2026-07-06", "2026-07-06T20:00:00Z", "/ESU6"),
            ("E4B", "X26", "2026-11-24", "2026-11-24T21:00:00Z", "/ESZ6"),
            ("E5A", "X26", "2026-11-30", "2026-11-30T21:00:00Z", "/ESZ6"),
            // Thanksgiving: the Wednesday before.
            ("E4D", "X26", "2026-11-25", "2026-11-25T21:00:00Z", "/ESZ6"),
            // CLF7 ends on 2026-12-21, four business days before Friday the 25th, a holiday; its options three before.
            ("LO", "F27", "2026-12-16", "2026-12-16T19:30:00Z", "/CLF7"),
            ("LO", "G27", "2027-01-14", "2027-01-14T19:30:00Z", "/CLG7"),
            ("LO4", "X26", "2026-11-27", "2026-11-27T18:00:00Z", "/CLF7"),
            ("OG", "Z26", "2026-11-24", "2026-11-24T18:30:00Z", "/GCZ6"),
            ("OZN", "Z26", "2026-11-20", "2026-11-20T22:00:00Z", "/ZNZ6"),
            ("EUU", "Z26", "2026-12-04", "2026-12-04T15:00:00Z", "/6EZ6"),
        ])
    func expirations(root: String, contract: String, day: String, at: String, future: String) throws {
        let month = try month(contract)
        let series = try #require(FutureOptionRoot.named(root)?.series(of: month))
        #expect(series.expiration.description == day)
        #expect(series.expiresAt.description == at)
        #expect(series.underlying == future)
        #expect(series.isOnFuture)
        #expect(FutureOptionRoot.named(root)?.month(expiring: series.expiration) == month)
    }

    @Test("quarterlies are American and end in the morning, weeklies European in the afternoon")
    func styles() throws {
        let quarterly = try #require(FutureOptionRoot.named("ES"))
        #expect(quarterly.style == .american)
        #expect(quarterly.settlement == .am)
        #expect(!quarterly.isInferred)
        let weekly = try #require(FutureOptionRoot.named("E3C"))
        #expect(weekly.style == .european)
        #expect(weekly.settlement == .pm)
        #expect(FutureOptionRoot.named("QN1")?.isInferred == true)
        #expect(FutureOptionRoot.named("XX") == nil)
    }

    @Test("months without such a day, or without a future, have no contract")
    func absent() throws {
        #expect(try FutureOptionRoot.named("ES")?.expiration(of: month("X26")) == nil)
        // November 2026 has four Thursdays.
        #expect(try FutureOptionRoot.named("E5D")?.expiration(of: month("X26")) == nil)
        #expect(try FutureOptionRoot.named("E5A")?.expiration(of: month("X26")) != nil)
    }

    @Test("every contract of every root expires before its future ends, and its name finds it again")
    func everyContract() throws {
        for root in FutureOptionRoot.all {
            for year in 2024...2028 {
                for number in 1...12 {
                    let month = try #require(ContractMonth(year: year, month: number))
                    guard let series = root.series(of: month) else { continue }
                    let future = try #require(root.future(of: month))
                    let last = try #require(future.lastTradingDay)
                    #expect(series.expiration <= last, "\(root.root)\(month)")
                    #expect(series.expiration.isBusinessDay, "\(root.root)\(month)")
                    #expect(root.month(expiring: series.expiration) == month, "\(root.root)\(month)")
                    let strike = try #require(Price("123.5"))
                    let contract = OptionContract(series: series, right: .put, strike: strike)
                    let broker = try #require(contract.tastytradeSymbol)
                    let parsed = try SymbolParser(on: series.expiration).parse(broker).symbol
                    #expect(OptionContract(parsed) == contract, "\(broker)")
                    #expect(parsed.streamerSymbol == contract.streamerSymbol)
                    let feed = try #require(contract.streamerSymbol)
                    let streamed = try SymbolParser(on: series.expiration).parse(feed)
                    #expect(OptionContract(streamed.symbol) == contract, "\(broker)")
                }
            }
        }
    }
}
