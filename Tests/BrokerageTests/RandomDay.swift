import Brokerage
import MarketModel
import Options
import TestSupport

/// A random trading day: accounts, and orders of all kinds at random moments, then the night with its expiries and
/// settlements.
struct RandomDay {
    var books: Books
    let market: RandomMarket
    private var random: SeededGenerator
    private(set) var now: Timestamp
    let accounts = ["5WT00001", "5WT00002", "5WT00003"]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        market = RandomMarket(seed: seed)
        var rules = BrokerageRules()
        rules.seed = seed
        rules.checksMargin = seed.isMultiple(of: 10)
        rules.earlyAssignmentPerMille = 300
        rules.dividends = ["SPY": [.init(exDay: Listing.day("2026-11-17"), amount: Listing.price("1.83"))]]
        now = USTimeZone.eastern.moment(Listing.monday, 8)
        books = Books(rules: rules, openedAt: now)
        for (number, margin) in zip(accounts, [AccountMargin.margin, .cash, .ira]) {
            books.open(
                AccountProfile(number: number, nickname: number, margin: margin, hasFutures: true, openedAt: now),
                deposit: Money("1000000.01") ?? .zero)
        }
    }

    /// Lives through the day and the beginning of the next.
    mutating func run() {
        let evening = USTimeZone.eastern.moment(Listing.monday, 17)
        while now < evening {
            now = now + .seconds(Int.random(in: 60...2400, using: &random))
            act()
        }
        books.advance(to: USTimeZone.eastern.moment(Listing.day("2026-11-17"), 9, 1), market)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func act() {
        let account = pick(accounts)
        let open = books.orders(in: account).filter { !$0.status.isTerminal }
        switch Int.random(in: 0..<12, using: &random) {
        case 0 where !open.isEmpty:
            _ = try? books.cancel(pick(open).id, in: account, at: now, market)
        case 1 where !open.isEmpty:
            let order = pick(open)
            var change = OrderChange()
            change.price = order.request.price.map { Price(billionths: $0.billionths + 1_000_000_000) }
            _ = try? books.replace(order.id, change, in: account, at: now, market)
        case 2:
            let first = single(account)
            let orders = [single(account, closing: first), single(account, closing: first)]
            _ = try? books.place(
                ComplexOrderRequest(.otoco, trigger: first, orders: orders), in: account, at: now, market)
        case 3:
            let amount = Money(billionths: Int128(Int.random(in: -500...500, using: &random)) * 10_000_000)
            books.transfer(amount, in: account, at: now, market)
        case 4, 5: _ = try? books.place(spread(), in: account, at: now, market)
        default: _ = try? books.place(single(account), in: account, at: now, market)
        }
    }

    /// An order of one leg, or one that would close another.
    private mutating func single(_ account: String, closing other: OrderRequest? = nil) -> OrderRequest {
        let held = books.ledgerPositions(in: account).filter { $0.quantity != .zero }
        var leg: LegRequest
        if let first = other?.legs.first {
            leg = first
            leg.action = .of(isBuy: !first.action.isBuy, isClosing: true)
        } else if !held.isEmpty, Bool.random(using: &random), let instrument = market.instrument(pick(held).symbol) {
            let position = books.ledgerPositions(in: account).first { $0.symbol == instrument.symbol }
            let quantity = position?.quantity ?? .zero
            let size = quantity < .zero ? -quantity : quantity
            leg = LegRequest(
                instrument.instrumentClass, instrument.symbol, .of(isBuy: quantity < .zero, isClosing: true), size)
        } else {
            let instrument = pick(Listing.all.filter { $0.instrumentClass != .cryptocurrency && $0.symbol != "SPX" })
            let size = instrument.instrumentClass == .equity ? 100 : 3
            leg = LegRequest(
                instrument.instrumentClass, instrument.symbol, pick([.buyToOpen, .sellToOpen]),
                Quantity(whole: Int.random(in: 1...size, using: &random)))
        }
        if leg.instrumentClass == .future { leg.action = leg.action.isBuy ? .buy : .sell }
        var request = OrderRequest(.market, .day, legs: [leg])
        let price = market.quote(of: leg.symbol, at: now).flatMap { leg.action.isBuy ? $0.ask : $0.bid }
        guard let price, let tick = market.instrument(leg.symbol)?.tick(at: price) else { return request }
        request.timeInForce = pick([.day, .gtc, .ioc, .day])
        request.type = pick([.limit, .limit, .market, .stop, .stopLimit])
        if request.type == .market { request.timeInForce = .day }
        let away = Price(billionths: tick.billionths * Int64.random(in: -8...8, using: &random))
        if request.type.hasPrice {
            request.price = max(tick, price + away)
            request.priceEffect = leg.action.isBuy ? .debit : .credit
        }
        if request.type.hasTrigger { request.stopTrigger = max(tick, price - away) }
        return request
    }

    /// Two to four options of one list.
    private mutating func spread() -> OrderRequest {
        let list = pick([Listing.spyOptions, Listing.spyToday, Listing.spxwToday, Listing.esOptions])
        let chosen = Array(list.shuffled(using: &random).prefix(Int.random(in: 2...4, using: &random)))
        let unit = Int.random(in: 1...3, using: &random)
        let legs = chosen.map { instrument in
            LegRequest(
                instrument.instrumentClass, instrument.symbol, pick([.buyToOpen, .sellToOpen]),
                Quantity(whole: unit * Int.random(in: 1...2, using: &random)))
        }
        var request = OrderRequest(.limit, .day, legs: legs)
        let effect = pick([CashEffect.debit, .credit])
        request.price = Price(billionths: Int64.random(in: 0...200, using: &random) * 50_000_000)
        request.priceEffect = effect
        return request
    }
}
