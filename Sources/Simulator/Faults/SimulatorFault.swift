/// Something the simulator can be told to get wrong, by the name it is switched on with.
public enum SimulatorFault: String, Sendable, CaseIterable, Comparable {
    // Tokens and requests.
    case tokenOutage = "token-outage"
    case tokenExpiry = "token-expiry"
    case grantRevoked = "grant-revoked"
    case unauthorized = "unauthorized"
    case unauthorizedPage = "unauthorized-page"
    case forbidden = "forbidden"
    case notFound = "not-found"
    case notAcceptable = "not-acceptable"
    case unprocessable = "unprocessable"
    case rateLimit = "rate-limit"
    case rateLimitRetryAfter = "rate-limit-retry-after"
    case serverError = "server-error"
    case badGateway = "bad-gateway"
    case slowResponse = "slow-response"
    case noResponse = "no-response"
    case cutResponse = "cut-response"
    case fieldDrift = "field-drift"
    case clockSkew = "clock-skew"
    case missingStreamerSymbols = "missing-streamer-symbols"

    // Orders, positions and the account streamer.
    case replyLost = "reply-lost"
    case lateReject = "late-reject"
    case sessionOffline = "session-offline"
    case closeSeenAsOpen = "close-seen-as-open"
    case positionLag = "position-lag"
    case duplicateNotifications = "duplicate-notifications"
    case reorderedNotifications = "reordered-notifications"
    case droppedFills = "dropped-fills"
    case filledBeforeFills = "filled-before-fills"
    case unknownNotifications = "unknown-notifications"
    case accountConnectRefused = "account-connect-refused"
    case accountDisconnect = "account-disconnect"
    case accountSilence = "account-silence"

    // The market data feed.
    case upgradeRefused = "upgrade-refused"
    case quoteTokenRefused = "quote-token-refused"
    case disconnectAtSetup = "disconnect-at-setup"
    case disconnectAtAuth = "disconnect-at-auth"
    case disconnectAtChannel = "disconnect-at-channel"
    case disconnectAtFeedSetup = "disconnect-at-feed-setup"
    case maintenance = "maintenance"
    case frozenStream = "frozen-stream"
    case silentStream = "silent-stream"
    case malformedFrames = "malformed-frames"
    case oversizedFrames = "oversized-frames"
    case partialFeedConfig = "partial-feed-config"
    case compactForFull = "compact-for-full"
    case unknownEvents = "unknown-events"
    case subscriptionLimit = "subscription-limit"

    // The market itself.
    case crossedQuotes = "crossed-quotes"
    case missingQuotes = "nan-quotes"
    case haltedSymbol = "halted-symbol"
    case invertedAggressor = "inverted-aggressor"
    case unknownAggressor = "unknown-aggressor"
    case printCorrections = "print-corrections"
    case printCancels = "print-cancels"
    case droppedPrints = "dropped-prints"

    public static func < (lhs: SimulatorFault, rhs: SimulatorFault) -> Bool { lhs.rawValue < rhs.rawValue }

    /// What is known of it.
    public var card: FaultCard { FaultCard.all[self] ?? FaultCard(.requests, "", "") }
}

/// What a fault does and where it has been seen.
public struct FaultCard: Sendable, Equatable {
    /// Where a fault happens.
    public enum Place: String, Sendable, CaseIterable {
        /// Answers to requests.
        case requests
        /// Orders, positions and the account streamer.
        case orders
        /// The market data feed.
        case feed
        /// What the market data says.
        case market
    }

    /// Where it happens.
    public let place: Place
    /// What it does, in one line.
    public let explanation: String
    /// The public report it is modelled on: threads of public trackers, or documented behaviour.
    public let report: String
    /// What `value` means for it; `nil` where it means nothing.
    public let value: String?

    init(_ place: Place, _ explanation: String, _ report: String, value: String? = nil) {
        self.place = place
        self.explanation = explanation
        self.report = report
        self.value = value
    }

    static let all = requests.merging(orders) { $1 }.merging(feed) { $1 }.merging(market) { $1 }
}
