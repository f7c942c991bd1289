public import MarketModel

/// By what right a session gets its access tokens.
public enum SessionGrant: Sendable {
    /// The OAuth2 refresh grant: the way for everybody.
    case refreshToken(Credentials)
    /// The retired login by password. Only hosts that still accept it: a simulator, and the sandbox for its
    /// self-service.
    case password(PasswordLogin)
}

/// What the retired password session is opened with. Prints as `PasswordLogin(…)`, never its contents.
public struct PasswordLogin: Sendable, CustomStringConvertible, CustomReflectable {
    /// How the user proves to be who they say.
    public enum Proof: Sendable, CustomStringConvertible, CustomReflectable {
        /// By the password.
        case password(String)
        /// By the token of an earlier session; it is good once, and every use brings the next.
        case rememberToken(String)

        public var description: String { "Proof(…)" }
        public var customMirror: Mirror { Mirror(self, children: [:]) }
    }

    /// The user's name or mail address.
    public var login: String
    /// The password or a remember token.
    public var proof: Proof
    /// The code of the second factor, when one is asked for.
    public var oneTimeCode: String?

    /// Creates a login.
    public init(login: String, proof: Proof, oneTimeCode: String? = nil) {
        self.login = login
        self.proof = proof
        self.oneTimeCode = oneTimeCode
    }

    public var description: String { "PasswordLogin(…)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    /// What whoever opens such a session is told.
    public static let warning =
        "password sessions ended on 2026-02-11 at the venue; this one goes only to hosts that still accept them. Many "
        + "failed logins block your address for hours. Use an OAuth grant wherever you can"
}

/// An access token and when it ends. Prints without the token.
public struct HeldAccessToken: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The token.
    public var token: String
    /// When it ends, by this machine's clock.
    public var endsAt: Timestamp

    /// Creates one.
    public init(token: String, endsAt: Timestamp) {
        self.token = token
        self.endsAt = endsAt
    }

    public var description: String { "HeldAccessToken(until \(endsAt))" }
    public var customMirror: Mirror { Mirror(self, children: ["endsAt": endsAt]) }
}

/// Where a session keeps what it is given, so that it survives a restart. Nothing of it may fail a request: a keeper
/// that cannot keep says so by its own means.
public struct TokenKeeper: Sendable {
    /// The access token of the last run.
    public var load: @Sendable () -> HeldAccessToken?
    /// Keeps a new access token; `nil` forgets it.
    public var save: @Sendable (HeldAccessToken?) -> Void
    /// Keeps a new refresh or remember token in place of the one before.
    public var replaceLongToken: @Sendable (String) -> Void

    /// Creates a keeper.
    public init(
        load: @escaping @Sendable () -> HeldAccessToken?, save: @escaping @Sendable (HeldAccessToken?) -> Void,
        replaceLongToken: @escaping @Sendable (String) -> Void
    ) {
        self.load = load
        self.save = save
        self.replaceLongToken = replaceLongToken
    }

    /// Keeps nothing.
    public static let none = TokenKeeper(load: { nil }, save: { _ in }, replaceLongToken: { _ in })
}
