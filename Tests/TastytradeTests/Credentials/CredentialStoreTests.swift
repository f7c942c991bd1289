import MarketModel
import Testing
import Wire

@testable import Tastytrade

struct CredentialStoreTests {
    private let folder = TrialFolder()

    private func store(_ variables: [String: String] = [:]) -> CredentialStore {
        let all = variables.merging(["PIQUANT_HOME": folder.path]) { given, _ in given }
        return CredentialStore { all[$0] }
    }

    /// A stand-in for the desktop's program: it keeps what comes by its standard input in a file named by its words.
    private func installSecretTool() {
        folder.write(
            """
            #!/bin/sh
            command=$1; shift
            [ "$command" = store ] && shift
            file=$(dirname "$0")/kept-$4
            case $command in
                store) cat >"$file" ;;
                lookup) cat "$file" 2>/dev/null ;;
                clear) rm "$file" ;;
            esac
            """, to: "secret-tool", mode: 0o700)
    }

    @Test("the environment comes first, then the file, then the secret service")
    func order() throws {
        installSecretTool()
        let desktop = ["PATH": "/nowhere:" + folder.path, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"]
        #expect(try store(desktop).find(.sandbox) == nil)
        try store(desktop).secretService().write(
            Credentials(clientSecret: "s-service", refreshToken: "r"), for: .sandbox)
        #expect(try store(desktop).find(.sandbox)?.source == .secretService)
        #expect(try store(desktop).find(.sandbox)?.credentials.clientSecret == "s-service")
        #expect(try store(desktop).find(.paper) == nil)

        try store().file.write(Credentials(clientSecret: "s-file", refreshToken: "r"), for: .sandbox)
        #expect(try store(desktop).find(.sandbox)?.source == .file(path: folder.path + "/credentials.json"))

        let set = ["TASTYTRADE_CLIENT_SECRET": "s-env", "TASTYTRADE_REFRESH_TOKEN": "r", "TASTYTRADE_CLIENT_ID": "i"]
        let found = try #require(try store(set).find(.sandbox))
        #expect(found.source == .environment)
        #expect(found.credentials == Credentials(clientID: "i", clientSecret: "s-env", refreshToken: "r"))

        #expect(try store(desktop).secretService().remove(.sandbox))
        #expect(try !store(desktop).secretService().remove(.sandbox))
    }

    @Test("a renewed refresh token is used from then on, though the environment still holds the old one")
    func renewed() throws {
        let variables = ["TASTYTRADE_CLIENT_SECRET": "s-env", "TASTYTRADE_REFRESH_TOKEN": "first"]
        let place = CredentialSource.file(path: folder.path + "/credentials.json")
        let found = try #require(try store(variables).find(.sandbox))
        store(variables).keeper(for: found, .sandbox) { Issue.record($0) }.replaceLongToken("second")
        let next = try #require(try store(variables).find(.sandbox))
        #expect(next.source == place && next.credentials.refreshToken == "second")
        store(variables).keeper(for: next, .sandbox) { Issue.record($0) }.replaceLongToken("third")
        #expect(try store(variables).find(.sandbox)?.credentials.refreshToken == "third")
        // Another grant in the environment is newer than what the file knows.
        let other = variables.merging(["TASTYTRADE_REFRESH_TOKEN": "new"]) { $1 }
        #expect(try store(other).find(.sandbox)?.source == .environment)
        // Who logs in anew starts over.
        try store().file.write(Credentials(clientSecret: "s-file", refreshToken: "own"), for: .sandbox)
        #expect(try store(variables).find(.sandbox)?.source == .environment)
    }

    @Test("half of the credentials in the environment is named, not mixed with others")
    func halfSet() throws {
        try store().file.write(Credentials(clientSecret: "s-file", refreshToken: "r"), for: .sandbox)
        let half = store(["TASTYTRADE_REFRESH_TOKEN": "r-env", "TASTYTRADE_CLIENT_SECRET": ""])
        #expect(half.unusedVariables == [.refreshToken])
        #expect(try half.find(.sandbox)?.credentials.refreshToken == "r")
        #expect(store().unusedVariables.isEmpty)
    }

    @Test("without a session bus or its program there is no secret service, and it says which")
    func noService() {
        #expect(throws: CredentialFault.noSecretService(reason: "no session bus (DBUS_SESSION_BUS_ADDRESS is not set)"))
        {
            try store(["PATH": folder.path]).secretService()
        }
        #expect(throws: CredentialFault.noSecretService(reason: "the program secret-tool is not installed")) {
            try store(["PATH": folder.path, "DBUS_SESSION_BUS_ADDRESS": "unix:"]).secretService()
        }
    }

