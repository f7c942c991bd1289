import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

struct AccountBookTests {
    private static let start: Int64 = 1_788_595_000_000
    private static let symbol = "/ESZ6"

    private static func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: start + milliseconds)! }

    private static func position(_ quantity: Int, at milliseconds: Int64) throws -> Position {
        let direction = quantity > 0 ? "Long" : quantity < 0 ? "Short" : "Zero"
        let text =
            #"{"data":{"items":[{"account-number":"5WT00001","symbol":"\#(symbol)","instrument-type":"Future","#
            + #""quantity":\#(abs(quantity)),"quantity-direction":"\#(direction)","updated-at":\#(start + milliseconds)}]}}"#
        return try #require(try Endpoints.positions.decode(Array(text.utf8)).value.first)
    }

    private static func filledOrder(_ id: Int, buys: Bool, quantity: Int, at milliseconds: Int64) throws -> Order {
        let leg = OrderFixture.Leg(
            symbol: symbol, action: buys ? "Buy to Open" : "Sell to Close", quantity: quantity, remaining: 0,
            fills: [("f\(id)", quantity, "6800.25", start + milliseconds)])
        return try OrderFixture.decoded(
            OrderFixture.order(id, status: "Filled", updatedAt: start + milliseconds, legs: [leg]))
    }

    private static func note(_ content: StreamerNotification.Content) -> StreamerNotification {
        StreamerNotification(content: content, sentAt: nil, sequence: nil)
    }

    @Test("a sale to close waits until the ledger shows the purchase")
    func lag() throws {
        var book = AccountBook(account: "5WT00001")
        book.take(
            AccountSnapshot(account: "5WT00001", takenAt: Self.moment(0), orders: [], positions: [], balances: []))
        let one = Quantity(whole: 1)
        book.take(
            Self.note(.order(try Self.filledOrder(1, buys: true, quantity: 1, at: 100))), receivedAt: Self.moment(110))
        #expect(book.positions.expected(Self.symbol) == one)
        #expect(!book.positions.canClose(one, of: Self.symbol, by: .sellToClose))
        #expect(book.positions.pending(Self.symbol).count == 1)
        book.take(Self.note(.position(try Self.position(1, at: 150))), receivedAt: Self.moment(151))
        #expect(book.positions.canClose(one, of: Self.symbol, by: .sellToClose))
        #expect(book.positions.pending(Self.symbol).isEmpty)
        #expect(book.positions.expected(Self.symbol) == one)
    }

    @Test(
        "our clock may be ahead of the venue's or behind: listings and fills are set in their true order",
        arguments: [-94_608_000_000, -5000, -1, 0, 3000, 94_608_000_000] as [Int64])
    func clockSkew(ahead: Int64) throws {
        func empty(_ at: Int64) -> AccountSnapshot {
            AccountSnapshot(
                account: "5WT00001", takenAt: Self.moment(at + ahead), orders: [], positions: [], balances: [])
        }
        func told(_ content: StreamerNotification.Content, at: Int64) -> (StreamerNotification, Timestamp) {
            (
                StreamerNotification(content: content, sentAt: Self.moment(at), sequence: nil),
                Self.moment(at + 5 + ahead)
            )
        }
        var book = AccountBook(account: "5WT00001")
        let one = Quantity(whole: 1)
        book.take(empty(0))
        for (message, at) in [
            told(.order(try Self.filledOrder(1, buys: true, quantity: 1, at: 100)), at: 105),
            told(.position(try Self.position(1, at: 150)), at: 151),
        ] { book.take(message, receivedAt: at) }
        #expect(book.positions.ledger(Self.symbol) == one && book.positions.expected(Self.symbol) == one)
        #expect(book.positions.pending(Self.symbol).isEmpty)
        #expect(book.positions.canClose(one, of: Self.symbol, by: .sellToClose))
        // The sale and its position are missed: the next listing is right, and a listing is not undone by it.
        book.take(empty(1000))
        #expect(book.positions.ledger(Self.symbol) == .zero && book.holdings.isEmpty)
    }

    @Test("what the stream tells while a snapshot is on its way is newer than the snapshot")
    func overtaken() throws {
        var book = AccountBook(account: "5WT00001")
        book.take(Self.note(.position(try Self.position(2, at: 50))), receivedAt: Self.moment(60))
        book.take(Self.note(.position(try Self.position(3, at: 150))), receivedAt: Self.moment(155))
        book.take(
            AccountSnapshot(
                account: "5WT00001", takenAt: Self.moment(100), orders: [], positions: [try Self.position(2, at: 50)],
                balances: []))
        #expect(book.holdings[Self.symbol]?.signedQuantity == Quantity(whole: 3))
        book.take(
            AccountSnapshot(
                account: "5WT00001", takenAt: Self.moment(900), orders: [], positions: [], balances: []))
        #expect(book.holdings.isEmpty)
    }

    @Test("a position that is listed late, with the time of its fill, counts after the listings that lacked it")
    func lateListing() throws {
        var tracker = PositionTracker()
        tracker.take(listing: [], readAt: Self.moment(0))
        var book = OrderBook()
        for fill in book.take(try Self.filledOrder(1, buys: true, quantity: 1, at: 100)) { tracker.take(fill) }
        tracker.take(listing: [], readAt: Self.moment(400))
        let one = Quantity(whole: 1)
        #expect(tracker.ledger(Self.symbol) == .zero && tracker.expected(Self.symbol) == one)
        tracker.take(listing: [try Self.position(1, at: 100)], readAt: Self.moment(800))
        #expect(tracker.ledger(Self.symbol) == one && tracker.expected(Self.symbol) == one)
        #expect(tracker.canClose(one, of: Self.symbol, by: .sellToClose))
    }

    @Test("a ledger that shows the first of two fills leaves the second pending, whatever its time says")
    func burst() throws {
        var tracker = PositionTracker()
        tracker.take(.zero, of: Self.symbol, at: Self.moment(0))
        var book = OrderBook()
        for (id, at) in [(1, Int64(100)), (2, 110)] {
            for fill in book.take(try Self.filledOrder(id, buys: true, quantity: id, at: at)) { tracker.take(fill) }
        }
        // Changed after both fills happened, but for the first one only.
        tracker.take(Quantity(whole: 1), of: Self.symbol, at: Self.moment(130))
        #expect(tracker.pending(Self.symbol).map(\.order) == [OrderID(2)])
        #expect(tracker.expected(Self.symbol) == Quantity(whole: 3))
        tracker.take(Quantity(whole: 3), of: Self.symbol, at: Self.moment(160))
        #expect(tracker.pending(Self.symbol).isEmpty)
        // An assignment moves the ledger without a fill: the ledger is right.
        tracker.take(Quantity(whole: -7), of: Self.symbol, at: Self.moment(900))
        #expect(tracker.expected(Self.symbol) == Quantity(whole: -7))
    }

    /// A random trading life: fills in time, and a ledger that shows each with a lag.
    private struct ModelDay {
        var orders: [Order] = []
        var ledger: [Position] = []
        var final = 0

        init(_ random: inout SeededGenerator) throws {
            var now: Int64 = 1000
            var shown: Int64 = 0
            for id in 1...Int.random(in: 1...12, using: &random) {
                now += Int64.random(in: 1...200, using: &random)
                let buys = Bool.random(using: &random)
                let quantity = Int.random(in: 1...3, using: &random)
                final += buys ? quantity : -quantity
                orders.append(try AccountBookTests.filledOrder(id, buys: buys, quantity: quantity, at: now))
                shown = max(shown + 1, now + Int64.random(in: 5...90, using: &random))
                ledger.append(try AccountBookTests.position(final, at: shown))
            }
        }
    }

    @Test(
        "whatever the order and repetition of fills and ledger messages, the position ends right",
        arguments: UInt64(0)..<60)
    func shuffled(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let day = try ModelDay(&random)
            var messages =
                day.orders.map { Self.note(.order($0)) } + day.ledger.map { Self.note(.position($0)) }
                + day.orders.filter { _ in Bool.random(using: &random) }.map { Self.note(.order($0)) }
            messages.shuffle(using: &random)
            var book = AccountBook(account: "5WT00001")
            book.take(
                AccountSnapshot(account: "5WT00001", takenAt: Self.moment(0), orders: [], positions: [], balances: []))
            for message in messages { book.take(message, receivedAt: Self.moment(99_000)) }
            #expect(book.positions.ledger(Self.symbol) == Quantity(whole: day.final))
            #expect(book.positions.expected(Self.symbol) == Quantity(whole: day.final))
            #expect(book.orders.open.isEmpty)
        }
    }

    @Test(
        "with 80 % of all order messages dropped the next snapshot ends in the right position, its own lag included",
        arguments: UInt64(0)..<60)
    func dropped(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let day = try ModelDay(&random)
            var book = AccountBook(account: "5WT00001")
            book.take(
                AccountSnapshot(account: "5WT00001", takenAt: Self.moment(0), orders: [], positions: [], balances: []))
            for order in day.orders where Int.random(in: 0..<10, using: &random) < 2 {
                book.take(Self.note(.order(order)), receivedAt: Self.moment(99_000))
            }
            for position in day.ledger where Int.random(in: 0..<10, using: &random) < 2 {
                book.take(Self.note(.position(position)), receivedAt: Self.moment(99_000))
            }
            // The listing of the snapshot may lag behind the last fill too.
            let lags = day.ledger.count > 1 && Bool.random(using: &random)
            let shown = day.ledger[day.ledger.count - (lags ? 2 : 1)]
            let takenAt = lags ? day.orders.last!.updatedAt! : Self.moment(90_000)
            book.take(
                AccountSnapshot(
                    account: "5WT00001", takenAt: takenAt, orders: day.orders, positions: [shown], balances: []))
            #expect(book.positions.expected(Self.symbol) == Quantity(whole: day.final), "seed \(seed)")
            #expect(book.orders.open.isEmpty)
        }
    }

    @Test("an older balance does not replace a newer one, and what is another account's is counted and left alone")
    func balances() throws {
        func balance(_ cash: Int, at milliseconds: Int64, account: String = "5WT00001") throws -> Balance {
            let text =
                #"{"data":{"account-number":"\#(account)","currency":"USD","cash-balance":"\#(cash)","updated-at":\#(Self.start + milliseconds)}}"#
            return try Endpoints.balance.decode(Array(text.utf8)).value
        }
        var book = AccountBook(account: "5WT00001")
        book.take(Self.note(.balance(try balance(200, at: 20))), receivedAt: Self.moment(0))
        book.take(Self.note(.balance(try balance(100, at: 10))), receivedAt: Self.moment(0))
        book.take(Self.note(.balance(try balance(900, at: 30, account: "5WT00009"))), receivedAt: Self.moment(0))
        #expect(book.balances["USD"]?.cashBalance == Money("200"))
        #expect(book.foreign == 1)
    }
}
