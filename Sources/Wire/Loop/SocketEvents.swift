import CWebSockets

/// The callback of libwebsockets, on the loop's thread.
nonisolated func handleSocketEvent(
    _ socket: OpaquePointer?, _ reason: lws_callback_reasons, _ user: UnsafeMutableRawPointer?,
    _ bytes: UnsafeMutableRawPointer?, _ count: Int
) -> Int32 {
    let event = piquant_lws_reason_of(reason)
    if event == PIQUANT_LWS_OTHER {
        return lws_callback_http_dummy(socket, reason, user, bytes, count)
    }
    guard let socket, let context = lws_get_context(socket), let owner = lws_context_user(context) else { return 0 }
    let loop = Unmanaged<WireLoop>.fromOpaque(owner).takeUnretainedValue()
    let buffer = UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count)
    return loop.handle(event, on: socket, bytes: buffer)
}

extension WireLoop {
    /// The answer that tells the library to close the socket.
    static let closeSocket: Int32 = -1

    fileprivate func handle(
        _ event: piquant_lws_reason, on socket: OpaquePointer, bytes: UnsafeRawBufferPointer
    ) -> Int32 {
        switch event {
        case PIQUANT_LWS_HTTP_REQUEST: return beginRequest(socket)
        case PIQUANT_LWS_HTTP_BODY: return takeBody(socket, bytes)
        case PIQUANT_LWS_HTTP_BODY_END: return endBody(socket)
        case PIQUANT_LWS_HTTP_WRITEABLE: return writeResponse(socket)
        case PIQUANT_LWS_HTTP_CLOSED:
            dropExchange(socket)
            return 0
        case PIQUANT_LWS_UPGRADE: return decideUpgrade(socket)
        case PIQUANT_LWS_SERVER_OPEN: return openServerSocket(socket)
        case PIQUANT_LWS_CLIENT_OPEN:
            guard let peer = peer(of: socket), case .webSocket(let session) = peer.role else { return Self.closeSocket }
            peer.socket = socket
            open(session, on: socket)
            return 0
        case PIQUANT_LWS_CLIENT_FAILED:
            let reason = bytes.isEmpty ? "could not connect" : String(decoding: bytes, as: UTF8.self)
            if let peer = peer(of: socket) { finish(peer, code: 1006, reason: reason) }
            return 0
        case PIQUANT_LWS_RECEIVE: return receive(socket, bytes)
        case PIQUANT_LWS_WRITEABLE: return writeMessages(socket)
        case PIQUANT_LWS_PEER_CLOSE:
            notePeerClose(socket, bytes)
            return 0
        case PIQUANT_LWS_CLOSED:
            if let peer = peer(of: socket), case .webSocket(let session) = peer.role {
                let seen = session.closeSeen ?? (code: 1006, reason: "the connection was lost")
                finish(peer, code: seen.code, reason: seen.reason)
            }
            return 0
        case PIQUANT_LWS_DESTROYED:
            release(socket)
            return 0
        default: return 0
        }
    }

    func peer(of socket: OpaquePointer) -> Peer? {
        lws_get_opaque_user_data(socket).map { Unmanaged<Peer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func release(_ socket: OpaquePointer) {
        guard let raw = lws_get_opaque_user_data(socket) else { return }
        lws_set_opaque_user_data(socket, nil)
        let peer = Unmanaged<Peer>.fromOpaque(raw).takeRetainedValue()
        switch peer.role {
        case .http(let exchange): exchanges[exchange.id] = nil
        case .webSocket: finish(peer, code: 1006, reason: "the connection was lost")
        }
        peer.socket = nil
    }

    // MARK: WebSocket

    func open(_ session: WebSocketSession, on socket: OpaquePointer) {
        session.isOpen = true
        session.handler(.opened, session.connection)
        lws_callback_on_writable(socket)
    }

    private func receive(_ socket: OpaquePointer, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        guard let peer = peer(of: socket), case .webSocket(let session) = peer.role else { return Self.closeSocket }
        let isLast = lws_is_final_fragment(socket) != 0 && lws_remaining_packet_payload(socket) == 0
        guard session.received.count + bytes.count <= session.connection.limits.maximumMessageBytes else {
            let reason = "message larger than \(session.connection.limits.maximumMessageBytes) bytes"
            return close(session, socket, code: 1009, reason: reason)
        }
        if isLast, session.received.isEmpty {
            session.handler(.message(Array(bytes)), session.connection)
        } else {
            session.received.append(contentsOf: bytes)
            if isLast {
                let message = session.received
                session.received = []
                session.handler(.message(message), session.connection)
            }
        }
        return 0
    }

    private func writeMessages(_ socket: OpaquePointer) -> Int32 {
        guard let peer = peer(of: socket), case .webSocket(let session) = peer.role else { return Self.closeSocket }
        while true {
            switch session.connection.nextWork() {
            case .nothing: return 0
            case .close(let code, let reason): return close(session, socket, code: code, reason: reason)
            case .write(let message):
                guard write(message, to: socket) else { return Self.closeSocket }
                if lws_send_pipe_choked(socket) != 0 {
                    lws_callback_on_writable(socket)
                    return 0
                }
            }
        }
    }

    private func write(_ message: [UInt8], to socket: OpaquePointer) -> Bool {
        let pre = Int(piquant_lws_pre)
        if scratch.count < pre + message.count {
            scratch = [UInt8](repeating: 0, count: pre + message.count * 2)
        }
        return scratch.withUnsafeMutableBytes { buffer in
            message.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[pre...]).copyMemory(from: $0) }
            let start = buffer.baseAddress!.advanced(by: pre).assumingMemoryBound(to: UInt8.self)
            return piquant_lws_write_text(socket, start, message.count) >= message.count
        }
    }

    private func close(_ session: WebSocketSession, _ socket: OpaquePointer, code: Int, reason: String) -> Int32 {
        session.closeSeen = (code, reason)
        var text = Array(reason.utf8.prefix(123))
        piquant_lws_close_reason(socket, UInt32(code), &text, text.count)
        return Self.closeSocket
    }

    private func notePeerClose(_ socket: OpaquePointer, _ bytes: UnsafeRawBufferPointer) {
        guard let peer = peer(of: socket), case .webSocket(let session) = peer.role else { return }
        guard bytes.count >= 2 else {
            session.closeSeen = (1005, "")
            return
        }
        session.closeSeen = (
            Int(bytes[0]) << 8 | Int(bytes[1]), String(decoding: bytes.dropFirst(2), as: UTF8.self)
        )
    }
}
