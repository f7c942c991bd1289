import JSON
import MarketModel
import Wire

@testable import DXLink

/// A DXLink server of a few lines: takes the handshake, then does what it is told with each subscription.
final class ScriptedServer: Sendable {
    let loop = WireLoop()
    let server: WireServer
    private let log: ReceivedLog

    init(
        onSubscription: @escaping @Sendable (Int, FeedSubscription, WebSocketConnection) -> Void = { _, _, _ in }
    ) async throws {
        let log = ReceivedLog()
        server = try await WireServer(
            .init(), on: loop, request: { _, responder in responder.respond(.text("no", status: 404)) },
            upgrade: { _ in
                .accept(WebSocketLimits()) { event, socket in
                    switch event {
                    case .opened: log.add(socket)
                    case .message(let bytes):
                        guard let message = try? DXLinkMessage(JSONReader.read(bytes)) else { return }
                        log.add(message)
                        Self.answer(message, socket, onSubscription)
                    case .closed: break
                    }
                }
            })
        self.log = log
    }

    var messages: [DXLinkMessage] { log.messages }
    func closeAll() { log.closeAll() }
    var url: String { "ws://127.0.0.1:\(server.port)/dxlink" }

    private static func answer(
        _ message: DXLinkMessage, _ socket: WebSocketConnection,
        _ onSubscription: (Int, FeedSubscription, WebSocketConnection) -> Void
    ) {
        switch message {
        case .setup:
            socket.send(DXLinkMessage.setup(ConnectionSetup(version: "1.0-script", keepaliveTimeout: 60)).bytes)
            socket.send(DXLinkMessage.authState(isAuthorized: false, userID: nil).bytes)
        case .auth(let token):
            socket.send(DXLinkMessage.authState(isAuthorized: token == "good", userID: nil).bytes)
        case .channelRequest(let channel, let service, let parameters):
            socket.send(
                DXLinkMessage.channelOpened(channel: channel, service: service, parameters: parameters).bytes)
        case .feedSetup(let channel, let setup):
            socket.send(
                DXLinkMessage.feedConfig(
                    channel: channel, FeedConfig(dataFormat: .compact, eventFields: setup.acceptEventFields)
                ).bytes)
        case .feedSubscription(let channel, let subscription): onSubscription(channel, subscription, socket)
        default: break
        }
    }
}

private final class ReceivedLog: Sendable {
    private let state = Lock((messages: [DXLinkMessage](), sockets: [WebSocketConnection]()))
    func add(_ message: DXLinkMessage) { state.withLock { $0.messages.append(message) } }
    func add(_ socket: WebSocketConnection) { state.withLock { $0.sockets.append(socket) } }
    var messages: [DXLinkMessage] { state.withLock { $0.messages } }
    func closeAll() {
        for socket in state.withLock({ $0.sockets }) { socket.close(code: 1000, reason: "Bye") }
    }
}
