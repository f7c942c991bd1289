import MarketModel
import Testing

@testable import Tastytrade

/// What the fields of a record mean, beyond that they are kept.
struct RecordValueTests {
    private func one<Value: Sendable>(_ endpoint: Endpoint<Value>, _ data: String) throws -> Value {
        try endpoint.decode(Array(#"{"data":\#(data)}"#.utf8)).value
    }

    @Test("a debit is below zero in every record, and zero is not absent")
    func signs() throws {
        let balance = try one(
            Endpoints.balance,
            #"{"account-number":"A","cash-balance":"0.0","pending-cash":"250.5","pending-cash-effect":"Debit","intraday-equities-cash-amount":"3","intraday-equities-cash-effect":"Credit"}"#
        )
        #expect(balance.pendingCash == Money("-250.5") && balance.cashBalance == .zero)
        #expect(balance.intradayEquitiesCashAmount == Money("3") && balance.marginEquity == nil)
        let fees = try one(Endpoints.totalFees, #"{"total-fees":"1.12","total-fees-effect":"Debit"}"#)
        #expect(fees.totalFees == Money("-1.12"))
    }

    @Test(
        "a position has its sign from its direction, and none when the direction is not known",
        arguments: [("Long", "3"), ("Short", "-3"), ("Zero", "0"), ("Sideways", nil)])
    func position(direction: String, signed: String?) throws {
        let positions = try one(
            Endpoints.positions,
            #"{"items":[{"symbol":"AAPL","quantity":"3","quantity-direction":"\#(direction)"}]}"#)
        #expect(positions.first?.signedQuantity == signed.flatMap { Quantity($0) })
        #expect(positions.first?.direction?.rawValue == direction)
    }

    @Test("percent on the wire is a fraction here, and a fraction stays one")
    func metrics() throws {
        let metrics = try #require(
            try one(
                Endpoints.marketMetrics,
                #"{"items":[{"symbol":"AAPL","implied-volatility-index":"0.265","implied-volatility-30-day":"26.5","historical-volatility-60-day":25,"iv-hv-30-day-difference":"-1.5","implied-volatility-index-5-day-change":"-0.01","corr-spy-3month":"0.7","liquidity-rating":4}]}"#
            ).first)
        #expect(metrics.impliedVolatilityIndex == 0.265 && metrics.impliedVolatility30Day == 0.265)
        #expect(metrics.historicalVolatility60Day == 0.25 && metrics.impliedOverHistorical30Day == -0.015)
        #expect(metrics.impliedVolatilityIndex5DayChange == -0.01 && metrics.correlationWithSPY == 0.7)
        #expect(metrics.historicalVolatility30Day == nil)
    }

    @Test("an empty margin group is left out, and NaN is absent")
    func margin() throws {
        let report = try one(
            Endpoints.marginReport,
            #"{"account-number":"A","groups":[{},{"code":"AAPL","groups":[{"description":"LONG_UNDERLYING","position-entries":[{"instrument-symbol":"AAPL","fixing-price":"NaN","close-price":"185.5"}]}]}]}"#
        )
        #expect(report.groups.map(\.code) == ["AAPL"])
        let entry = try #require(report.groups.first?.groups.first?.positionEntries.first)
        #expect(entry.fixingPrice == nil && entry.closePrice == Price("185.5"))
    }

    @Test("net liquidating values are read in either spelling")
    func spellings() throws {
        for (total, pending) in [("total-close", "pending-cash-open"), ("totalClose", "pendingCashOpen")] {
            let bars = try one(
                Endpoints.netLiqHistory,
                #"{"items":[{"time":"2026-11-16","open":"1","\#(total)":"12.5","\#(pending)":"3"}]}"#)
            #expect(bars.first?.totalClose == Money("12.5") && bars.first?.pendingCashOpen == Money("3"))
        }
    }

    @Test("a halt that never was is absent, and either name of the flag is read")
    func halts() throws {
        for name in ["is-trading-halted", "trading-halted"] {
            let market = try one(
                Endpoints.marketSnapshot,
                #"{"symbol":"AAPL","\#(name)":false,"halt-start-time":-1,"halt-end-time":"-1","last-trade-time":1795184999123}"#
            )
            #expect(market.isTradingHalted == false && market.haltStartTime == nil && market.haltEndTime == nil)
            #expect(market.lastTradeTime == Timestamp(milliseconds: 1_795_184_999_123) && market.bid == nil)
        }
    }

    @Test("only a market that says it is open is open", arguments: ["Open", "open", "OPEN"])
    func open(state: String) throws {
        #expect(SessionState(rawValue: state).isOpen)
        for other in ["Closed", "Pre-market", "After-Hours", "Opening", ""] {
            #expect(!SessionState(rawValue: other).isOpen)
        }
    }

    @Test("a simulated trade's debit is below zero in lower case too")
    func simulatedTrade() throws {
        let points = try one(
            Endpoints.simulateTrade,
            #"{"items":[{"dateTime":"2026-11-16T14:30:00Z","price":"1.5","effect":"debit"},{"dateTime":"2026-11-16T14:30:00Z","price":2,"effect":"credit"}]}"#
        )
        #expect(points.map(\.price) == [Money("-1.5"), Money("2")])
    }

    @Test("a token never prints")
    func secrecy() throws {
        let grant = try Endpoints.accessGrant.decode(
            Array(#"{"access_token":"secret-words","refresh_token":"secret-words","expires_in":900}"#.utf8)
        ).value
        var dumped = ""
        dump(grant, to: &dumped)
        #expect(!"\(grant) \(String(reflecting: grant)) \(dumped)".contains("words") && grant.secondsToLive == 900)
    }
}
