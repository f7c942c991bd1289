import MarketModel

/// Getting in, up to being authorized, in the strict order the servers enforce: `SETUP` both ways, `AUTH_STATE`,
/// `AUTH`, `AUTHORIZED`. Channels come after. Free of I/O: what happened goes in, what to do comes out.
struct Handshake {
    enum State: Equatable {
        /// The socket is opening.
        case opening
        /// Our `SETUP` is out.
        case awaitingSetup
        /// Both set up; the server must say whether it wants a token.
        case awaitingAuthState
        /// Our token is out.
        case awaitingAuthorization
        case authorized
    }

    enum Action: Equatable {
        case send(DXLinkMessage)
        /// Channels may be requested now.
        case authorized
        /// The token is not good: never send it again.
        case tokenRefused(reason: String)
        case fail(DXLinkError)
    }

    private(set) var state = State.opening
    /// The server's `SETUP`, once it came.
    private(set) var serverSetup: ConnectionSetup?
    /// When the current step ends as timed out; `nil` once authorized.
    private(set) var deadline: Timestamp?
    private let token: String
    private let setup: ConnectionSetup
    private let stepTimeout: Duration
    /// A server that pipelines may say this before its own `SETUP`.
    private var earlyAuthState: Bool?

    init(setup: ConnectionSetup, token: String, stepTimeout: Duration, at now: Timestamp) {
        self.setup = setup
        self.token = token
        self.stepTimeout = stepTimeout
        deadline = now + stepTimeout
    }

    mutating func opened(at now: Timestamp) -> [Action] {
        guard state == .opening else { return [] }
        move(to: .awaitingSetup, now)
        return [.send(.setup(setup))]
    }

    mutating func received(_ message: DXLinkMessage, at now: Timestamp) -> [Action] {
        switch message {
        case .setup(let theirs):
            serverSetup = theirs
            guard state == .awaitingSetup else { return [] }
            move(to: .awaitingAuthState, now)
            guard let early = earlyAuthState else { return [] }
            return authState(isAuthorized: early, now)
        case .authState(let isAuthorized, _): return authState(isAuthorized: isAuthorized, now)
        case .error(0, "UNAUTHORIZED", let text): return [.tokenRefused(reason: text)]
        case .error(0, "UNSUPPORTED_PROTOCOL", let text): return [.fail(.unsupportedProtocol(reason: text))]
        default: return []
        }
    }

    private mutating func authState(isAuthorized: Bool, _ now: Timestamp) -> [Action] {
        switch (state, isAuthorized) {
        case (.awaitingSetup, _):
            earlyAuthState = isAuthorized
            return []
        case (.awaitingAuthState, true), (.awaitingAuthorization, true):
            state = .authorized
            deadline = nil
            return [.authorized]
        case (.awaitingAuthState, false):
            move(to: .awaitingAuthorization, now)
            return [.send(.auth(token: token))]
        case (.awaitingAuthorization, false), (.authorized, false):
            return [.tokenRefused(reason: "AUTH_STATE UNAUTHORIZED")]
        case (.authorized, true), (.opening, _): return []
        }
    }

    func timePassed(at now: Timestamp) -> [Action] {
        guard let deadline, now >= deadline, let step = awaitedStep else { return [] }
        return [.fail(.stepTimedOut(step, after: stepTimeout))]
    }

    private var awaitedStep: HandshakeStep? {
        switch state {
        case .opening: .connect
        case .awaitingSetup: .setup
        case .awaitingAuthState: .authState
        case .awaitingAuthorization: .authorization
        case .authorized: nil
        }
    }

    private mutating func move(to next: State, _ now: Timestamp) {
        state = next
        deadline = now + stepTimeout
    }
}
