import MarketModel
import Options
import Testing

@testable import piquant

struct ChainArgumentsTests {
    private func arguments(_ words: String...) throws -> Arguments {
        guard case .run(_, let arguments) = try ChainCommand.command.parse(words) else { throw UsageError("help") }
        return arguments
    }

    @Test("moments in every spelling")
    func moments() throws {
        #expect(try ChainMoment(nil) == .last)
        #expect(try ChainMoment("2021-01-04") == .lastOf(TradingDay(daysSince1970: 18_631)))
        let expected = try #require(Timestamp("2021-01-04T20:00:00Z"))
        for text in ["2021-01-04T20:00:00Z", "2021-01-04 15:00", "2021-01-04T15:00", "2021-01-04T15:00:00-05:00"] {
            #expect(try ChainMoment(text) == .moment(expected))
        }
        #expect(try ChainMoment("2021-07-01 15:00") == .moment(try #require(Timestamp("2021-07-01T19:00:00Z"))))
        for text in ["", "noon", "2021-01-04 25:00", "2021-13-01", "2021-01-04 3:00"] {
            #expect(throws: UsageError.self) { try ChainMoment(text) }
        }
    }

    @Test("expirations by day, by days and by window")
    func expirations() throws {
        let day = try #require(TradingDay("2021-01-08"))
        #expect(try arguments("--expiry", "2021-01-08").expirationQuery() == ExpirationQuery(.day(day)))
        #expect(try arguments("--dte", "30").expirationQuery() == ExpirationQuery(.days(30)))
        #expect(try arguments().expirationQuery() == ExpirationQuery(.days(0)))
        let narrowed = try arguments("--dte-window", "30-60", "--kind", "Weekly", "--settlement", "PM")
        #expect(
            try narrowed.expirationQuery()
                == ExpirationQuery(.days(30), window: 30...60, kinds: [.weekly], settlement: .pm))
    }

    @Test(
        "wrong arguments are said to be",
        arguments: [
            ["--expiry", "soon"], ["--dte", "-1"], ["--dte-window", "60-30"], ["--dte-window", "60"],
            ["--expiry", "2021-01-08", "--dte", "3"],
        ])
    func wrong(words: [String]) throws {
        guard case .run(_, let arguments) = try ChainCommand.command.parse(words) else { return }
        #expect(throws: UsageError.self) { try arguments.expirationQuery() }
    }

    @Test("a chain needs a symbol or a file, and what goes with a file goes with no venue")
    func sources() throws {
        #expect(throws: UsageError.self) { try arguments().chainSource() }
        #expect(throws: UsageError.self) { try arguments("SPY", "--at", "2021-01-04").chainSource() }
        #expect(throws: UsageError.self) {
            try arguments("--chain", "x.zip", "--rate", "0.1", "--curve", "y.csv").chainSource()
        }
        #expect(throws: UsageError.self) { try arguments("--chain", "x.zip", "--rate", "5").chainSource() }
        #expect(try arguments("SPY").chainSource() is VenueChainSource)
        #expect(try arguments("--chain", "x.zip", "--rate", "0.05").chainSource() is RecordedChainSource)
    }

    @Test("figures as people read them, a dash for what is missing")
    func figures() {
        #expect(ChainText.percent(0.12345) == "12.3%")
        #expect(ChainText.percent(nil) == "–")
        #expect(ChainText.money(Money("-1234.565")) == "-$1234.57")
        #expect(ChainText.money(Money("0.5")) == "$0.50")
        #expect(ChainText.age(.seconds(119)) == "119s")
        #expect(ChainText.age(.seconds(7199)) == "119m")
        #expect(ChainText.age(nil) == "–")
        #expect(ChainText.timeLeft(1 / 8760) == "1h 0m")
        #expect(ChainText.count(nil as Int64?) == "–")
    }
}
