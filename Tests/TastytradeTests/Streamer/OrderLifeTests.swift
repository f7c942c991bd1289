import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

/// A random but possible life of a spread order: every message the venue would send, in its own order.
private struct ModelLife {
    let messages: [Order]
    let final: (status: OrderStatus, filled: [Int])

    static let symbols = ["SPY   261120P00655000", "SPY   261120P00660000"]

    init(_ random: inout SeededGenerator) throws {
        let quantity = Int.random(in: 1...6, using: &random)
        var clock: Int64 = 1_788_595_000_000
        var filled = [0, 0]
        var fills: [[(id: String, quantity: Int, price: String, at: Int64)]] = [[], []]
        var messages: [Order] = []
        func tell(_ status: String) throws {
            clock += Int64.random(in: 0...40, using: &random)
            let legs = (0..<2).map { leg in
                OrderFixture.Leg(
                    symbol: Self.symbols[leg], type: "Equity Option", action: leg == 0 ? "Buy to Open" : "Sell to Open",
                    quantity: quantity, remaining: quantity - filled[leg], fills: fills[leg])
            }
            messages.append(
                try OrderFixture.decoded(OrderFixture.order(7, status: status, updatedAt: clock, legs: legs)))
        }
        for status in ["Received", "Routed", "In Flight", "Live"] { try tell(status) }
        let target = Int.random(in: 0...quantity, using: &random)
        // Both legs fill by themselves; the order counts as filled once the first is.
        while filled != [target, target] {
            let leg = Int.random(in: 0...1, using: &random)
            guard filled[leg] < target else { continue }
            let part = Int.random(in: 1...(target - filled[leg]), using: &random)
            filled[leg] += part
            fills[leg].append(("f\(leg)-\(fills[leg].count)", part, "1.\(leg)5", clock))
            try tell(filled.contains(quantity) ? "Filled" : "Live")
        }
        if target < quantity {
            if Bool.random(using: &random) { try tell("Cancel Requested") }
            try tell(["Cancelled", "Expired"].randomElement(using: &random)!)
        }
        self.messages = messages
        final = (messages.last!.status, filled)
    }
}

struct OrderLifeTests {
    @Test(
        "any order, loss of early messages and repetition of an order's messages end in the same state",
        arguments: UInt64(0)..<40)
    func permutations(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let model = try ModelLife(&random)
            var straight = try #require(OrderLife(model.messages[0]))
            for message in model.messages { straight.take(message) }
            #expect(straight.order.status == model.final.status)
            #expect(straight.legs.map(\.filled) == model.final.filled.map { Quantity(whole: $0) })
            #expect(straight.isSettled)
            for _ in 0..<5 {
                var mixed = (model.messages + model.messages.filter { _ in Bool.random(using: &random) })
                mixed.shuffle(using: &random)
                var life = try #require(OrderLife(mixed[0]))
                for message in mixed { life.take(message) }
                #expect(life == straight)
            }
        }
    }

    @Test("'Filled' before its fills: the status is known at once, settled only when the fills add up")
    func filledFirst() throws {
        func leg(_ symbol: String, _ fills: Int) -> OrderFixture.Leg {
            OrderFixture.Leg(
                symbol: symbol, type: "Equity Option", action: "Buy to Open", quantity: 2, remaining: 2 - fills,
                fills: (0..<fills).map { ("\(symbol)\($0)", 1, "1.00", 1_788_595_000_000) })
        }
        let first = try OrderFixture.decoded(
            OrderFixture.order(7, status: "Filled", updatedAt: 1_788_595_000_010, legs: [leg("A", 2), leg("B", 0)]))
        var life = try #require(OrderLife(first))
        #expect(life.order.status == .filled && life.awaitsFills && !life.isSettled)
        // A late message of the life before changes nothing.
        life.take(
            try OrderFixture.decoded(
                OrderFixture.order(7, status: "Live", updatedAt: 1_788_595_000_020, legs: [leg("A", 0), leg("B", 0)])))
        #expect(life.order.status == .filled && life.awaitsFills)
        let more = try OrderFixture.decoded(
            OrderFixture.order(7, status: "Filled", updatedAt: 1_788_595_000_015, legs: [leg("A", 2), leg("B", 2)]))
        #expect(life.take(more).count == 2)
        #expect(life.take(more).isEmpty)
        #expect(life.isSettled)
    }

    @Test("a cancelled order that tells no remainder is settled with the fills it has")
    func cancelledWithoutRemainder() throws {
        let leg = OrderFixture.Leg(quantity: 2, remaining: 0)
        let life = try #require(
            OrderLife(try OrderFixture.decoded(OrderFixture.order(7, status: "Cancelled", legs: [leg]))))
        #expect(life.isSettled)
    }

    @Test("a cancelled order whose fills are missing awaits them")
    func cancelledWithMissingFill() throws {
        let life = try #require(
            OrderLife(
                try OrderFixture.decoded(
                    OrderFixture.order(7, status: "Cancelled", legs: [OrderFixture.Leg(quantity: 2, remaining: 1)]))))
        #expect(life.awaitsFills)
    }

    @Test("a chain of replacements leads to its last order, even round in a circle")
    func replacements() throws {
        var book = OrderBook()
        for (id, next) in [(1, 2), (2, 3)] {
            book.take(
                try OrderFixture.decoded(
                    OrderFixture.order(id, status: "Cancelled", extra: #""replacing-order-id":\#(next),"#)))
        }
        book.take(try OrderFixture.decoded(OrderFixture.order(3, extra: #""replaces-order-id":2,"#)))
        #expect(book.latest(of: OrderID(1)) == OrderID(3))
        #expect(book[OrderID(3)]?.replaces == OrderID(2))
        book.take(
            try OrderFixture.decoded(
                OrderFixture.order(
                    3, status: "Cancelled", updatedAt: 1_788_595_999_000, extra: #""replacing-order-id":1,"#)))
        #expect(book.latest(of: OrderID(1)) == OrderID(3))
        #expect(book.open.isEmpty)
    }
}
