public import MarketModel

/// One order as all messages of it tell, in whatever order and however often they came.
///
/// Every message holds the whole order, and each may be late, repeated or incomplete: the first "Filled" of a spread
/// lacks the fills of its other legs. What is kept is chosen so that any order of the same messages ends in the same
/// state: the newest message, with an end that is never undone, the union of all fills, the smallest remainder.
public struct OrderLife: Sendable, Equatable {
    /// The venue's number.
    public let id: OrderID
    /// The message that counts: the newest, but never one that undoes an end.
    public private(set) var order: Order
    /// The legs with every fill ever told.
    public private(set) var legs: [Leg]
    /// The order this one takes the place of.
    public private(set) var replaces: OrderID?
    /// The order that takes the place of this one.
    public private(set) var replacedBy: OrderID?

    /// One leg with its fills.
    public struct Leg: Sendable, Equatable {
        public let symbol: String
        public let instrumentType: InstrumentType?
        public let action: OrderAction
        public let quantity: Quantity?
        /// The smallest remainder that was told; `nil` when none was.
        public fileprivate(set) var remaining: Quantity?
        fileprivate var told: [String: ToldFill]

        /// The fills by time, then by number.
        public var fills: [Fill] {
            told.values.map(\.fill).sorted { first, second in
                let moments = (first.filledAt ?? .epoch, second.filledAt ?? .epoch)
                return moments.0 != moments.1 ? moments.0 < moments.1 : first.id < second.id
            }
        }

        /// Units of the fills.
        public var filled: Quantity { told.values.reduce(.zero) { $0 + $1.fill.quantity } }
    }

    /// A fill and the newest message that told it.
    fileprivate struct ToldFill: Sendable, Equatable {
        var fill: Fill
        var at: Timestamp
    }

    /// Begins with the first message of an order; `nil` when it has no number.
    public init?(_ order: Order) {
        guard let id = order.id else { return nil }
        self.id = id
        self.order = order
        legs = []
        take(order)
    }

    /// Takes another message of the same order.
    ///
    /// - Returns: The fills that were not known before, by leg.
    @discardableResult
    public mutating func take(_ message: Order) -> [(leg: Int, fill: Fill)] {
        if Self.counts(message, over: order) { order = message }
        replaces = Self.link(replaces, message.replaces)
        replacedBy = Self.link(replacedBy, message.replacedBy)
        return message.legs.flatMap { leg in take(leg, of: message) }
    }

    /// What was told about fills is enough: nothing more is awaited.
    ///
    /// False while the order works, and after its end until the fills add up to what is gone.
    public var isSettled: Bool { order.status.isTerminal && unsettled.allSatisfy { $0 <= .zero } }

    /// The status is known but fills are still awaited.
    public var awaitsFills: Bool { order.status.isTerminal && !isSettled }

    /// For each leg how much the venue says is filled beyond the fills it told.
    private var unsettled: [Quantity] {
        legs.map { leg in
            guard let quantity = leg.quantity else { return .zero }
            if order.status == .filled { return quantity - leg.filled }
            // An order that ended without filling may report no remainder at all: then nothing is known to be missing.
            guard let remaining = leg.remaining, remaining > .zero else { return .zero }
            return quantity - remaining - leg.filled
        }
    }

    private mutating func take(_ leg: OrderLeg, of message: Order) -> [(leg: Int, fill: Fill)] {
        let place: Int
        if let known = legs.firstIndex(where: { $0.symbol == leg.symbol }) {
            place = known
        } else {
            legs.append(
                Leg(
                    symbol: leg.symbol, instrumentType: leg.instrumentType, action: leg.action, quantity: leg.quantity,
                    remaining: nil, told: [:]))
            legs.sort { $0.symbol < $1.symbol }
            place = legs.firstIndex { $0.symbol == leg.symbol }!
        }
        // An ended order may tell a remainder of zero without having filled: such a zero tells nothing.
        let isEmptyZero = leg.remaining == .zero && message.status.isTerminal && message.status != .filled
        if let remaining = leg.remaining, !isEmptyZero {
            legs[place].remaining = min(legs[place].remaining ?? remaining, remaining)
        }
        var fresh: [(leg: Int, fill: Fill)] = []
        for fill in leg.fills {
            let told = ToldFill(fill: fill, at: message.updatedAt ?? .epoch)
            guard let known = legs[place].told[fill.id] else {
                legs[place].told[fill.id] = told
                fresh.append((place, fill))
                continue
            }
            if Self.counts(told, over: known) { legs[place].told[fill.id] = told }
        }
        return fresh
    }

    /// Whether a message counts more than the one that is kept: an end more than none, then the newer one; of one moment
    /// the one that is further on.
    private static func counts(_ message: Order, over kept: Order) -> Bool {
        func standing(_ order: Order) -> [Int64] {
            [
                order.status.isTerminal ? 1 : 0, order.updatedAt?.nanoseconds ?? .min, Int64(order.status.rank),
                Int64(order.legs.reduce(0) { $0 + $1.fills.count }),
                -order.legs.reduce(0) { $0 + ($1.remaining?.billionths ?? 0) },
            ]
        }
        let (first, second) = (standing(message), standing(kept))
        if first != second { return second.lexicographicallyPrecedes(first) }
        // The same moment and standing: any fixed rule will do, if only it does not depend on who came first.
        return message.status.rawValue > kept.status.rawValue
    }

    private static func counts(_ told: ToldFill, over known: ToldFill) -> Bool {
        if told.at != known.at { return told.at > known.at }
        let (first, second) = (told.fill, known.fill)
        return (first.quantity.billionths, first.price?.billionths ?? .min)
            > (second.quantity.billionths, second.price?.billionths ?? .min)
    }

    private static func link(_ known: OrderID?, _ told: OrderID?) -> OrderID? {
        guard let known, let told else { return known ?? told }
        return max(known, told)
    }
}
