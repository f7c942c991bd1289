import Brokerage
import MarketModel
import Testing

/// Books with one account and a market, and short words for what tests do with them.
struct Desk {
    var books: Books
    var market = TestMarket()
    var account = "5WT00001"
    /// The moment of the next request.
    var now: Timestamp

    /// Monday 2026-11-16, 10:00 in New York unless told otherwise.
    init(
        _ margin: AccountMargin = .margin, deposit: String = "100000", at clock: (hour: Int, minute: Int) = (10, 0),
        on day: TradingDay = Listing.monday, rules: BrokerageRules = BrokerageRules()
    ) {
        now = USTimeZone.eastern.moment(day, clock.hour, clock.minute)
        books = Books(rules: rules, openedAt: now)
        books.open(
            AccountProfile(
                number: account, nickname: "Test", margin: margin, hasFutures: margin != .cash, openedAt: now),
            deposit: Money(deposit) ?? .zero)
        market.quote("SPY", "655.00", "655.02", last: "655.01")
        market.quote("AAPL", "200.00", "200.10", last: "200.05")
        market.quote("SPX", "6600", "6600", last: "6600")
        market.quote("/ESZ6", "6600", "6600.25", last: "6600.25")
        market.quote("/ZNZ6", "112", "112.015625", last: "112")
    }

    /// Lets time pass.
    mutating func wait(_ span: Duration = .seconds(1)) {
        now = now + span
        books.advance(to: now, market)
    }

    /// Goes on to an hour in New York.
    mutating func go(to day: TradingDay, _ hour: Int, _ minute: Int = 0) {
        now = USTimeZone.eastern.moment(day, hour, minute)
        books.advance(to: now, market)
    }

    /// Places an order and gives its number.
    @discardableResult
    mutating func place(_ request: OrderRequest) throws -> Int {
        try books.place(request, in: account, at: now, market).order.id
    }

    /// Places an order and lets it be filled.
    @discardableResult
    mutating func trade(_ request: OrderRequest) throws -> Order {
        let id = try place(request)
        wait()
        return try order(id)
    }

    func order(_ id: Int) throws -> Order { try #require(books.order(id, in: account)) }

    /// The codes for which an order is refused; none when it is taken.
    mutating func refusals(_ request: OrderRequest) -> [String] {
        do throws(BrokerageError) {
            _ = try books.dryRun(request, in: account, at: now, market)
            return []
        } catch {
            switch error {
            case .refused(let report): return report.errors.map(\.code)
            case .invalid(let faults): return faults.map(\.domain)
            default: return ["\(error)"]
            }
        }
    }

    var balance: Balance { books.balance(of: account, market) }

    func position(_ symbol: String) -> Position? {
        books.ledgerPositions(in: account).first { $0.symbol == symbol }
    }

    func held(_ symbol: String) -> Quantity { position(symbol)?.quantity ?? .zero }
}

extension OrderRequest {
    /// A limit order of one leg.
    static func limit(
        _ instrument: TradableInstrument, _ action: OrderAction, _ quantity: Int, _ price: String,
        _ timeInForce: TimeInForce = .day
    ) -> OrderRequest {
        OrderRequest(
            .limit, timeInForce, price: Listing.price(price), action.isBuy ? .debit : .credit,
            legs: [.init(instrument.instrumentClass, instrument.symbol, action, Quantity(whole: quantity))])
    }

    /// A market order of one leg.
    static func market(
        _ instrument: TradableInstrument, _ action: OrderAction, _ quantity: Int, _ timeInForce: TimeInForce = .day
    ) -> OrderRequest {
        OrderRequest(
            .market, timeInForce,
            legs: [.init(instrument.instrumentClass, instrument.symbol, action, Quantity(whole: quantity))])
    }

    /// A stop order of one leg.
    static func stop(
        _ instrument: TradableInstrument, _ action: OrderAction, _ quantity: Int, trigger: String
    ) -> OrderRequest {
        var request = market(instrument, action, quantity)
        request.type = .stop
        request.stopTrigger = Price(trigger)
        return request
    }

    /// A limit order of several legs of one unit each.
    static func spread(
        _ legs: [(TradableInstrument, OrderAction)], _ quantity: Int, _ price: String, _ effect: CashEffect
    ) -> OrderRequest {
        OrderRequest(
            .limit, .day, price: Listing.price(price), effect,
            legs: legs.map { .init($0.0.instrumentClass, $0.0.symbol, $0.1, Quantity(whole: quantity)) })
    }
}
