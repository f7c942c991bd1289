public import MarketModel

/// Something that happened to the account or its user, as the account streamer tells it: always the whole object.
public struct StreamerNotification: Sendable, Equatable {
    /// What it is about.
    public let content: Content
    /// When the venue sent it; `nil` when it does not say.
    public let sentAt: Timestamp?
    /// The venue's own number of the message, when there is one.
    public let sequence: Int?

    /// The kinds of notifications.
    public enum Content: Sendable, Equatable {
        /// A change of status or a fill.
        case order(Order)
        case complexOrder(ComplexOrder)
        /// Any change of the money; a part of the fields is possible.
        case balance(Balance)
        /// A change by a fill, an assignment or an expiry; never a change of marks.
        case position(Position)
        case tradingStatus(TradingStatus)
        case externalTransaction(ExternalTransaction)
        case yearGain(UnderlyingYearGainSummary)
        case orderChain(OrderChain)
        case quoteAlert(TriggeredQuoteAlert)
        /// The venue changed one of its own lists.
        case publicWatchlist(Watchlist)
        /// A message to the user; its shape is not known, so it is kept as it is.
        case userMessage(VerbatimJSON)
        /// A type this client does not know, kept as it is.
        case unknown(type: String, VerbatimJSON)
    }
}

/// The venue's answer to one of our messages.
public struct StreamerAnswer: Sendable, Equatable {
    /// Which message: `connect`, `heartbeat`.
    public let action: String
    /// Whether it was taken.
    public let isOK: Bool
    /// Why not.
    public let message: String?
    /// The number we gave the message.
    public let requestID: Int?
    /// The venue's name of the connection, for its support.
    public let sessionID: String?
}

extension StreamerNotification {
    /// The account it is about; `nil` when it is about the user, or does not say.
    public var accountNumber: String? {
        switch content {
        case .order(let order): order.accountNumber
        case .complexOrder(let order): order.accountNumber
        case .balance(let balance): balance.accountNumber
        case .position(let position): position.accountNumber
        case .tradingStatus(let status): status.accountNumber
        case .externalTransaction(let transaction): transaction.accountNumber
        case .yearGain(let summary): summary.accountNumber
        case .orderChain(let chain): chain.accountNumber
        case .quoteAlert, .publicWatchlist, .userMessage, .unknown: nil
        }
    }
}
