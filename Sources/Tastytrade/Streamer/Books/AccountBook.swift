public import MarketModel

/// Orders, positions and money of one account, as the account streamer and its snapshots tell them.
///
/// Messages may come late, twice or in any order, and some may be missing: the next snapshot fills the holes. Plain
/// values, no I/O.
public struct AccountBook: Sendable, Equatable {
    /// The account.
    public let account: String
    /// The orders.
    public private(set) var orders = OrderBook()
    /// The positions and the fills they do not show yet.
    public private(set) var positions = PositionTracker()
    /// The last whole record of each position, by symbol.
    public private(set) var holdings: [String: Position] = [:]
    /// When the stream last told of a position since the snapshot before, by our clock.
    private var toldAt: [String: Timestamp] = [:]
    /// The newest balance by currency.
    public private(set) var balances: [String: Balance] = [:]
    /// What the account may do.
    public private(set) var tradingStatus: TradingStatus?
    /// The complex orders by number.
    public private(set) var complexOrders: [OrderID: ComplexOrder] = [:]
    /// Messages that belong to another account.
    public private(set) var foreign = 0

    /// Creates an empty book.
    public init(account: String) { self.account = account }

    /// Takes a notification.
    ///
    /// - Returns: The fills that were not known before.
    @discardableResult
    public mutating func take(_ notification: StreamerNotification, receivedAt: Timestamp) -> [KnownFill] {
        if let sentAt = notification.sentAt { positions.takeTimes(sentAt: sentAt, receivedAt: receivedAt) }
        switch notification.content {
        case .order(let order): return take(order)
        case .complexOrder(let complex):
            guard isOurs(complex.accountNumber) else { return [] }
            if let id = complex.id { complexOrders[id] = complex }
            return complex.components.flatMap { take($0) }
        case .position(let position): take(position, sentAt: notification.sentAt ?? receivedAt, receivedAt: receivedAt)
        case .balance(let balance): take(balance)
        case .tradingStatus(let status):
            if isOurs(status.accountNumber) { tradingStatus = status }
        case .externalTransaction, .yearGain, .orderChain, .quoteAlert, .publicWatchlist, .userMessage, .unknown: break
        }
        return []
    }

    /// Takes a snapshot.
    ///
    /// - Returns: The fills that were not known before: those that the stream never told.
    @discardableResult
    public mutating func take(_ snapshot: AccountSnapshot) -> [KnownFill] {
        guard isOurs(snapshot.account) else { return [] }
        let fresh = snapshot.orders.flatMap { take($0) }
        positions.take(listing: snapshot.positions.filter { isOurs($0.accountNumber) }, readAt: snapshot.takenAt)
        let listed = Dictionary(
            snapshot.positions.map { ($0.symbol, $0) }, uniquingKeysWith: { first, second in newer(first, second) })
        // What the stream told while the snapshot was on its way is newer than it.
        let told = holdings.filter { toldAt[$0.key].map { $0 > snapshot.takenAt } ?? false }
        holdings = listed.merging(told, uniquingKeysWith: { first, second in newer(first, second) })
        toldAt = toldAt.filter { $0.value > snapshot.takenAt }
        for balance in snapshot.balances { take(balance) }
        return fresh
    }

    /// Forgets settled orders that ended before a moment.
    public mutating func forgetSettled(before moment: Timestamp) {
        orders.forgetSettled(before: moment)
        complexOrders = complexOrders.filter { ($0.value.terminalAt ?? .init(nanoseconds: .max)) >= moment }
    }

    private mutating func take(_ order: Order) -> [KnownFill] {
        guard isOurs(order.accountNumber) else { return [] }
        let fresh = orders.take(order)
        for fill in fresh { positions.take(fill) }
        return fresh
    }

    private mutating func take(_ position: Position, sentAt moment: Timestamp, receivedAt: Timestamp) {
        guard isOurs(position.accountNumber) else { return }
        toldAt[position.symbol] = receivedAt
        positions.take(position, sentAt: moment)
        holdings[position.symbol] = holdings[position.symbol].map { newer($0, position) } ?? position
    }

    private mutating func take(_ balance: Balance) {
        guard isOurs(balance.accountNumber) else { return }
        let currency = balance.currency ?? "USD"
        if let known = balances[currency], (known.updatedAt ?? .epoch) > (balance.updatedAt ?? .epoch) { return }
        balances[currency] = balance
    }

    private mutating func isOurs(_ number: String?) -> Bool {
        if number == nil || number == account { return true }
        foreign += 1
        return false
    }

    private func newer(_ first: Position, _ second: Position) -> Position {
        (first.updatedAt ?? .epoch) > (second.updatedAt ?? .epoch) ? first : second
    }
}

/// An account as REST tells it at one moment.
public struct AccountSnapshot: Sendable, Equatable {
    public let account: String
    /// When the first of its requests was sent.
    public let takenAt: Timestamp
    /// Today's orders and working ones, and those that were asked for one by one.
    public let orders: [Order]
    public let positions: [Position]
    public let balances: [Balance]
    /// What could not be read of the answers.
    public let losses: [FieldDrift]

    /// Creates a snapshot.
    public init(
        account: String, takenAt: Timestamp, orders: [Order], positions: [Position], balances: [Balance],
        losses: [FieldDrift] = []
    ) {
        self.account = account
        self.takenAt = takenAt
        self.orders = orders
        self.positions = positions
        self.balances = balances
        self.losses = losses
    }
}
