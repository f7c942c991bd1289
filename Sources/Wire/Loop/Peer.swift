/// What the loop keeps of one socket of the library. Touched only on the loop's thread.
final class Peer {
    enum Role {
        /// A request that is being read or answered.
        case http(HTTPExchange)
        /// An open or opening WebSocket.
        case webSocket(WebSocketSession)
    }

    var socket: OpaquePointer?
    var role: Role

    init(socket: OpaquePointer?, role: Role) {
        self.socket = socket
        self.role = role
    }
}

/// The loop's side of one WebSocket.
final class WebSocketSession {
    let connection: WebSocketConnection
    let handler: WebSocketEventHandler
    var received: [UInt8] = []
    var closeSeen: (code: Int, reason: String)?
    var isOpen = false

    init(connection: WebSocketConnection, handler: @escaping WebSocketEventHandler) {
        self.connection = connection
        self.handler = handler
    }
}

/// One request on its way through the server.
final class HTTPExchange {
    let id: Int
    var request: HTTPRequest?
    var bodyTooLarge = false
    var response: HTTPResponse?
    var headersSent = false
    var bodySent = 0

    init(id: Int) { self.id = id }
}
