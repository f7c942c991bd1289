import DXLink
import JSON
import MarketModel

/// The server's side of one account-streamer connection: `connect`, subscriptions, `heartbeat`, and the rules between
/// them.
struct AccountStreamerSession {
    private let sessionID: String
    private let accounts: [String]
    private let behavior: AccountStreamerBehavior
    private let faults: FaultBoard
    private let isAuthorized: (String) -> Bool
    private var outputs: [DXLinkServerSession.Output] = []
    /// Waiting to be put into one frame.
    private var batch: [JSONValue] = []
    private let openedAt: Timestamp
    private var lastReceived: Timestamp
    private var connected: Set<String> = []
    private var subscribed: Set<String> = []
    private var beatTooEarly = false
    private var isClosed = false

    /// - Parameter isAuthorized: Judges the text of an `Authorization` header: `Bearer ` and an access token, or a
    ///   session token alone.
    init(
        id: Int, accounts: [String], behavior: AccountStreamerBehavior = AccountStreamerBehavior(),
        faults: FaultBoard = FaultBoard(), openedAt now: Timestamp, isAuthorized: @escaping (String) -> Bool
    ) {
        let digits = String(SplitMix.mixed(UInt64(id)) & 0xFFFF_FFFF, radix: 16)
        sessionID = String(repeating: "0", count: 8 - digits.count) + digits
        self.accounts = accounts
        self.behavior = behavior
        self.faults = faults
        self.isAuthorized = isAuthorized
        openedAt = now
        lastReceived = now
    }

    /// What is to be done, in order; empty afterwards.
    mutating func takeOutputs() -> [DXLinkServerSession.Output] {
        flush()
        defer { outputs.removeAll() }
        return outputs
    }

    /// Sends a client away that was silent for more than a minute, or never connected.
    mutating func timePassed(_ now: Timestamp) {
        guard !isClosed else { return }
        let isLate = connected.isEmpty && now > openedAt + behavior.connectPatience
        guard isLate || now > lastReceived + behavior.patience else { return }
        close(1000, "Bye")
    }

    /// Sends what concerns the connected accounts and the user's subscriptions.
    mutating func deliver(_ messages: [AccountMessage], at now: Timestamp) {
        guard !isClosed, !connected.isEmpty, !isSilent(now) else { return }
        for message in messages where isWanted(message) { send(message.json) }
    }

    private func isWanted(_ message: AccountMessage) -> Bool {
        if let account = message.account { return connected.contains(account) }
        switch message.type {
        case "QuoteAlert": return subscribed.contains("quote-alerts-subscribe")
        case "PublicWatchlists": return subscribed.contains("public-watchlists-subscribe")
        default: return subscribed.contains("user-message-subscribe")
        }
    }

    /// Takes one message of the client.
    mutating func receive(_ bytes: [UInt8], at now: Timestamp) {
        guard !isClosed else { return }
        lastReceived = now
        guard !isSilent(now) else { return }
        guard let message = try? JSONReader.read(bytes), let action = message["action"]?.string else {
            answer("error", action: "", message: "not-implemented", request: nil)
            return
        }
        let request = message["request-id"]
        switch action {
        case "heartbeat":
            if connected.isEmpty { beatTooEarly = true }
            if behavior.checksHeartbeatTokens, !hasGoodToken(message) {
                answer("error", action: action, message: behavior.unknownTokenText, request: request)
            } else {
                answer("ok", action: action, request: request)
            }
        case "connect", "account-subscribe": connect(action, message, request, at: now)
        case "public-watchlists-subscribe", "quote-alerts-subscribe", "user-message-subscribe":
            subscribe(action, message, request)
        default: answer("error", action: action, message: "not-implemented", request: request)
        }
    }

    private mutating func connect(_ action: String, _ message: JSONValue, _ request: JSONValue?, at now: Timestamp) {
        let value = message["value"]
        let wanted = value?.array?.compactMap(\.string) ?? value?.string.map { [$0] } ?? []
        if faults.strike(.accountDisconnect, on: wanted, at: now) != nil { return close(1011, "") }
        if beatTooEarly || faults.strike(.accountConnectRefused, on: wanted, at: now) != nil {
            answer("error", action: action, message: "not-implemented", request: request)
        } else if !hasGoodToken(message) {
            answer("error", action: action, message: behavior.unknownTokenText, request: request)
        } else if wanted.isEmpty || !wanted.allSatisfy(accounts.contains) {
            answer("error", action: action, message: "value missing or not valid", request: request)
        } else {
            connected.formUnion(wanted)
            let told = behavior.tellsConnectedAccounts ? JSONValue.array(wanted.map { .string($0) }) : nil
            answer("ok", action: action, value: told, request: request)
        }
    }

    private mutating func subscribe(_ action: String, _ message: JSONValue, _ request: JSONValue?) {
        if connected.isEmpty {
            answer("error", action: action, message: "connect-not-completed", request: request)
        } else if !hasGoodToken(message) {
            answer("error", action: action, message: behavior.unknownTokenText, request: request)
        } else {
            subscribed.insert(action)
            answer("ok", action: action, request: request)
        }
    }

    /// Whether a message carries what a request would carry as its `Authorization` header.
    private func hasGoodToken(_ message: JSONValue) -> Bool {
        message["auth-token"]?.string.map(isAuthorized) ?? false
    }

    private func isSilent(_ now: Timestamp) -> Bool {
        !faults.isClear && faults.isOn(.accountSilence, accounts, at: now)
    }

    private mutating func answer(
        _ status: String, action: String, message: String? = nil, value: JSONValue? = nil, request: JSONValue?
    ) {
        var members: JSONMembers = []
        members.add("status", status)
        members.add("action", action)
        members.add("web-socket-session-id", sessionID)
        members.add("message", message)
        if let value { members.add("value", value) }
        if let request { members.add("request-id", request) }
        send(.object(members))
    }

    private mutating func send(_ value: JSONValue) {
        if behavior.batchesResults {
            batch.append(value)
        } else {
            outputs.append(.send(value.bytes))
        }
    }

    private mutating func flush() {
        guard !batch.isEmpty else { return }
        outputs.append(.send(JSONValue.object([.init("results", .array(batch))]).bytes))
        batch.removeAll()
    }

    private mutating func close(_ code: Int, _ reason: String) {
        flush()
        isClosed = true
        outputs.append(.close(code: code, reason: reason))
    }
}
