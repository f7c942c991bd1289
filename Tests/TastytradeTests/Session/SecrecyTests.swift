import MarketModel
import Testing
import Wire

@testable import Tastytrade

struct SecrecyTests {
    private static let secrets = [
        "client-secret-words", "refresh-token-words", "access-token-words", "password-words", "remember-words",
        "quote-token-words", "one-time-words",
    ]

    /// All the ways in which a value can be shown.
    private static func shown(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return "\(value) \(String(reflecting: value)) \(String(describing: value)) \(dumped)"
    }

    private static func expectNothing(of value: Any, _ place: SourceLocation = #_sourceLocation) {
        let text = shown(value)
        for secret in secrets { #expect(!text.contains(secret), "\(text.prefix(300))", sourceLocation: place) }
    }

    private static let credentials = Credentials(
        clientID: "id", clientSecret: "client-secret-words", refreshToken: "refresh-token-words")
    private static let login = PasswordLogin(
        login: "user", proof: .password("password-words"), oneTimeCode: "one-time-words")

    @Test("what holds a secret never shows it")
    func values() {
        Self.expectNothing(of: Self.credentials)
        Self.expectNothing(of: Self.login)
        Self.expectNothing(of: Self.login.proof)
        Self.expectNothing(of: SessionGrant.refreshToken(Self.credentials))
        Self.expectNothing(of: SessionGrant.password(Self.login))
        Self.expectNothing(of: HeldAccessToken(token: "access-token-words", endsAt: .epoch))
        Self.expectNothing(of: QuoteToken(token: "quote-token-words", url: "wss://a", level: "api"))
        Self.expectNothing(of: FoundCredentials(credentials: Self.credentials, source: .environment))
    }

    @Test("a session and its snapshot never show a secret")
    func session() async throws {
        let host = try await ScriptedHost(
            token: { _ in .json(#"{"access_token":"access-token-words","expires_in":900}"#) },
            answer: { _, _ in .value("a") })
        defer { host.end() }
        let session = try host.session(grant: .refreshToken(Self.credentials))
        _ = try await session.send(TrialEndpoints.plain)
        Self.expectNothing(of: await session.budget())
        Self.expectNothing(of: session.binding)
        Self.expectNothing(of: session)
    }

    /// A venue that says everything it was sent.
    private static let echo = secrets.joined(separator: " ")

    @Test(
        "no error shows a secret, even when the venue echoes what it was sent",
        arguments: [400, 401, 403, 404, 406, 422, 429, 500, 503])
    func errors(status: Int) async throws {
        let bodies = [
            #"{"error_code":"invalid_grant","error_description":"\#(Self.echo)"}"#,
            #"{"error":"invalid_client","error_description":"\#(Self.echo)"}"#,
            #"{"error":"other \#(Self.echo)","error_description":"\#(Self.echo)"}"#,
            #"{"error":{"code":"\#(Self.echo)","message":"\#(Self.echo)"}}"#, Self.echo, "<html>\(Self.echo)</html>",
        ]
        for body in bodies {
            let refusal = HTTPResponse.json(body, status: status)
            let deaf = try await ScriptedHost(token: { _ in refusal }, answer: { _, _ in refusal })
            defer { deaf.end() }
            // No token was ever given here: a venue can only echo what it was sent.
            try await expectSecretless(deaf, .refreshToken(Self.credentials), Array(Self.secrets.prefix(2)))
            let host = try await ScriptedHost(
                token: { _ in
                    .json(
                        #"{"access_token":"access-token-words","expires_in":900,"data":{"session-token":"access-token-words"}}"#
                    )
                }, answer: { _, _ in refusal })
            defer { host.end() }
            try await expectSecretless(host, .refreshToken(Self.credentials), Array(Self.secrets.prefix(3)))
            let passwords = ["password-words", "one-time-words", "access-token-words"]
            try await expectSecretless(host, .password(Self.login), passwords)
        }
    }

    @Test("the refusal of an order, which is read whole and shown, holds no secret", arguments: [400, 422, 500])
    func orders(status: Int) async throws {
        let body =
            #"{"error":{"code":"x","message":"\#(Self.echo)","errors":[{"code":"y","message":"\#(Self.echo)"}]}}"#
        let host = try await ScriptedHost(
            token: { _ in .json(#"{"access_token":"access-token-words","expires_in":900}"#) },
            answer: { _, _ in .json(body, status: status) })
        defer { host.end() }
        let session = try host.session(grant: .refreshToken(Self.credentials)) { $0.retry = .never }
        let answer = try await session.exchangeOnce(OutgoingRequest(TrialEndpoints.placed, RequestValues()))
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == status && text.contains("message"))
        for secret in Self.secrets.prefix(3) { #expect(!text.contains(secret), "\(text)") }
    }

    private func expectSecretless(
        _ host: ScriptedHost, _ grant: SessionGrant, _ secrets: [String]
    ) async throws {
        for endpoint in [TrialEndpoints.plain, TrialEndpoints.changed, TrialEndpoints.placed] {
            let session = try host.session(grant: grant) { $0.retry = .never }
            do {
                _ = try await session.send(endpoint)
                Issue.record("the venue refused")
            } catch let error as TastytradeError {
                let text = Self.shown(error) + error.explanation + error.code
                for secret in secrets { #expect(!text.contains(secret), "\(text.prefix(300))") }
            }
        }
    }

    @Test("text that looks like a token is struck out of what a venue says, whoever's it is")
    func unknownTokens() {
        #expect(Redaction.bounded("token eyJhbGciOi.x.y is bad") == "token … is bad")
        #expect(Redaction.bounded("key \(String(repeating: "a", count: 40))") == "key …")
        #expect(Redaction.bounded(String(repeating: "ab ", count: 1000)).count <= Redaction.longest)
    }

    @Test("credentials that cannot be trusted are told without their content")
    func faults() throws {
        let folder = TrialFolder()
        let file = CredentialFile(home: folder.path)
        try file.write(Self.credentials, for: .sandbox)
        for text in [#"{"venues":{"sandbox":{"client-secret":"client-secret-words"}}}"#, "client-secret-words"] {
            folder.write(text, to: "credentials.json")
            do {
                _ = try file.read(.sandbox)
                Issue.record("that is damaged")
            } catch {
                Self.expectNothing(of: error)
                Self.expectNothing(of: error.description)
            }
        }
        Self.expectNothing(of: file)
    }

    @Test("an authorisation's failures hold neither code nor state")
    func authorization() {
        var random = SystemRandomNumberGenerator()
        let request = AuthorizationRequest(clientID: "id", redirectURI: "http://127.0.0.1:9", using: &random)
        do {
            _ = try request.code(from: [("state", "other"), ("code", "access-token-words")])
            Issue.record("the state is wrong")
        } catch {
            Self.expectNothing(of: error)
            #expect(!"\(error)".contains(request.state))
        }
    }
}
