package import JSON

/// One message of the protocol, in either direction.
///
/// Market data itself is not here: `FEED_DATA` only shows that it arrived; `FeedDecoder` reads its events and
/// `FeedEncoder` writes them.
package enum DXLinkMessage: Equatable, Sendable {
    /// `SETUP`, both ways: opens the connection.
    case setup(ConnectionSetup)
    /// `AUTH_STATE`, server to client.
    case authState(isAuthorized: Bool, userID: String?)
    /// `AUTH`, client to server.
    case auth(token: String)
    /// `KEEPALIVE`, both ways.
    case keepalive
    /// `ERROR`, both ways; channel 0 is the connection.
    case error(channel: Int, code: String, text: String)
    /// `CHANNEL_REQUEST`, client to server.
    case channelRequest(channel: Int, service: String, parameters: JSONValue)
    /// `CHANNEL_OPENED`, server to client.
    case channelOpened(channel: Int, service: String, parameters: JSONValue)
    /// `CHANNEL_CANCEL`, client to server: no answer is needed.
    case channelCancel(channel: Int)
    /// `CHANNEL_CLOSED`, server to client, asked for or not.
    case channelClosed(channel: Int)
    /// `FEED_SETUP`, client to server.
    case feedSetup(channel: Int, FeedSetup)
    /// `FEED_CONFIG`, server to client.
    case feedConfig(channel: Int, FeedConfig)
    /// `FEED_SUBSCRIPTION`, client to server.
    case feedSubscription(channel: Int, FeedSubscription)
    /// `FEED_DATA`, server to client.
    case feedData(channel: Int)
    /// Another type; to be ignored.
    case other(type: String, channel: Int)
}

extension DXLinkMessage {
    /// The channel the message belongs to; 0 is the connection itself.
    package var channel: Int {
        switch self {
        case .setup, .authState, .auth, .keepalive: 0
        case .error(let channel, _, _), .channelRequest(let channel, _, _), .channelOpened(let channel, _, _),
            .channelCancel(let channel), .channelClosed(let channel), .feedSetup(let channel, _),
            .feedConfig(let channel, _), .feedSubscription(let channel, _), .feedData(let channel),
            .other(_, let channel):
            channel
        }
    }
}

/// The fields of `SETUP`.
package struct ConnectionSetup: Equatable, Sendable {
    /// `<protocol>-<implementation>/<version>` of a client; free text of a server.
    package var version: String
    /// Seconds of the sender's silence after which the peer should disconnect it; `nil` when not said.
    package var keepaliveTimeout: Double?
    /// Seconds the sender would accept for the peer.
    package var acceptKeepaliveTimeout: Double?

    package init(version: String, keepaliveTimeout: Double? = nil, acceptKeepaliveTimeout: Double? = nil) {
        self.version = version
        self.keepaliveTimeout = keepaliveTimeout
        self.acceptKeepaliveTimeout = acceptKeepaliveTimeout
    }
}

/// How rows of market data are written.
package enum FeedDataFormat: String, Sendable {
    /// Objects with named fields.
    case full = "FULL"
    /// Flat arrays, decoded by the field order of `FEED_CONFIG`.
    case compact = "COMPACT"
}

/// The field order of one event type. The type is the feed's name, so that unknown ones survive.
package struct EventFields: Equatable, Sendable {
    package var type: String
    package var fields: [String]

    package init(type: String, fields: [String]) {
        self.type = type
        self.fields = fields
    }
}

/// The fields of `FEED_SETUP`: all optional.
package struct FeedSetup: Equatable, Sendable {
    /// Seconds between conflated values.
    package var acceptAggregationPeriod: Double?
    package var acceptDataFormat: FeedDataFormat?
    /// In the order of the message.
    package var acceptEventFields: [EventFields]

    package init(
        acceptAggregationPeriod: Double? = nil, acceptDataFormat: FeedDataFormat? = nil,
        acceptEventFields: [EventFields] = []
    ) {
        self.acceptAggregationPeriod = acceptAggregationPeriod
        self.acceptDataFormat = acceptDataFormat
        self.acceptEventFields = acceptEventFields
    }
}

/// The fields of `FEED_CONFIG`. A type that is not in `eventFields` keeps its earlier order.
package struct FeedConfig: Equatable, Sendable {
    /// Seconds between conflated values.
    package var aggregationPeriod: Double?
    package var dataFormat: FeedDataFormat?
    /// In the order of the message.
    package var eventFields: [EventFields]

    package init(
        aggregationPeriod: Double? = nil, dataFormat: FeedDataFormat? = nil, eventFields: [EventFields] = []
    ) {
        self.aggregationPeriod = aggregationPeriod
        self.dataFormat = dataFormat
        self.eventFields = eventFields
    }
}

/// One element of `add` or `remove` in `FEED_SUBSCRIPTION`.
package struct SubscriptionItem: Hashable, Sendable {
    /// The feed's name of the event type.
    package var type: String
    package var symbol: String
    /// Milliseconds since 1970: asks for history from here.
    package var fromTime: Int64?
    /// The source of an order book.
    package var source: String?

    package init(type: String, symbol: String, fromTime: Int64? = nil, source: String? = nil) {
        self.type = type
        self.symbol = symbol
        self.fromTime = fromTime
        self.source = source
    }
}

/// The fields of `FEED_SUBSCRIPTION`, applied in the order reset, remove, add.
package struct FeedSubscription: Equatable, Sendable {
    package var reset: Bool
    package var remove: [SubscriptionItem]
    package var add: [SubscriptionItem]

    package init(reset: Bool = false, remove: [SubscriptionItem] = [], add: [SubscriptionItem] = []) {
        self.reset = reset
        self.remove = remove
        self.add = add
    }
}
