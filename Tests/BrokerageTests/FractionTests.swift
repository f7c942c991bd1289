import Brokerage
import MarketModel
import Options
import Testing

/// Fractions of shares, and the fractions of cents that they are worth.
struct FractionTests {
    private func shares(_ quantity: String, _ action: OrderAction = .buyToOpen, price: String? = nil) -> OrderRequest {
        OrderRequest(
            price == nil ? .market : .limit, .day, price: price.flatMap { Price($0) },
            price == nil ? nil : action.isBuy ? .debit : .credit,
            legs: [.init(.equity, "SPY", action, Quantity(quantity))])
    }

    @Test("books whole cents, and gains that are the same money")
    func cents() throws {
        var desk = Desk()
        var request = OrderRequest(.notionalMarket, .day, legs: [.init(.equity, "SPY", .buyToOpen, nil)])
        request.value = Money("50")
        request.valueEffect = .debit
        try desk.trade(request)
        let units = desk.held("SPY")
        desk.market.quote("SPY", "661.37", "661.39", last: "661.38")
        try desk.trade(shares(units.description, .sellToClose))
        let trades = desk.books.transactions(in: desk.account).filter { $0.kind == .trade }
        #expect(trades.count == 2)
        #expect(trades.allSatisfy { $0.value.billionths % 10_000_000 == 0 && $0.value != .zero })
        #expect(desk.balance.cash.billionths % 10_000_000 == 0)
        let gain = trades.reduce(Money.zero) { $0 + $1.value }
        #expect(desk.position("SPY")?.realizedToday == gain)
        #expect(desk.books.yearGains(in: desk.account).first?.lotRealized == gain)
    }

    @Test("charges ten cents for clearing a fraction, however many fills it takes, and the rate per share otherwise")
    func clearing() throws {
        var desk = Desk()
        func clearing(_ request: OrderRequest) throws -> Money {
            let id = try desk.place(request)
            desk.wait(.seconds(5))
            let trades = desk.books.transactions(in: desk.account).filter { $0.orderID == id }
            #expect(trades.allSatisfy { $0.charges.clearing >= .zero })
            return trades.reduce(Money.zero) { $0 + $1.charges.clearing }
        }
        #expect(try clearing(shares("0.5")) == Money("0.1"))
        desk.market.quote("SPY", "655.00", "655.02", size: 4, last: "655.01")
        #expect(try clearing(shares("10.5")) == Money("0.1"))
        #expect(try clearing(shares("12")) == Money("0.01"))
    }

    @Test("refuses a fraction worth less than five dollars, at its limit or at the quote")
    func minimum() {
        var desk = Desk()
        #expect(desk.refusals(shares("0.007")) == ["notional_value_too_small"])
        #expect(desk.refusals(shares("0.008")).isEmpty)
        #expect(desk.refusals(shares("0.5", price: "9.99")) == ["notional_value_too_small"])
        #expect(desk.refusals(shares("0.5", price: "10.00")).isEmpty)
        #expect(desk.refusals(shares("1", price: "1.00")).isEmpty)
    }
}
