public import MarketModel

/// An order as the venue tells it, by REST or on the account streamer. What the venue leaves out is `nil`.
///
/// Prices carry a sign: what comes in (`Credit`) is above zero, what goes out (`Debit`) is below.
public struct Order: Sendable, Equatable, Identifiable {
    /// The venue's number; `nil` in a dry run.
    public let id: OrderID?
    public let accountNumber: String?
    /// For futures sometimes the product and sometimes the contract: no key.
    public let underlyingSymbol: String?
    public let underlyingType: InstrumentType?
    public let type: OrderType?
    public let timeInForce: TimeInForce?
    /// The last day of a `GTD` order.
    public let goodUntil: TradingDay?
    public let status: OrderStatus
    /// The net price of one unit: above zero it is received, below zero it is paid.
    public let price: Price?
    /// The amount of a notional order: below zero it is spent.
    public let value: Money?
    /// The price that sets a stop off, as it stands on the market; no sign.
    public let stopTrigger: Price?
    /// Units of the order; the legs' quantities are multiples of it.
    public let size: Quantity?
    public let legs: [OrderLeg]

    /// Whether the venue would take a cancel now.
    public let isCancellable: Bool?
    /// Whether the venue would take a replacement now.
    public let isEditable: Bool?
    /// Whether a replacement has taken its place.
    public let wasEdited: Bool?

    /// The handle its sender gave it: the only way to find it again after a doubt.
    public let externalIdentifier: String?
    /// The order this one takes the place of.
    public let replaces: OrderID?
    /// The order that takes the place of this one.
    public let replacedBy: OrderID?
    public let complexOrderID: OrderID?
    /// Its part in a complex order: `OTOCO::trigger-order`.
    public let complexOrderTag: String?
    /// Its place inside a complex order.
    public let preflightID: String?

    public let receivedAt: Timestamp?
    public let inFlightAt: Timestamp?
    public let liveAt: Timestamp?
    public let cancelledAt: Timestamp?
    public let terminalAt: Timestamp?
    /// When the venue last changed it; orders its messages. `nil` in a dry run.
    public let updatedAt: Timestamp?

    /// Why it was rejected, in the venue's words.
    public let rejectReason: String?
    /// What it waits for: `Pending Order`, `Pending Condition`.
    public let contingentStatus: String?
    public let confirmationStatus: String?
    public let rule: OrderRule?
    public let cancelledSize: Quantity?
    /// Everything else the venue tells of it, for people.
    public let trace: OrderTrace
}

/// The venue's number of an order.
public struct OrderID: Hashable, Comparable, Sendable, LosslessStringConvertible {
    public let number: Int

    public init(_ number: Int) { self.number = number }

    /// Reads a number above zero.
    public init?(_ text: String) {
        guard let number = Int(text), number > 0 else { return nil }
        self.number = number
    }

    public static func < (lhs: OrderID, rhs: OrderID) -> Bool { lhs.number < rhs.number }

    public var description: String { String(number) }
}

/// One leg of an order.
public struct OrderLeg: Sendable, Equatable {
    public let instrumentType: InstrumentType?
    public let symbol: String
    public let action: OrderAction
    /// Units ordered; `nil` for a notional order.
    public let quantity: Quantity?
    /// Units not yet filled.
    public let remaining: Quantity?
    public let fills: [Fill]
}

/// A trade of one leg.
public struct Fill: Sendable, Equatable, Identifiable {
    /// Unique per trade: what tells a repeated fill from a second one.
    public let id: String
    /// Units, without a sign: the leg's action gives it.
    public let quantity: Quantity
    /// The price of one unit as it stands on the market; no sign.
    public let price: Price?
    public let filledAt: Timestamp?
    public let destinationVenue: String?
    public let groupFillID: String?
    public let executionID: String?
}

/// Who sent an order, where it went, and under which numbers others know it.
public struct OrderTrace: Sendable, Equatable {
    public let source: String?
    public let userID: String?
    public let username: String?
    public let cancelUserID: String?
    public let cancelUsername: String?
    public let exchangeOrderNumber: String?
    public let clientOrderID: String?
    public let globalOrderNumber: String?
    public let globalRequestID: String?
    public let destinationVenue: String?
    public let legCount: Int?
}

extension Order {
    /// The average net price of one unit over what is filled, above zero when received; `nil` before the first fill.
    ///
    /// For a spread it is the sum over the legs of what their fills brought, by the order's size.
    public var averageFillPrice: Price? {
        guard let size, size > .zero, legs.contains(where: { !$0.fills.isEmpty }) else { return nil }
        var sum = Int128(0)
        var units = Int128(0)
        for leg in legs {
            guard let quantity = leg.quantity, quantity > .zero else { return nil }
            for fill in leg.fills {
                guard let price = fill.price else { return nil }
                sum -= Int128(leg.action.direction) * Int128(price.billionths) * Int128(fill.quantity.billionths)
                // What part of the whole order this fill is, counted in units of the order.
                units += Int128(fill.quantity.billionths) * Int128(size.billionths) / Int128(quantity.billionths)
            }
        }
        let perLeg = units / Int128(legs.count)
        guard perLeg > 0 else { return nil }
        return Int64(exactly: sum / perLeg).map { Price(billionths: $0) }
    }
}
