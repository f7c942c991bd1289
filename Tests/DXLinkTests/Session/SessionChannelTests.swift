import JSON
import MarketModel
import Testing

@testable import DXLink

struct SessionChannelTests {
    @Test("prints go to STREAM, candles and history to HISTORY, the rest to TICKER, on odd channels")
    func contracts() {
        var script = MachineScript()
        script.subscribe(
            MarketSubscription(.timeAndSale, "SPY"), MarketSubscription(.quote, "SPY"),
            MarketSubscription(.candle, "SPY{=5m}", fromTime: MachineScript.start - .seconds(86_400)),
            MarketSubscription(.greeks, ".SPY261120C680", fromTime: MachineScript.start - .seconds(3600)),
            MarketSubscription(.timeAndSale, "QQQ", fromTime: MachineScript.start - .seconds(60)))
        script.connect()
        let requests = script.sent.compactMap { message -> String? in
            guard case .channelRequest(let channel, _, let parameters) = message else { return nil }
            return "\(channel) \(parameters["contract"]?.string ?? "")"
        }
        #expect(requests == ["1 TICKER", "3 STREAM", "5 HISTORY"])
        script.open(1, .ticker)
        #expect(script.added.map(\.type) == ["Quote"])
        script.open(3, .stream)
        #expect(script.added == [SubscriptionItem(type: "TimeAndSale", symbol: "SPY")])
        script.open(5, .history)
        #expect(script.added.map(\.type) == ["Candle", "Greeks", "TimeAndSale"])
        #expect(script.added.first?.fromTime == (MachineScript.start - .seconds(86_400)).milliseconds)
    }

    @Test("a channel is requested once, however often something is subscribed on it")
    func requestedOnce() {
        var script = MachineScript()
        script.connect()
        script.subscribe(MarketSubscription(.quote, "A"))
        #expect(script.sent.count == 1)
        script.subscribe(MarketSubscription(.quote, "B"))
        #expect(script.sent.isEmpty)
        script.open(1, .ticker)
        #expect(script.added.map(\.symbol) == ["A", "B"])
        script.subscribe(MarketSubscription(.quote, "C"))
        #expect(script.added.map(\.symbol) == ["C"])
        #expect(script.sent.count == 1)
    }

    @Test("a type that is new on a channel renegotiates its fields before it is subscribed")
    func renegotiation() throws {
        var script = MachineScript { $0.eventFields[.quote] = ["eventSymbol", "bidPrice"] }
        script.connect()
        script.subscribe(MarketSubscription(.quote, "A"))
        script.open(1, .ticker)
        script.subscribe(MarketSubscription(.trade, "A"))
        guard case .feedSetup(1, let setup)? = script.sent.first, case .feedSubscription? = script.sent.last else {
            Issue.record("\(script.sent)")
            return
        }
        #expect(setup.acceptEventFields.map(\.type) == ["Quote", "Trade"])
        #expect(setup.acceptEventFields.first?.fields == ["eventSymbol", "bidPrice"])
    }

    @Test(
        "a refused contract falls back to AUTO, once, and says so",
        arguments: [
            DXLinkMessage.channelClosed(channel: 1), .error(channel: 1, code: "BAD_ACTION", text: "no such contract"),
        ])
    func fallback(refusal: DXLinkMessage) {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.timeAndSale, "SPY"))
        script.connect()
        script.step(.message(refusal))
        #expect(script.notices.contains { if case .contractFellBack(.stream, _) = $0 { true } else { false } })
        #expect(
            script.sent == [
                .channelRequest(
                    channel: 3, service: "FEED", parameters: .object([.init("contract", .string("AUTO"))]))
            ])
        let status = script.machine.status(ledger: FeedLedger(), at: script.now)
        #expect(status.refusals.map(\.contract) == [.stream])
        #expect(status.refusals.first?.isServedByAuto == true)
        script.open(3, .auto)
        #expect(script.added.map(\.type) == ["TimeAndSale"])
        script.subscribe(MarketSubscription(.timeAndSale, "QQQ"))
        #expect(script.added.map(\.symbol) == ["QQQ"])
    }

    @Test("when AUTO is refused too, nothing loops and it is told")
    func autoRefused() {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.quote, "SPY"))
        script.connect()
        script.step(.message(.channelClosed(channel: 1)))
        script.step(.message(.channelClosed(channel: 3)))
        #expect(script.notices.last == .contractRefused(.auto, reason: "CHANNEL_CLOSED"))
        #expect(script.sent.isEmpty)
        #expect(script.machine.channels.isEmpty)
    }

    @Test("a channel the server closes is asked for again under a new number, a few times")
    func reopened() {
        var script = MachineScript()
        script.subscribe(MarketSubscription(.quote, "SPY"))
        script.connect()
        var number = 1
        for _ in 0..<SessionMachine.mostReopenings {
            script.open(number, .ticker)
            #expect(script.added.map(\.symbol) == ["SPY"])
            script.step(.message(.channelClosed(channel: number)))
            number += 2
            #expect(script.actions.contains(.forget(channel: number - 2)))
            #expect(script.sent.map(\.channel) == [number])
        }
        #expect(script.machine.gaps.all.map(\.cause) == [.channelClosed])
        script.open(number, .ticker)
        script.step(.message(.channelClosed(channel: number)))
        #expect(script.sent.isEmpty)
        #expect(script.notices.last == .contractRefused(.ticker, reason: "CHANNEL_CLOSED"))
    }

    @Test("after a reconnect everything is subscribed again, series from their last record")
    func replay() {
        var script = MachineScript()
        let day = MachineScript.start - .seconds(86_400)
        script.subscribe(
            MarketSubscription(.quote, "SPY"), MarketSubscription(.candle, "SPY{=5m}", fromTime: day),
            MarketSubscription(.candle, "QQQ{=5m}", fromTime: day))
        script.connect()
        script.open(1, .ticker)
        script.open(3, .history)
        let last: Int64 = 1_794_999_900_000
        script.data(
            script.candle("SPY{=5m}", milliseconds: last, flags: 4),
            script.candle("SPY{=5m}", milliseconds: last - 300_000),
            script.candle("SPY{=5m}", milliseconds: day.milliseconds, flags: 10),
            // This one's snapshot does not end before the connection does.
            script.candle("QQQ{=5m}", milliseconds: last, flags: 4))
        #expect(
            script.notices.last
                == .snapshotComplete(MarketSubscription.Key(.candle, "SPY{=5m}"), isSnipped: false))
        script.step(.closed(code: 1006, reason: ""))
        script.wait(.seconds(1))
        script.connect()
        script.open(1, .ticker)
        script.open(3, .history)
        #expect(script.added.map(\.fromTime) == [last, day.milliseconds])
        let key = MarketSubscription.Key(.candle, "SPY{=5m}")
        #expect(script.notices.last == .seriesResumed(key, from: Timestamp(milliseconds: last)!))
        script.data(
            script.candle("SPY{=5m}", milliseconds: last + 300_000, flags: 4),
            script.candle("SPY{=5m}", milliseconds: last, flags: 10))
        let filled = script.machine.gaps.closed.first { $0.key == key }
        #expect(filled?.isFilled == true)
    }
}
