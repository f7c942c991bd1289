/// What a user of the OAuth2 refresh grant holds. Prints as `Credentials(…)`, never its contents.
public struct Credentials: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The application's id; not needed for the refresh grant.
    public var clientID: String?
    /// The application's secret.
    public var clientSecret: String
    /// The long-lived token of the grant.
    public var refreshToken: String
    /// What the access tokens are asked to allow; empty for all that the grant allows.
    public var scopes: OAuthScopes

    /// Creates credentials.
    public init(clientID: String? = nil, clientSecret: String, refreshToken: String, scopes: OAuthScopes = []) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.refreshToken = refreshToken
        self.scopes = scopes
    }

    public var description: String { "Credentials(…)" }

    /// Hides the contents from `dump` and the like.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What a grant allows.
public struct OAuthScopes: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// To read accounts and market data.
    public static let read = OAuthScopes(rawValue: 1)
    /// To send orders.
    public static let trade = OAuthScopes(rawValue: 2)
    /// To learn who the user is.
    public static let openID = OAuthScopes(rawValue: 4)

    private static let names: [(scope: OAuthScopes, name: String)] = [
        (.read, "read"), (.trade, "trade"), (.openID, "openid"),
    ]

    /// The scopes as the venue writes them, separated by blanks.
    public var wireText: String {
        Self.names.filter { contains($0.scope) }.map(\.name).joined(separator: " ")
    }

    /// Reads scopes separated by blanks; `nil` when one of them is unknown.
    public init?(wireText text: String) {
        self = []
        for word in text.split(separator: " ") {
            guard let known = Self.names.first(where: { $0.name == word }) else { return nil }
            insert(known.scope)
        }
    }
}
