import DXLink
import JSON
import MarketModel

/// The server's side of one account-streamer connection: `connect`, `heartbeat` and the rules between them.
///
/// There is nothing to notify yet: orders and balances are not simulated.
struct AccountStreamerSession {
    private let sessionID: String
    private let accounts: [String]
    private let isTokenValid: (String) -> Bool
    private var outputs: [DXLinkServerSession.Output] = []
    private var lastReceived: Timestamp
    private var isConnected = false
    private var beatTooEarly = false
    private var isClosed = false

    init(id: Int, accounts: [String], openedAt now: Timestamp, isTokenValid: @escaping (String) -> Bool) {
        let digits = String(SplitMix.mixed(UInt64(id)) & 0xFFFF_FFFF, radix: 16)
        sessionID = String(repeating: "0", count: 8 - digits.count) + digits
        self.accounts = accounts
        self.isTokenValid = isTokenValid
        lastReceived = now
    }

    /// What is to be done, in order; empty afterwards.
    mutating func takeOutputs() -> [DXLinkServerSession.Output] {
        defer { outputs.removeAll() }
        return outputs
    }

    /// Sends a client away that was silent for more than a minute.
    mutating func timePassed(_ now: Timestamp) {
        guard !isClosed, now > lastReceived + .seconds(60) else { return }
        isClosed = true
        outputs.append(.close(code: 1000, reason: "Bye"))
    }

    /// Takes one message of the client.
    mutating func receive(_ bytes: [UInt8], at now: Timestamp) {
        guard !isClosed else { return }
        lastReceived = now
        guard let message = try? JSONReader.read(bytes), let action = message["action"]?.string else {
            answer("error", action: "", message: "not-implemented", request: nil)
            return
        }
        let request = message["request-id"]
        switch action {
        case "heartbeat":
            if !isConnected { beatTooEarly = true }
            answer("ok", action: action, request: request)
        case "connect": connect(message, request)
        case "public-watchlists-subscribe", "quote-alerts-subscribe", "user-message-subscribe":
            isConnected
                ? answer("ok", action: action, request: request)
                : answer("error", action: action, message: "connect-not-completed", request: request)
        default: answer("error", action: action, message: "not-implemented", request: request)
        }
    }

    private mutating func connect(_ message: JSONValue, _ request: JSONValue?) {
        let token = message["auth-token"]?.string ?? ""
        let value = message["value"]
        let wanted = value?.array?.compactMap(\.string) ?? value?.string.map { [$0] } ?? []
        if beatTooEarly {
            answer("error", action: "connect", message: "not-implemented", request: request)
        } else if !token.hasPrefix("Bearer ") || !isTokenValid(String(token.dropFirst(7))) {
            answer("error", action: "connect", message: "Unknown domain", request: request)
        } else if wanted.isEmpty || !wanted.allSatisfy(accounts.contains) {
            answer("error", action: "connect", message: "value missing or not valid", request: request)
        } else {
            isConnected = true
            answer("ok", action: "connect", value: .array(wanted.map { .string($0) }), request: request)
        }
    }

    private mutating func answer(
        _ status: String, action: String, message: String? = nil, value: JSONValue? = nil, request: JSONValue?
    ) {
        var members: [JSONValue.Member] = [
            .init("status", .string(status)), .init("action", .string(action)),
            .init("web-socket-session-id", .string(sessionID)),
        ]
        if let message { members.append(.init("message", .string(message))) }
        if let value { members.append(.init("value", value)) }
        if let request { members.append(.init("request-id", request)) }
        outputs.append(.send(JSONValue.object(members).bytes))
    }
}
