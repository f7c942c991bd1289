/// Opens WebSockets to servers.
public enum WebSocketClient {
    /// How to connect.
    public struct Configuration: Sendable {
        /// A PEM file with the certificates to trust in place of the system's; `nil` for the system's.
        ///
        /// A peer is always verified on `wss`: there is no way to turn that off.
        public var authorityPath: String?
        /// Bounds of the connection.
        public var limits: WebSocketLimits

        /// Creates a configuration.
        public init(authorityPath: String? = nil, limits: WebSocketLimits = WebSocketLimits()) {
            self.authorityPath = authorityPath
            self.limits = limits
        }
    }

    struct Dial: Sendable {
        let address: WireAddress
        let configuration: Configuration
        // Handed to the loop's thread and used only there.
        nonisolated(unsafe) let session: WebSocketSession
    }

    /// Starts to connect; `handler` gets `.opened`, or `.closed` alone with the reason when it fails.
    ///
    /// - Parameter url: `ws://` or `wss://`, with an optional port, path and query.
    /// - Throws: `WireError.invalidAddress`.
    public static func connect(
        _ url: String, configuration: Configuration = Configuration(), on loop: WireLoop,
        handler: @escaping WebSocketEventHandler
    ) throws(WireError) -> WebSocketConnection {
        guard let address = WireAddress(url), address.scheme == "ws" || address.scheme == "wss" else {
            throw .invalidAddress(url)
        }
        let connection = WebSocketConnection(id: WireLoop.nextID(), loop: loop, limits: configuration.limits)
        let session = WebSocketSession(connection: connection, handler: handler)
        loop.post(.connect(Dial(address: address, configuration: configuration, session: session)))
        return connection
    }
}
