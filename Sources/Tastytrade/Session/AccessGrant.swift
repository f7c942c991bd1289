import JSON

extension Endpoints {
    /// An access token for a grant. The answer has no envelope and underscores in its names.
    public static let accessGrant = Endpoint<AccessGrant>.one(
        .post, "/oauth/token", family: .token, access: .open)
    /// Whether an access token is good.
    public static let sessionValidation = Endpoint<OpenObject>(
        .post, "/sessions/validate", effect: .judge
    ) { answer throws(TastytradeError) in
        // What it says is not described, and it may say nothing: the status is the answer.
        try answer.content.object == nil ? OpenObject(members: []) : answer.one(OpenObject.self)
    }

    static let sessions: [AnyEndpoint] = [AnyEndpoint(accessGrant), AnyEndpoint(sessionValidation)]
}

/// What the token endpoint answers. Prints as `AccessGrant(…)`, never its contents.
public struct AccessGrant: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The access token.
    public let accessToken: String
    /// `Bearer`.
    public let tokenType: String?
    /// Its life in seconds.
    public let secondsToLive: Int?
    /// A refresh token; given once, for an authorization code.
    public let refreshToken: String?
    /// Who the user is, as a signed token; given when asked for.
    public let idToken: String?
    /// What the token allows.
    public let scope: String?

    public var description: String { "AccessGrant(…)" }

    /// Hides the contents from `dump` and the like.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension AccessGrant: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        tokenType = fields.text("token_type")
        secondsToLive = fields.integer("expires_in")
        refreshToken = fields.text("refresh_token")
        idToken = fields.text("id_token")
        scope = fields.text("scope")
        accessToken = try fields.requiredText("access_token")
    }
}
