import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

struct OrderRecordTests {
    @Test("a dry run reads whole: the net credit above zero, costs below, decimals as text and as numbers")
    func dryRun() throws {
        let (placed, _, drift) = try Endpoints.orderDryRun.decode(Array(OrderFixture.judgedSpread.utf8))
        #expect(placed.order.id == nil)
        #expect(placed.order.updatedAt == nil)
        #expect(placed.order.price == Price("1.35"))
        #expect(placed.order.size == Quantity(whole: 1))
        #expect(placed.order.legs.map(\.remaining) == [Quantity(whole: 1), Quantity(whole: 1)])
        let power = try #require(placed.judgement.buyingPower)
        #expect(power.changeInBuyingPower == Money("-367.26"))
        #expect(power.current == Money("25000"))
        #expect(power.impact == Money("-367.26"))
        let fees = try #require(placed.judgement.fees)
        #expect(fees.total == Money("-2.15"))
        #expect(fees.rebates == Money("0.1"))
        #expect(fees.proprietaryIndexOption == .zero)
        #expect(fees.parts.map(\.name) == ["orf", "taf"])
        #expect(fees.parts.map(\.amount) == [Money("-0.04"), Money("-0.01")])
        #expect(placed.judgement.warnings.map(\.code) == ["tif.next_valid_session"])
        #expect(drift.filter(\.isLoss).isEmpty)
    }

    @Test("a debit is below zero, and an unknown status is kept and not final")
    func signs() throws {
        let order = try OrderFixture.decoded(OrderFixture.order(7, status: "Remove Pending"))
        #expect(order.id == OrderID(7))
        #expect(order.price == Price("-6800.25"))
        #expect(order.status.rawValue == "Remove Pending")
        #expect(!order.status.isTerminal && !order.status.isKnown)
    }

    @Test("a price whose effect is missing is not guessed")
    func noEffect() throws {
        let text = #"{"id":1,"status":"Live","price":"1.00","legs":[]}"#
        let (order, _, drift) = try Endpoints.order.decode(Array(text.utf8))
        #expect(order.price == nil)
        #expect(drift.contains { $0.isLoss })
    }

    @Test("the average fill price of a spread is net of its legs and weighs partial fills")
    func average() throws {
        let at: Int64 = 1_788_595_114_390
        let short = OrderFixture.Leg(
            symbol: "SPY   261120P00660000", type: "Equity Option", action: "Sell to Open", quantity: 2, remaining: 0,
            fills: [("a", 1, "3.00", at), ("b", 1, "3.10", at)])
        let long = OrderFixture.Leg(
            symbol: "SPY   261120P00655000", type: "Equity Option", action: "Buy to Open", quantity: 2, remaining: 0,
            fills: [("c", 2, "1.65", at)])
        let order = try OrderFixture.decoded(OrderFixture.order(9, status: "Filled", legs: [short, long]))
        #expect(order.averageFillPrice == Price("1.4"))
    }

    @Test("an unreadable leg or order costs nobody else's")
    func neighbours() throws {
        let list = #"{"data":{"items":[\#(OrderFixture.order(1)),{"id":2},7,\#(OrderFixture.order(3))]}}"#
        let (orders, _, drift) = try Endpoints.liveOrders.decode(Array(list.utf8))
        #expect(orders.map(\.id) == [OrderID(1), OrderID(3)])
        #expect(drift.contains { $0.isLoss })
    }

    @Test("a complex order reads its trigger, its parts and the links between them")
    func complex() throws {
        let text =
            #"{"data":{"id":"77","type":"OTOCO","trigger-order":\#(OrderFixture.order(1, status: "Contingent")),"#
            + #""orders":[\#(OrderFixture.order(2)),\#(OrderFixture.order(3))],"related-orders":[{"id":"1","#
            + #""complex-order-id":77,"complex-order-tag":"OTOCO::trigger-order","replacing-order-id":4,"status":"Live"}]}}"#
        let order = try Endpoints.complexOrder.decode(Array(text.utf8)).value
        #expect(order.id == OrderID(77))
        #expect(order.components.map(\.id) == [OrderID(1), OrderID(2), OrderID(3)])
        #expect(order.related.first?.replacedBy == OrderID(4))
    }

    @Test("cut and mutated answers never crash the decoder", arguments: UInt64(0)..<10)
    func hostile(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let whole = Array(OrderFixture.judgedSpread.utf8)
        for _ in 0..<20 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            let cut = Int.random(in: 0...bytes.count, using: &random)
            for text in [bytes, Array(whole[..<cut])] {
                for endpoint in [AnyEndpoint(Endpoints.orderDryRun), AnyEndpoint(Endpoints.liveOrders)] {
                    let (drift, failure) = endpoint.drift(of: text)
                    #expect(failure != nil || drift.allSatisfy { $0.count > 0 })
                }
            }
        }
    }
}
