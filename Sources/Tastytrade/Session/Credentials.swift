/// What a user of the OAuth2 refresh grant holds. Prints as `Credentials(…)`, never its contents.
public struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
    /// The application's id; not needed for the refresh grant.
    public var clientID: String?
    /// The application's secret.
    public var clientSecret: String
    /// The long-lived token of the grant.
    public var refreshToken: String

    /// Creates credentials.
    public init(clientID: String? = nil, clientSecret: String, refreshToken: String) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.refreshToken = refreshToken
    }

    public var description: String { "Credentials(…)" }

    /// Hides the contents from `dump` and the like.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
