import MarketModel

/// An HTTP/1.1 and WebSocket server on one address.
public final class WireServer: Sendable {
    /// A certificate and its key, as PEM files.
    public struct TLS: Sendable {
        /// The certificate chain.
        public var certificatePath: String
        /// The private key.
        public var keyPath: String

        /// Names the two files.
        public init(certificatePath: String, keyPath: String) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
        }
    }

    /// Where and how to serve.
    public struct Configuration: Sendable {
        /// The numeric address to listen on; loopback unless said otherwise.
        public var address: String
        /// The port; 0 picks a free one.
        public var port: Int
        /// TLS, or `nil` for plain.
        public var tls: TLS?
        /// The largest request body, in bytes; a larger one is answered 413.
        public var maximumBodyBytes: Int
        /// How long a peer may take over its request, in seconds, before it is cut off.
        public var requestTimeoutSeconds: Int

        /// Creates a configuration.
        public init(
            address: String = "127.0.0.1", port: Int = 0, tls: TLS? = nil, maximumBodyBytes: Int = 1 << 20,
            requestTimeoutSeconds: Int = 10
        ) {
            self.address = address
            self.port = port
            self.tls = tls
            self.maximumBodyBytes = maximumBodyBytes
            self.requestTimeoutSeconds = requestTimeoutSeconds
        }
    }

    /// What to do with a request to open a WebSocket.
    public enum Upgrade: Sendable {
        /// Open it; the handler gets its events.
        case accept(WebSocketLimits, WebSocketEventHandler)
        /// Refuse with this status.
        case refuse(status: Int, reason: String)
    }

    /// Answers a request, at once or later and from any thread, exactly once.
    public typealias RequestHandler = @Sendable (HTTPRequest, HTTPResponder) -> Void
    /// Decides about a WebSocket. Called on the loop's thread.
    public typealias UpgradeHandler = @Sendable (HTTPRequest) -> Upgrade

    struct Listener: Sendable {
        let configuration: Configuration
        let request: RequestHandler
        let upgrade: UpgradeHandler
        let started: @Sendable (Result<(vhost: OpaquePointer, port: Int), WireError>) -> Void
    }

    private let loop: WireLoop
    // An address used as a key; only the loop's thread follows it.
    private nonisolated(unsafe) let vhost: OpaquePointer
    /// The port it listens on.
    public let port: Int
    /// The numeric address it listens on.
    public let address: String

    /// Starts to listen.
    ///
    /// - Throws: `WireError.cannotListen` when the address is taken or not ours.
    public init(
        _ configuration: Configuration, on loop: WireLoop, request: @escaping RequestHandler,
        upgrade: @escaping UpgradeHandler = { _ in .refuse(status: 404, reason: "no WebSocket here") }
    ) async throws {
        self.loop = loop
        address = configuration.address
        let bound: Bound = try await withCheckedThrowingContinuation { continuation in
            loop.post(
                .listen(
                    Listener(configuration: configuration, request: request, upgrade: upgrade) { result in
                        continuation.resume(
                            with: result.map { Bound(vhost: $0.vhost, port: $0.port) }.mapError { $0 as any Error })
                    }))
        }
        (vhost, port) = (bound.vhost, bound.port)
    }

    private struct Bound: @unchecked Sendable {  // `vhost` is only a key here.
        let vhost: OpaquePointer
        let port: Int
    }

    /// Stops to listen and closes what is open.
    public func stop() { loop.post(.stopListening(vhost: vhost)) }
}

/// The way back to the peer of one request. Only the first answer counts.
public struct HTTPResponder: Sendable {
    let exchange: Int
    let loop: WireLoop

    /// Sends the answer. Nothing happens when the peer has gone.
    public func respond(_ response: HTTPResponse) { loop.post(.respond(exchange: exchange, response)) }
}
