public import Wire
import JSON
import MarketModel

/// The way an application is let in by another user: the browser goes to the venue's page and comes back with a code.
public struct AuthorizationRequest: Sendable {
    /// Ties the answer to this request; unguessable.
    public let state: String
    /// The application.
    public let clientID: String
    /// Where the browser comes back to, as registered with the venue.
    public let redirectURI: String
    /// What is asked for.
    public let scopes: OAuthScopes

    /// Creates a request with a state of its own.
    ///
    /// - Parameter random: Where the state comes from; the system's for anything real.
    public init(
        clientID: String, redirectURI: String, scopes: OAuthScopes = [],
        using random: inout some RandomNumberGenerator
    ) {
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.scopes = scopes
        state = (0..<4).map { _ in
            let text = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }

    /// The address to send the browser to; `nil` where the venue has no such page.
    public func url(at binding: VenueBinding) -> String? {
        guard let page = binding.hosts.authorisationPage else { return nil }
        var query = [
            ("client_id", clientID), ("redirect_uri", redirectURI), ("response_type", "code"), ("state", state),
        ]
        if !scopes.isEmpty { query.append(("scope", scopes.wireText)) }
        return page + RequestValues(query: query.map { (name: $0.0, value: $0.1) }).queryText
    }

    /// What the browser came back with.
    ///
    /// - Parameter query: The parts of the address it came to, decoded.
    /// - Returns: The code to exchange.
    /// - Throws: `AuthorizationFault`. Nothing was sent.
    public func code(from query: [(name: String, value: String)]) throws(AuthorizationFault) -> String {
        func only(_ name: String) throws(AuthorizationFault) -> String? {
            let values = query.filter { $0.name == name }.map(\.value)
            guard values.count <= 1 else { throw AuthorizationFault.malformed(name) }
            return values.first
        }
        // The state comes first: what a stranger sends is not even looked at.
        guard let returned = try only("state"), Self.areEqual(returned, state) else {
            throw AuthorizationFault.stateMismatch
        }
        if let error = try only("error") { throw AuthorizationFault.denied(code: Redaction.bounded(error)) }
        guard let code = try only("code"), !code.isEmpty else { throw AuthorizationFault.malformed("code") }
        return code
    }

    /// Compares in a time that depends on the lengths alone.
    static func areEqual(_ first: String, _ second: String) -> Bool {
        let (first, second) = (Array(first.utf8), Array(second.utf8))
        guard first.count == second.count else { return false }
        return zip(first, second).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Why an authorisation did not come about.
public enum AuthorizationFault: Error, Equatable, CustomStringConvertible {
    /// The answer does not belong to this request: somebody may have sent it to you.
    case stateMismatch
    /// The user or the venue said no.
    case denied(code: String)
    /// A part of the answer is missing or there twice.
    case malformed(String)

    public var description: String {
        switch self {
        case .stateMismatch:
            "the answer's state is not the one that was sent: it may be forged. Nothing was sent; start again"
        case .denied(let code): "the venue did not let the application in (\(code)). Start again and agree"
        case .malformed(let name): "the answer has no single '\(name)'. Nothing was sent; start again"
        }
    }
}

extension Session {
    /// Exchanges a code for a grant.
    ///
    /// - Returns: The credentials of the user who let the application in.
    /// - Throws: `TastytradeError`. A code is good once: after a failure the user has to agree again.
    public static func exchange(
        code: String, for request: AuthorizationRequest, clientSecret: String, at binding: VenueBinding,
        client: HTTPClient, configuration: SessionConfiguration? = nil
    ) async throws -> Credentials {
        let session = Session(
            binding,
            grant: .refreshToken(
                Credentials(clientID: request.clientID, clientSecret: clientSecret, refreshToken: "")),
            client: client, configuration: configuration)
        var body = JSONWriter()
        body.beginObject()
        body.member("grant_type", "authorization_code")
        body.member("code", code)
        body.member("client_id", request.clientID)
        body.member("client_secret", clientSecret)
        body.member("redirect_uri", request.redirectURI)
        body.endObject()
        let answer = try await session.askForToken("/oauth/token", body.bytes)
        guard (200..<300).contains(answer.status) else {
            throw TokenRefusal.error(answer, issuer: nil, venue: binding.venue).without([code, clientSecret])
        }
        guard let refreshToken = try TokenGrant(answer).refreshToken else {
            throw TastytradeError.unexpectedAnswer(field: "refresh_token")
        }
        return Credentials(
            clientID: request.clientID, clientSecret: clientSecret, refreshToken: refreshToken,
            scopes: request.scopes)
    }
}