    @Test("a secret service that fails says so")
    func failingService() throws {
        folder.write("#!/bin/sh\nexit 3\n", to: "secret-tool", mode: 0o700)
        let service = try store(["PATH": folder.path, "DBUS_SESSION_BUS_ADDRESS": "unix:"]).secretService()
        #expect(try service.read(.sandbox) == nil)
        #expect(throws: CredentialFault.self) {
            try service.write(Credentials(clientSecret: "s", refreshToken: "r"), for: .sandbox)
        }
        folder.write("#!/bin/sh\necho nonsense\n", to: "secret-tool", mode: 0o700)
        #expect(throws: CredentialFault.self) { try service.read(.sandbox) }
    }

    @Test("the home folder is PIQUANT_HOME, or .piquant in the user's")
    func home() {
        #expect(CredentialStore.home { ["PIQUANT_HOME": "/x/y/", "HOME": "/h"][$0] } == "/x/y")
        #expect(CredentialStore.home { ["PIQUANT_HOME": "", "HOME": "/h"][$0] } == "/h/.piquant")
    }

    @Test("what a session is given survives a restart: the access token, and a new refresh token")
    func keeper() async throws {
        let host = try await ScriptedHost(
            token: {
                .json(#"{"access_token":"access-\#($0)","expires_in":900,"refresh_token":"refresh-\#($0)"}"#)
            }, answer: { _, _ in .value("a") })
        defer { host.end() }
        let store = store()
        try store.file.write(ScriptedHost.grant, for: .sandbox)
        for _ in 0..<3 {
            let found = try #require(try store.find(.sandbox))
            let keeper = store.keeper(for: found, .sandbox) { Issue.record("\($0)") }
            _ = try await host.session(.sandbox, grant: .refreshToken(found.credentials), keeper: keeper)
                .send(TrialEndpoints.plain)
        }
        #expect(host.renewals.count == 1)
        #expect(host.requests.map { $0.headers["authorization"] } == Array(repeating: "Bearer access-1", count: 3))
        #expect(try store.file.read(.sandbox)?.refreshToken == "refresh-1")
    }

    @Test("a keeper that cannot keep says so and fails nothing")
    func keeperFails() async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        let store = store()
        folder.write("", to: "access-tokens.json", mode: 0o644)
        let faults = Lock(0)
        let found = FoundCredentials(credentials: ScriptedHost.grant, source: .environment)
        let keeper = store.keeper(for: found, .sandbox) { _ in faults.withLock { $0 += 1 } }
        #expect(try await host.session(keeper: keeper).send(TrialEndpoints.plain).value == "a")
        #expect(faults.withLock { $0 } == 2)
    }
}

struct AuthorizationCodeTests {
    private func request() -> AuthorizationRequest {
        var random = SystemRandomNumberGenerator()
        return AuthorizationRequest(
            clientID: "id", redirectURI: "http://127.0.0.1:9/back?x=1", scopes: [.read, .trade], using: &random)
    }

    @Test("the browser is sent to the venue's page with a state nobody can guess")
    func url() throws {
        let request = request()
        #expect(request.state.count == 64 && request.state != self.request().state)
        #expect(
            request.url(at: try VenueBinding(.production))
                == "https://my.tastytrade.com/auth.html?client_id=id&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fback%3Fx%3D1"
                + "&response_type=code&state=\(request.state)&scope=read%20trade")
        #expect(request.url(at: try VenueBinding(.simulator, rest: "http://127.0.0.1:1")) == nil)
    }

    @Test("an answer with another state is refused before anything else is looked at")
    func state() {
        let request = request()
        let wrong = [
            nil, "", String(request.state.dropLast()), request.state + "0", request.state.uppercased() + "x",
            String(request.state.dropLast()) + (request.state.hasSuffix("0") ? "1" : "0"),
        ]
        for state in wrong {
            let query = [(name: "code", value: "c")] + (state.map { [(name: "state", value: $0)] } ?? [])
            #expect(throws: AuthorizationFault.stateMismatch) { try request.code(from: query) }
        }
        #expect(throws: AuthorizationFault.malformed("state")) {
            try request.code(from: [("state", request.state), ("state", request.state), ("code", "c")])
        }
        #expect(throws: AuthorizationFault.denied(code: "access_denied")) {
            try request.code(from: [("state", request.state), ("error", "access_denied")])
        }
        #expect(throws: AuthorizationFault.malformed("code")) {
            try request.code(from: [("state", request.state), ("code", "")])
        }
        #expect(throws: Never.self) { try request.code(from: [("state", request.state), ("code", "c")]) }
    }

    @Test("a code becomes a grant")
    func exchange() async throws {
        let host = try await ScriptedHost(
            token: { number in
                number == 1
                    ? .json(#"{"access_token":"a","expires_in":900,"refresh_token":"r-new"}"#)
                    : .json(#"{"error":"invalid_grant"}"#, status: 400)
            }, answer: { _, _ in .value("") })
        defer { host.end() }
        let binding = try VenueBinding(.sandbox, rest: host.address)
        let request = request()
        let granted = try await Session.exchange(
            code: "c", for: request, clientSecret: "s", at: binding, client: host.client)
        #expect(
            granted == Credentials(clientID: "id", clientSecret: "s", refreshToken: "r-new", scopes: [.read, .trade]))
        await #expect(throws: TastytradeError.grantRefused(code: "invalid_grant", description: "")) {
            try await Session.exchange(
                code: "c", for: request, clientSecret: "s", at: binding, client: host.client)
        }
    }
}
