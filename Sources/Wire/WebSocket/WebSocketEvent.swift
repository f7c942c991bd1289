/// What happens on a WebSocket, in order. Called on the loop's thread: return quickly, hand work on.
public enum WebSocketEvent: Sendable {
    /// The connection is up.
    case opened
    /// One whole message, text or binary.
    case message([UInt8])
    /// The connection is gone; the last event. Code 1006 when the peer said nothing.
    case closed(code: Int, reason: String)
}

/// What became of a message handed to a connection.
public enum SendResult: Sendable, Equatable {
    /// It waits behind so many bytes, its own included.
    case queued(pendingBytes: Int)
    /// The queue is full: the message was not taken and the connection is being cut off as a slow consumer.
    case refusedSlowConsumer
    /// The connection is closed or closing.
    case closed
}

/// Receives the events of one WebSocket.
public typealias WebSocketEventHandler = @Sendable (WebSocketEvent, WebSocketConnection) -> Void

/// Bounds of one WebSocket.
public struct WebSocketLimits: Sendable {
    /// The largest message taken, in bytes; a larger one closes the connection with 1009.
    public var maximumMessageBytes: Int
    /// The most bytes that may wait to be sent; one more message cuts the connection off.
    public var maximumPendingBytes: Int

    /// Creates bounds; the defaults fit a market-data session.
    public init(maximumMessageBytes: Int = 8 << 20, maximumPendingBytes: Int = 16 << 20) {
        self.maximumMessageBytes = maximumMessageBytes
        self.maximumPendingBytes = maximumPendingBytes
    }
}
