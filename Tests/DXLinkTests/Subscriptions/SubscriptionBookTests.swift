import MarketModel
import Testing

@testable import DXLink

struct SubscriptionBookTests {
    let now = MachineScript.start

    private func changes(_ book: inout SubscriptionBook, at moment: Timestamp? = nil) -> [SubscriptionBook.Change] {
        _ = book.fitToLimits()
        return book.changes(at: moment ?? now, contract: { $0.preferredContract }, fromTime: { $0.fromTime })
    }

    @Test("messages stay within the frame limit and lose nothing")
    func chunks() throws {
        var book = SubscriptionBook(limits: SubscriptionLimits())
        let symbols = (0..<2000).map { ".SPXW261120P\(1000 + $0)" }
        book.want(symbols.map { MarketSubscription(.timeAndSale, $0) })
        let changes = changes(&book)
        let frames = changes.map { DXLinkMessage.feedSubscription(channel: 12_345, $0.subscription).bytes }
        #expect(frames.allSatisfy { $0.count <= 8192 })
        #expect(frames.count < 18)
        #expect(changes.flatMap(\.subscription.add).map(\.symbol) == symbols)
        #expect(self.changes(&book).isEmpty)
    }

    @Test("more than the limit parks the lowest priority, the latest of equals first, and brings it back")
    func budget() {
        var book = SubscriptionBook(limits: SubscriptionLimits(pairs: 3))
        book.want([
            MarketSubscription(.quote, "A", priority: 1), MarketSubscription(.quote, "B"),
            MarketSubscription(.quote, "C"), MarketSubscription(.quote, "D", priority: 2),
        ])
        let first = book.fitToLimits()
        #expect(first.parked.map(\.symbol) == ["C"])
        #expect(changes(&book).flatMap(\.subscription.add).map(\.symbol) == ["D", "A", "B"])
        book.want([MarketSubscription(.quote, "E", priority: 3)])
        #expect(book.fitToLimits().parked.map(\.symbol) == ["B"])
        let change = changes(&book)
        #expect(change.flatMap(\.subscription.remove).map(\.symbol) == ["B"])
        #expect(change.flatMap(\.subscription.add).map(\.symbol) == ["E"])
        #expect(book.parked.map(\.symbol) == ["B", "C"])
        book.drop([MarketSubscription.Key(.quote, "A")])
        #expect(book.fitToLimits().restored.map(\.symbol) == ["B"])
        #expect(book.toldCount == 2)
    }

    @Test("candles have a limit of their own")
    func candles() {
        var book = SubscriptionBook(limits: SubscriptionLimits())
        book.want((0..<120).map { MarketSubscription(.candle, "S\($0){=m}", fromTime: now) })
        book.want([MarketSubscription(.quote, "SPY")])
        #expect(book.fitToLimits().parked.count == 20)
        #expect(changes(&book).flatMap(\.subscription.add).count == 101)
    }

    @Test("the rate limit holds the rest back until the minute has moved on")
    func rate() throws {
        var book = SubscriptionBook(limits: SubscriptionLimits(changesPerMinute: 100))
        book.want((0..<250).map { MarketSubscription(.quote, "S\($0)") })
        #expect(changes(&book).flatMap(\.subscription.add).count == 100)
        #expect(changes(&book, at: now + .seconds(60)).isEmpty)
        let next = try #require(book.nextChange(after: now))
        #expect(next == now + .seconds(61))
        #expect(changes(&book, at: next).flatMap(\.subscription.add).count == 100)
        #expect(changes(&book, at: next + .seconds(61)).flatMap(\.subscription.add).count == 50)
        #expect(book.nextChange(after: now) == nil)
    }

    @Test("what the server found too much is sent again when the window has moved on, three times and no more")
    func refused() throws {
        var book = SubscriptionBook(limits: SubscriptionLimits())
        book.want([MarketSubscription(.quote, "OLD")])
        #expect(changes(&book, at: now - .seconds(100)).count == 1)
        book.want((0..<500).map { MarketSubscription(.quote, "S\($0)") })
        var moment = now
        #expect(changes(&book).count > 1)
        for _ in 0..<SubscriptionBook.mostRefusals {
            // One refusal for each message.
            let takenBack = (1...3).map { book.refused(.ticker, at: moment + .milliseconds($0)) }
            #expect(takenBack == [true, true, true] && book.toldCount == 1)
            #expect(changes(&book, at: moment + .seconds(30)).isEmpty)
            moment = try #require(book.nextChange(after: moment))
            #expect(changes(&book, at: moment).flatMap(\.subscription.add).count == 500)
        }
        let fourth = book.refused(.ticker, at: moment + .milliseconds(1))
        #expect(!fourth && book.toldCount == 501)
        book.connectionLost()
        #expect(changes(&book, at: moment).flatMap(\.subscription.add).count == 501)
        let onNewConnection = book.refused(.ticker, at: moment)
        #expect(onNewConnection)
    }

    @Test("another start of history replaces the subscription; the same one does nothing")
    func replaced() {
        var book = SubscriptionBook(limits: SubscriptionLimits())
        book.want([MarketSubscription(.candle, "SPY{=d}", fromTime: now)])
        #expect(changes(&book).count == 1)
        book.want([MarketSubscription(.candle, "SPY{=d}", fromTime: now)])
        #expect(changes(&book).isEmpty)
        book.want([MarketSubscription(.candle, "SPY{=d}", fromTime: now - .seconds(60))])
        #expect(changes(&book).flatMap(\.subscription.add).map(\.fromTime) == [(now - .seconds(60)).milliseconds])
    }

    @Test("what is dropped before it was told needs no message, and what comes back at once neither")
    func dropped() {
        var book = SubscriptionBook(limits: SubscriptionLimits())
        book.want([MarketSubscription(.quote, "A"), MarketSubscription(.quote, "B")])
        book.drop([MarketSubscription.Key(.quote, "A")])
        #expect(changes(&book).flatMap(\.subscription.add).map(\.symbol) == ["B"])
        book.drop([MarketSubscription.Key(.quote, "B")])
        #expect(changes(&book).flatMap(\.subscription.remove).map(\.symbol) == ["B"])
        #expect(book.isEmpty)
    }
}
