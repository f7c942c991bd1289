public import MarketModel

/// All orders of an account that were ever told of, with the links between replaced ones.
public struct OrderBook: Sendable, Equatable {
    /// The orders by number.
    public private(set) var lives: [OrderID: OrderLife] = [:]
    /// Messages without an order's number: they belong to none.
    public private(set) var unnumbered = 0

    /// Creates an empty book.
    public init() {}

    /// Takes a message of an order, from the stream or from a snapshot.
    ///
    /// - Returns: The fills that were not known before.
    @discardableResult
    public mutating func take(_ order: Order) -> [KnownFill] {
        guard let id = order.id else {
            unnumbered += 1
            return []
        }
        if lives[id] == nil {
            guard let life = OrderLife(order) else { return [] }
            lives[id] = life
            return life.legs.flatMap { leg in leg.fills.map { KnownFill(order: id, leg: leg, fill: $0) } }
        }
        let fresh = lives[id]!.take(order)
        let legs = lives[id]!.legs
        return fresh.map { KnownFill(order: id, leg: legs[$0.leg], fill: $0.fill) }
    }

    /// An order; `nil` when it was never told of.
    public subscript(_ id: OrderID) -> OrderLife? { lives[id] }

    /// The order that stands at the end of a chain of replacements.
    public func latest(of id: OrderID) -> OrderID {
        var (current, seen) = (id, Set([id]))
        while let next = lives[current]?.replacedBy, seen.insert(next).inserted { current = next }
        return current
    }

    /// Orders that have not ended, and ended ones whose fills are still awaited, by number: a snapshot must tell of
    /// each, and of those it leaves out the order itself must be asked.
    public var open: [OrderID] { lives.values.filter { !$0.isSettled }.map(\.id).sorted() }

    /// Forgets settled orders that ended before a moment, so that the book does not grow without end.
    public mutating func forgetSettled(before moment: Timestamp) {
        lives = lives.filter { _, life in !life.isSettled || (life.order.updatedAt ?? .epoch) >= moment }
    }
}

/// A fill with what it is a fill of.
public struct KnownFill: Sendable, Equatable, Identifiable {
    public let order: OrderID
    public let symbol: String
    public let action: OrderAction
    public let fill: Fill

    init(order: OrderID, leg: OrderLife.Leg, fill: Fill) {
        self.order = order
        symbol = leg.symbol
        action = leg.action
        self.fill = fill
    }

    /// Unique in the account: fills of two legs may share a number.
    public var id: String { "\(order) \(symbol) \(fill.id)" }

    /// Above zero bought, below zero sold.
    public var signedQuantity: Quantity { action.direction < 0 ? -fill.quantity : fill.quantity }
}
