import CWebSockets
import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One thread that serves sockets: HTTP and WebSocket servers, and WebSocket clients, through libwebsockets.
///
/// Everything that touches a socket happens on this thread; other threads leave requests and wake it.
///
/// `@unchecked Sendable`: `requests` is locked, `context` is set before the thread starts and the rest belongs to
/// the loop's thread.
public final class WireLoop: @unchecked Sendable {
    enum Request {
        case service(connection: Int)
        case respond(exchange: Int, HTTPResponse)
        case listen(WireServer.Listener)
        case connect(WebSocketClient.Dial)
        case stopListening(vhost: OpaquePointer)
        case stop
    }

    private let requests = Lock([Request]())
    private var context: OpaquePointer?
    private let finished = Lock(false)

    // The loop's thread only.
    var connections: [Int: Peer] = [:]
    var exchanges: [Int: Peer] = [:]
    var listeners: [OpaquePointer: WireServer.Listener] = [:]
    private var clientVhosts: [String: OpaquePointer] = [:]
    var scratch = [UInt8](repeating: 0, count: Int(piquant_lws_pre) + 65_536)
    private var stopping = false

    private static let ids = Lock(0)
    static func nextID() -> Int {
        ids.withLock { id in
            id += 1
            return id
        }
    }

    /// The one protocol of every vhost. Never freed: the library keeps pointers into it.
    private nonisolated(unsafe) static let protocols: UnsafeMutablePointer<lws_protocols> = {
        let table = UnsafeMutablePointer<lws_protocols>.allocate(capacity: 2)
        table.initialize(repeating: lws_protocols(), count: 2)
        table[0].name = UnsafePointer(strdup("piquant"))
        table[0].callback = handleSocketEvent
        return table
    }()

    /// Starts the thread.
    public init() {
        piquant_lws_quiet()
        signal(SIGPIPE, SIG_IGN)
        context = piquant_lws_context(131_072, Unmanaged.passUnretained(self).toOpaque())
        precondition(context != nil, "libwebsockets could not create a context: out of memory or file descriptors")
        var thread = pthread_t()
        let me = Unmanaged.passRetained(self).toOpaque()
        pthread_create(&thread, nil, runLoopThread, me)
        pthread_detach(thread)
    }

    /// Closes every socket and ends the thread. Nothing may be asked of the loop afterwards.
    public func stop() { post(.stop) }

    /// Whether the thread has ended.
    public var isStopped: Bool { finished.withLock { $0 } }

    func post(_ request: Request) {
        let isFirst = requests.withLock { waiting in
            waiting.append(request)
            return waiting.count == 1
        }
        if isFirst { wake() }
    }

    func requestService(_ connection: Int) { post(.service(connection: connection)) }

    private func wake() {
        finished.withLock { isFinished in
            if !isFinished { lws_cancel_service(context) }
        }
    }

    fileprivate func run() {
        takeRequests()
        while !stopping, lws_service(context, 0) >= 0 { takeRequests() }
        finished.withLock { isFinished in
            isFinished = true
            lws_context_destroy(context)
        }
        // Whoever still waits learns that the loop is gone.
        for request in requests.withLock({ $0 }) { refuse(request) }
    }

    private func refuse(_ request: Request) {
        switch request {
        case .listen(let listener): listener.started(.failure(.stopped))
        case .connect(let dial):
            dial.session.handler(.closed(code: 1006, reason: "the loop was stopped"), dial.session.connection)
        case .service, .respond, .stopListening, .stop: break
        }
    }

    /// Does what other threads asked for. On the loop's thread.
    private func takeRequests() {
        var taken: [Request] = []
        requests.withLock { swap(&$0, &taken) }
        for request in taken {
            switch request {
            case .service(let id): service(id)
            case .respond(let id, let response):
                guard let peer = exchanges[id], case .http(let exchange) = peer.role, exchange.response == nil else {
                    continue
                }
                exchange.response = response
                lws_callback_on_writable(peer.socket)
            case .listen(let listener): listen(listener)
            case .connect(let dial): connect(dial)
            case .stopListening(let vhost):
                listeners[vhost] = nil
                lws_vhost_destroy(vhost)
            case .stop: stopping = true
            }
        }
    }

    private func service(_ id: Int) {
        guard let peer = connections[id], case .webSocket(let session) = peer.role else { return }
        let request = session.connection.takeRequest()
        if let paused = request.receivePaused { lws_rx_flow_control(peer.socket, paused ? 0 : 1) }
        if request.hasWork, session.isOpen { lws_callback_on_writable(peer.socket) }
    }

    private func listen(_ listener: WireServer.Listener) {
        let name = "listener-\(Self.nextID())"
        let tls = listener.configuration.tls
        let vhost = piquant_lws_listen(
            context, Self.protocols, name, listener.configuration.address, Int32(listener.configuration.port),
            tls?.certificatePath, tls?.keyPath, UInt32(listener.configuration.requestTimeoutSeconds))
        guard let vhost else {
            listener.started(
                .failure(
                    .cannotListen(address: listener.configuration.address, port: listener.configuration.port)))
            return
        }
        listeners[vhost] = listener
        listener.started(.success((vhost: vhost, port: Int(lws_get_vhost_listen_port(vhost)))))
    }

    private func connect(_ dial: WebSocketClient.Dial) {
        let session = dial.session
        guard let vhost = clientVhost(authority: dial.configuration.authorityPath) else {
            session.handler(
                .closed(code: 1006, reason: "the trusted certificates could not be read"), session.connection)
            return
        }
        let peer = Peer(socket: nil, role: .webSocket(session))
        let retained = Unmanaged.passRetained(peer)
        connections[session.connection.id] = peer
        let socket = piquant_lws_connect(
            context, vhost, dial.address.host, Int32(dial.address.port), dial.address.target,
            dial.address.isSecure ? 1 : 0, "piquant", retained.toOpaque())
        if let socket {
            peer.socket = socket
        } else {
            finish(peer, code: 1006, reason: "could not connect")
        }
    }

    private func clientVhost(authority: String?) -> OpaquePointer? {
        let key = authority ?? ""
        if let known = clientVhosts[key] { return known }
        let vhost = piquant_lws_client_vhost(context, Self.protocols, "client-\(Self.nextID())", authority)
        clientVhosts[key] = vhost
        return vhost
    }

    /// Tells the handler once that its connection is gone.
    func finish(_ peer: Peer, code: Int, reason: String) {
        guard case .webSocket(let session) = peer.role,
            connections.removeValue(forKey: session.connection.id) != nil
        else { return }
        session.isOpen = false
        session.connection.markClosed()
        session.handler(.closed(code: code, reason: reason), session.connection)
    }
}

/// The entry of the loop's thread; balances the retain of `WireLoop.init`.
private nonisolated func runLoopThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<WireLoop>.fromOpaque(argument!).takeRetainedValue().run()
    return nil
}
