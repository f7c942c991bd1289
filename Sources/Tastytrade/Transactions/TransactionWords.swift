/// What kind of booking it is.
public struct TransactionType: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A fill.
    public static let trade = TransactionType(rawValue: "Trade")
    /// Positions came or went without a trade: expiry, exercise, splits.
    public static let receiveDeliver = TransactionType(rawValue: "Receive Deliver")
    /// Money came or went.
    public static let moneyMovement = TransactionType(rawValue: "Money Movement")
    /// Moved by the broker.
    public static let administrativeTransfer = TransactionType(rawValue: "Administrative Transfer")

    public static let known = [trade, receiveDeliver, moneyMovement, administrativeTransfer]
}

/// What a booking is more closely; of a trade the action.
public struct TransactionSubType: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let known =
        OrderAction.known.map { TransactionSubType(rawValue: $0.rawValue) }
        + [
            "ACAT", "Assignment", "Balance Adjustment", "Cash Merger", "Cash Settled Assignment",
            "Cash Settled Exercise", "Credit Interest", "Debit Interest", "Deposit", "Dividend", "Exercise",
            "Expiration", "Fee", "Forward Split", "Fully Paid Stock Lending Income", "Futures Settlement",
            "Mark to Market", "Maturity", "Reverse Split", "Reverse Split Removal", "Special Dividend",
            "Stock Merger", "Stock Merger Removal", "Symbol Change", "Transfer", "Withdrawal",
        ].map { TransactionSubType(rawValue: $0) }
}
