public import MarketModel

/// One movement of money or of units in an account. The sum of all `netValue`s is the account's cash.
public struct Transaction: Hashable, Sendable, Codable {
    /// The broker's kinds of transactions.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// A fill of an order.
        case trade = "Trade"
        /// Units that came or went without a trade: expiry, exercise, assignment.
        case receiveDeliver = "Receive Deliver"
        /// Money alone.
        case moneyMovement = "Money Movement"
    }

    /// The fees taken with a transaction, in whole cents at or above zero.
    public struct Charges: Hashable, Sendable, Codable {
        /// The broker's own.
        public var commission: Money = .zero
        /// The clearing house's.
        public var clearing: Money = .zero
        /// Exchange, NFA, ORF, TAF and SEC.
        public var regulatory: Money = .zero
        /// The index owner's.
        public var proprietary: Money = .zero
        /// For an exercise or assignment.
        public var other: Money = .zero

        /// Nothing.
        public init() {}

        /// All of them.
        public var total: Money { commission + clearing + regulatory + proprietary + other }
    }

    /// The broker's number, unlike any other of these books.
    public var id: Int
    /// The account.
    public var account: String
    /// Its kind.
    public var kind: Kind
    /// What exactly, in the broker's words: `Buy to Open`, `Deposit`, `Mark to Market`.
    public var subtype: String
    /// A sentence for people.
    public var text: String
    /// When.
    public var executedAt: Timestamp
    /// The day it counts for.
    public var day: TradingDay
    /// The instrument; `nil` for money alone.
    public var symbol: String?
    /// Its class.
    public var instrumentClass: InstrumentClass?
    /// What it stands on.
    public var underlying: String?
    /// The action of a trade or delivery.
    public var action: OrderAction?
    /// Units, above zero.
    public var quantity: Quantity?
    /// Price per unit.
    public var price: Price?
    /// Money before fees: received above zero. Zero for a trade in futures.
    public var value: Money
    /// The fees.
    public var charges = Charges()
    /// The order.
    public var orderID: Int?
    /// Legs of the order.
    public var legCount: Int?
    /// The fill.
    public var fillID: String?
    /// The fill of all legs.
    public var groupID: String?
    /// Where it was filled.
    public var venue: String?

    /// What it did to cash: received above zero.
    public var netValue: Money { value - charges.total }
}

/// Fees and gains of one symbol in one year.
public struct YearGain: Hashable, Sendable, Codable {
    /// The year.
    public var year: Int
    /// The underlying.
    public var symbol: String
    /// `Equity` or `Future`, by what the trades stand on.
    public var instrumentClass: InstrumentClass
    /// Fees without commissions, at or above zero.
    public var fees: Money = .zero
    /// Commissions, at or above zero.
    public var commissions: Money = .zero
    /// Gains realized against the value at the start of the year.
    public var yearlyRealized: Money = .zero
    /// Gains realized against the price of opening.
    public var lotRealized: Money = .zero
}

/// Net liquidating value over a span.
public struct NetLiqPoint: Hashable, Sendable, Codable {
    /// When the span began.
    public var time: Timestamp
    /// The first value.
    public var open: Money
    /// The highest.
    public var high: Money
    /// The lowest.
    public var low: Money
    /// The last.
    public var close: Money

    init(at moment: Timestamp, _ value: Money) {
        (time, open, high, low, close) = (moment, value, value, value, value)
    }
}

/// What an account was worth at the beginning or the end of a day.
public struct BalanceSnapshot: Hashable, Sendable, Codable {
    /// When of the day.
    public enum TimeOfDay: String, Sendable, CaseIterable, Codable {
        /// Before the open.
        case beginning = "BOD"
        /// After the close.
        case end = "EOD"
    }

    /// The day.
    public var day: TradingDay
    /// When of it.
    public var timeOfDay: TimeOfDay
    /// What it was worth.
    public var balance: Balance
}
