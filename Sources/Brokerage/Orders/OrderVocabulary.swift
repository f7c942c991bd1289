public import MarketModel

// The broker's words for orders; raw values are the texts of its API.

/// What a leg does.
public enum OrderAction: String, Sendable, CaseIterable, Codable {
    /// Opens or adds to a long position.
    case buyToOpen = "Buy to Open"
    /// Closes a short position.
    case buyToClose = "Buy to Close"
    /// Opens or adds to a short position.
    case sellToOpen = "Sell to Open"
    /// Closes a long position.
    case sellToClose = "Sell to Close"
    /// Buys a future; the broker finds out whether it opens or closes.
    case buy = "Buy"
    /// Sells a future; the broker finds out whether it opens or closes.
    case sell = "Sell"

    /// Whether it buys.
    public var isBuy: Bool { self == .buyToOpen || self == .buyToClose || self == .buy }
    /// Whether it says that it closes.
    public var isClosing: Bool { self == .buyToClose || self == .sellToClose }
    /// Whether it says that it opens.
    public var isOpening: Bool { self == .buyToOpen || self == .sellToOpen }

    /// The action of this side with a given effect.
    public static func of(isBuy: Bool, isClosing: Bool) -> OrderAction {
        isBuy ? isClosing ? .buyToClose : .buyToOpen : isClosing ? .sellToClose : .sellToOpen
    }
}

/// How an order is priced.
public enum OrderType: String, Sendable, CaseIterable, Codable {
    /// At a price or better.
    case limit = "Limit"
    /// At once, at whatever is quoted.
    case market = "Market"
    /// A market order once its trigger is reached.
    case stop = "Stop"
    /// A limit order once its trigger is reached.
    case stopLimit = "Stop Limit"
    /// A market order for an amount of money.
    case notionalMarket = "Notional Market"
    /// A limit order that crosses the quote; treated as `limit`.
    case marketableLimit = "Marketable Limit"

    /// Whether it carries a price.
    public var hasPrice: Bool { self == .limit || self == .stopLimit || self == .marketableLimit }
    /// Whether it waits for a trigger.
    public var hasTrigger: Bool { self == .stop || self == .stopLimit }
}

/// How long an order works and in which hours.
public enum TimeInForce: String, Sendable, CaseIterable, Codable {
    /// Until the session closes.
    case day = "Day"
    /// Until cancelled.
    case gtc = "GTC"
    /// Until the close of a date.
    case gtd = "GTD"
    /// Until 20:00 in New York, from 7:00.
    case ext = "Ext"
    /// Until cancelled, from 7:00 to 20:00.
    case gtcExt = "GTC Ext"
    /// From 20:00 to 20:00 in New York.
    case extOvernight = "Ext Overnight"
    /// Until cancelled, around the clock.
    case gtcExtOvernight = "GTC Ext Overnight"
    /// At once; what is left is cancelled.
    case ioc = "IOC"

    /// Whether it trades outside regular hours: single-leg orders in shares only.
    public var isExtended: Bool {
        switch self {
        case .ext, .gtcExt, .extOvernight, .gtcExtOvernight: true
        case .day, .gtc, .gtd, .ioc: false
        }
    }

    /// Whether it trades overnight.
    public var isOvernight: Bool { self == .extOvernight || self == .gtcExtOvernight }

    /// Whether it lives beyond one session.
    public var isLasting: Bool { self == .gtc || self == .gtd || self == .gtcExt || self == .gtcExtOvernight }
}

/// Which way money goes.
public enum CashEffect: String, Sendable, CaseIterable, Codable {
    /// Received.
    case credit = "Credit"
    /// Paid.
    case debit = "Debit"
    /// Nothing.
    case none = "None"

    /// The effect of an amount, above zero being received.
    public init(_ amount: Money) { self = amount > .zero ? .credit : amount < .zero ? .debit : .none }
}

/// Where an order is in its life.
public enum OrderStatus: String, Sendable, CaseIterable, Codable {
    /// Taken by the broker; after hours it stays here until the session opens.
    case received = "Received"
    /// Sent on.
    case routed = "Routed"
    /// On its way to the exchange.
    case inFlight = "In Flight"
    /// Waits for another order, a moment or a condition.
    case contingent = "Contingent"
    /// Works at the exchange.
    case live = "Live"
    /// Its cancellation is on its way.
    case cancelRequested = "Cancel Requested"
    /// Its replacement is on its way.
    case replaceRequested = "Replace Requested"
    /// Done completely.
    case filled = "Filled"
    /// Taken back.
    case cancelled = "Cancelled"
    /// Its time is over.
    case expired = "Expired"
    /// Refused after it was taken.
    case rejected = "Rejected"
    /// Taken out by the broker.
    case removed = "Removed"
    /// Taken out by the broker after a part was done.
    case partiallyRemoved = "Partially Removed"

    /// Whether nothing can happen to it any more.
    public var isTerminal: Bool {
        switch self {
        case .filled, .cancelled, .expired, .rejected, .removed, .partiallyRemoved: true
        case .received, .routed, .inFlight, .contingent, .live, .cancelRequested, .replaceRequested: false
        }
    }

    /// Whether it is at the exchange and can be filled; a cancellation on its way does not stop a fill.
    public var isWorking: Bool { self == .live || self == .cancelRequested || self == .replaceRequested }
}

/// Why an order is contingent.
public enum ContingentStatus: String, Sendable, Codable {
    /// On another order.
    case pendingOrder = "Pending Order"
    /// On a moment or a condition.
    case pendingCondition = "Pending Condition"
}
