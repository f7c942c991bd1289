public import MarketModel

/// What a client hands to its reader, in the order it happened.
public enum FeedDelivery: Sendable {
    /// Market events of one frame, oldest first.
    case events(EventBatch)
    /// Something to know about the feed between them.
    case notice(FeedNotice)
}

/// Where to connect, and with which token. The address comes with every token and is never assumed.
public struct DXLinkCredentials: Sendable {
    /// The address: `ws://` or `wss://`.
    public var url: String
    /// The token of `/api-quote-tokens`.
    public var token: String

    /// Creates credentials.
    public init(url: String, token: String) {
        self.url = url
        self.token = token
    }
}

extension DXLinkCredentials: CustomStringConvertible, CustomReflectable {
    /// The address alone.
    public var description: String { "DXLinkCredentials(url: \(url))" }
    /// The address alone.
    public var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}
