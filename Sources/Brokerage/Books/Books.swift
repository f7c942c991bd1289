public import MarketModel

/// The books of a broker: accounts, orders, positions, money and everything that happens to them.
///
/// Deterministic: what it says depends on its rules, on the requests with their moments, on the quotes of the market
/// it is given and on how far time was moved, and on nothing else. It has no clock and does no I/O.
///
/// Every request first moves time to its moment, so that what was due before has happened. A moment before the last
/// one counts as the last one.
///
/// ```swift
/// var books = Books(rules: BrokerageRules(), openedAt: monday)
/// books.open(AccountProfile(number: "5WT00001", nickname: "Main", openedAt: monday), deposit: hundredThousand)
/// let report = try books.place(order, in: "5WT00001", at: monday + .seconds(60), market)
/// books.advance(to: monday + .seconds(61), market)
/// let notices = books.takeNotices(market)
/// ```
public struct Books: Sendable {
    /// How the broker behaves.
    public var rules: BrokerageRules
    /// What goes wrong on purpose.
    public var faults = BrokerageFaults()
    var state: State

    /// Everything that a snapshot keeps.
    struct State: Sendable, Codable {
        var now: Timestamp
        var nextNumber: Int
        var nextFill = 1
        var nextNotice = 1
        var accounts: [String: Account] = [:]
        /// The numbers of accounts as they were opened.
        var accountNumbers: [String] = []
        var orders: [Int: Order] = [:]
        var complexOrders: [Int: ComplexOrder] = [:]
        /// Numbers of orders that are not over, rising.
        var open: [Int] = []
        /// Numbers of complex orders that are not over, rising.
        var openComplex: [Int] = []
        /// Every instrument that an order or position named, also after it ended.
        var instruments: [String: TradableInstrument] = [:]
        /// The next beginning or end of a day.
        var daily: DailyEvent
        var notices: [QueuedNotice] = []
        var droppedNotices = 0
    }

    /// Creates books without accounts.
    ///
    /// - Parameter moment: When they begin.
    public init(rules: BrokerageRules, openedAt moment: Timestamp) {
        self.rules = rules
        state = State(
            now: moment, nextNumber: rules.firstNumber, daily: DailyEvent.next(after: moment))
    }

    /// The moment up to which everything has happened.
    public var now: Timestamp { state.now }

    /// The accounts in the order they were opened.
    public var profiles: [AccountProfile] { state.accountNumbers.compactMap { state.accounts[$0]?.profile } }

    /// The account of a number.
    public func profile(_ number: String) -> AccountProfile? { state.accounts[number]?.profile }

    /// Opens an account with a deposit.
    ///
    /// - Precondition: No account has its number.
    public mutating func open(_ profile: AccountProfile, deposit: Money) {
        precondition(state.accounts[profile.number] == nil, "account \(profile.number) is open already")
        state.accounts[profile.number] = Account(profile: profile)
        state.accountNumbers.append(profile.number)
        move(deposit, in: profile.number, subtype: "Deposit", text: "Opening deposit", at: profile.openedAt)
        state.accounts[profile.number]?.netLiqAtClose = deposit
    }

    /// Money that the customer brings, above zero, or takes.
    public mutating func transfer(
        _ amount: Money, in account: String, at moment: Timestamp, _ market: some VenueMarket
    ) {
        advance(to: moment, market)
        guard state.accounts[account] != nil else { return }
        let isDeposit = amount > .zero
        move(
            amount, in: account, subtype: isDeposit ? "Deposit" : "Withdrawal",
            text: isDeposit ? "Wire funds received" : "Wire funds sent", at: state.now)
        note(.transfer(amount: amount, id: state.nextNumber - 1), in: account)
        note(.balance(account: account), in: account)
    }

    /// The next number of an order, transaction or complex order.
    mutating func takeNumber() -> Int {
        defer { state.nextNumber += 1 }
        return state.nextNumber
    }

    /// An instrument of the market, remembered for when the market has forgotten it.
    mutating func instrument(_ symbol: String, _ market: some VenueMarket) -> TradableInstrument? {
        if let known = state.instruments[symbol] { return known }
        guard let found = market.instrument(symbol) else { return nil }
        state.instruments[symbol] = found
        return found
    }
}
