import CWebSockets

// The server's side of HTTP, on the loop's thread.
extension WireLoop {
    private static let keptHeaders = [
        "host", "origin", "user-agent", "authorization", "content-type", "content-length", "accept", "accept-version",
        "cookie", "if-none-match",
    ]
    private static let bodyChunk = 65_536

    private func listener(of socket: OpaquePointer) -> WireServer.Listener? {
        lws_get_vhost(socket).flatMap { listeners[$0] }
    }

    private func readRequest(_ socket: OpaquePointer) -> HTTPRequest? {
        guard let method = piquant_lws_method(socket).map({ String(cString: $0) }) else { return nil }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer -> HTTPRequest? in
            func text(_ count: Int32) -> String? {
                guard count >= 0 else { return nil }
                return String(
                    decoding: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<Int(count)])),
                    as: UTF8.self)
            }
            let capacity = Int32(buffer.count)
            guard let path = text(piquant_lws_path(socket, buffer.baseAddress, capacity)) else { return nil }
            var request = HTTPRequest(method: method, path: path)
            var index: Int32 = 0
            while let part = text(piquant_lws_query_part(socket, buffer.baseAddress, capacity, index)) {
                let split = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                request.query.append((String(split[0]), split.count > 1 ? String(split[1]) : ""))
                index += 1
            }
            for name in Self.keptHeaders {
                request.headers[name] = text(piquant_lws_header(socket, name, buffer.baseAddress, capacity))
            }
            lws_get_peer_simple(socket, buffer.baseAddress, Int(capacity))
            request.peerAddress = String(cString: buffer.baseAddress!)
            return request
        }
    }

    func beginRequest(_ socket: OpaquePointer) -> Int32 {
        guard let listener = listener(of: socket), let request = readRequest(socket) else { return Self.closeSocket }
        let exchange = HTTPExchange(id: Self.nextID())
        exchange.request = request
        if let peer = peer(of: socket) {
            if case .http(let earlier) = peer.role { exchanges[earlier.id] = nil }
            peer.role = .http(exchange)
            exchanges[exchange.id] = peer
        } else {
            let peer = Peer(socket: socket, role: .http(exchange))
            lws_set_opaque_user_data(socket, Unmanaged.passRetained(peer).toOpaque())
            exchanges[exchange.id] = peer
        }
        let bodyBytes = request.headers["content-length"].flatMap { Int($0) } ?? 0
        if bodyBytes > listener.configuration.maximumBodyBytes {
            exchange.bodyTooLarge = true
            exchange.request = nil
            exchange.response = .text("The body is larger than this server takes.\n", status: 413)
            lws_callback_on_writable(socket)
        } else if bodyBytes <= 0 || request.method == "GET" || request.method == "HEAD" {
            dispatch(exchange, from: socket, to: listener)
        }
        return 0
    }

    func takeBody(_ socket: OpaquePointer, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        guard let peer = peer(of: socket), case .http(let exchange) = peer.role, let listener = listener(of: socket)
        else { return Self.closeSocket }
        guard exchange.request != nil else { return 0 }
        guard exchange.request!.body.count + bytes.count <= listener.configuration.maximumBodyBytes else {
            return Self.closeSocket
        }
        exchange.request!.body.append(contentsOf: bytes)
        return 0
    }

    func endBody(_ socket: OpaquePointer) -> Int32 {
        guard let peer = peer(of: socket), case .http(let exchange) = peer.role, let listener = listener(of: socket)
        else { return Self.closeSocket }
        dispatch(exchange, from: socket, to: listener)
        return 0
    }

    private func dispatch(_ exchange: HTTPExchange, from socket: OpaquePointer, to listener: WireServer.Listener) {
        guard let request = exchange.request else { return }
        exchange.request = nil
        piquant_lws_request_is_whole(socket)
        let responder = HTTPResponder(exchange: exchange.id, loop: self)
        if request.path.split(separator: "/").contains("..") {
            responder.respond(.text("A path never climbs.\n", status: 400))
        } else {
            listener.request(request, responder)
        }
    }

    func writeResponse(_ socket: OpaquePointer) -> Int32 {
        guard let peer = peer(of: socket), case .http(let exchange) = peer.role, let response = exchange.response
        else { return 0 }
        if response.cutAfter == 0 { return Self.closeSocket }
        if !exchange.headersSent {
            guard writeHeaders(response, to: socket) else { return Self.closeSocket }
            exchange.headersSent = true
            if !response.body.isEmpty {
                lws_callback_on_writable(socket)
                return 0
            }
        } else {
            let cut = min(response.cutAfter ?? .max, response.body.count)
            let end = min(exchange.bodySent + Self.bodyChunk, cut)
            let isLast = end == response.body.count
            guard writeBody(response.body[exchange.bodySent..<end], isLast: isLast, to: socket) else {
                return Self.closeSocket
            }
            exchange.bodySent = end
            if !isLast, end == cut { return Self.closeSocket }
            if !isLast {
                lws_callback_on_writable(socket)
                return 0
            }
        }
        exchanges[exchange.id] = nil
        return exchange.bodyTooLarge || lws_http_transaction_completed(socket) != 0 ? Self.closeSocket : 0
    }

    private func writeHeaders(_ response: HTTPResponse, to socket: OpaquePointer) -> Bool {
        let pre = Int(piquant_lws_pre)
        return scratch.withUnsafeMutableBufferPointer { buffer in
            let start = buffer.baseAddress! + pre
            var position: UnsafeMutablePointer<UInt8>? = start
            let end = buffer.baseAddress! + buffer.count
            guard lws_add_http_header_status(socket, UInt32(response.status), &position, end) == 0 else { return false }
            for (name, value) in response.headers {
                let bytes = Array(value.utf8)
                guard lws_add_http_header_by_name(socket, name + ":", bytes, Int32(bytes.count), &position, end) == 0
                else { return false }
            }
            guard lws_add_http_header_content_length(socket, UInt64(response.body.count), &position, end) == 0,
                lws_finalize_write_http_header(socket, start, &position, end) == 0
            else { return false }
            return true
        }
    }

    private func writeBody(_ part: ArraySlice<UInt8>, isLast: Bool, to socket: OpaquePointer) -> Bool {
        let pre = Int(piquant_lws_pre)
        return scratch.withUnsafeMutableBufferPointer { buffer in
            part.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[pre...]).copyMemory(
                    from: $0)
            }
            return piquant_lws_write_body(socket, buffer.baseAddress! + pre, part.count, isLast ? 1 : 0) >= part.count
        }
    }

    func dropExchange(_ socket: OpaquePointer) {
        if let peer = peer(of: socket), case .http(let exchange) = peer.role { exchanges[exchange.id] = nil }
    }

    // MARK: Upgrade to a WebSocket

    func decideUpgrade(_ socket: OpaquePointer) -> Int32 {
        guard let listener = listener(of: socket), let request = readRequest(socket) else { return Self.closeSocket }
        switch listener.upgrade(request) {
        case .refuse(let status, let reason):
            lws_return_http_status(socket, UInt32(status), reason)
            return Self.closeSocket
        case .accept(let limits, let handler):
            let connection = WebSocketConnection(id: Self.nextID(), loop: self, limits: limits)
            let session = WebSocketSession(connection: connection, handler: handler)
            if let peer = peer(of: socket) {
                peer.role = .webSocket(session)
            } else {
                let peer = Peer(socket: socket, role: .webSocket(session))
                lws_set_opaque_user_data(socket, Unmanaged.passRetained(peer).toOpaque())
            }
            return 0
        }
    }

    func openServerSocket(_ socket: OpaquePointer) -> Int32 {
        guard let peer = peer(of: socket), case .webSocket(let session) = peer.role else { return Self.closeSocket }
        peer.socket = socket
        connections[session.connection.id] = peer
        open(session, on: socket)
        return 0
    }
}
