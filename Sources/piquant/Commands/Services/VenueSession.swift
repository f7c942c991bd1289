import Configuration
import MarketModel
import Simulator
import Tastytrade
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A session with a venue, for the verbs that need one.
enum VenueSession {
    /// A session, and what it was made of.
    struct Connection: Sendable {
        let session: Session
        let client: HTTPClient
        /// Where its credentials came from.
        let source: CredentialSource
        /// Whether a client's id is among them.
        let hasClientID: Bool
        /// The simulator to stop afterwards when one was started here.
        let simulator: SimulatorService?

        /// Ends what was started for the session.
        func end() {
            simulator?.stop()
            client.stop()
        }
    }

    /// The options of verbs that talk to a venue and start no simulator of their own making.
    static let options = [
        Option("venue", .value("venue"), "simulator, sandbox, paper or production; the configured one when left out"),
        Option(
            "simulator", .value("url"),
            "The REST address of a running simulator; without it the simulator is one started here"),
    ]

    /// The venue that `--venue` names, or the configuration, or the simulator.
    ///
    /// - Throws: `UsageError` that names the four; `Failure` P435 for a configuration that cannot be used.
    static func venue(_ arguments: Arguments) throws -> Venue {
        let name = try arguments.value("venue") ?? UserConfiguration.load()[.venue].text
        do throws(VenueFault) {
            return try Venue(named: name ?? "simulator")
        } catch {
            throw UsageError("--venue: \(error)")
        }
    }

    /// Opens a session: for the simulator one is started here, unless `--simulator` names one that runs; others need
    /// credentials.
    ///
    /// - Returns: The session, and the simulator to stop afterwards when one was started.
    /// - Throws: What `connect` throws.
    static func open(_ venue: Venue, _ arguments: Arguments) async throws -> (Session, SimulatorService?) {
        let connection = try await connect(venue, arguments)
        return (connection.session, connection.simulator)
    }

    /// Opens a session: for the simulator one is started here, unless `--simulator` names one that runs; others need
    /// credentials from the environment, the credential file or the secret service.
    ///
    /// - Parameter permit: The leave to send orders for real money.
    /// - Throws: `Failure` P401 when there are no credentials, P430 for an address that is not the venue's, P431 when
    ///   credentials cannot be trusted; what starting a simulator throws.
    static func connect(
        _ venue: Venue, _ arguments: Arguments, permit: ProductionPermit? = nil
    ) async throws -> Connection {
        if venue == .simulator, arguments.value("simulator") == nil {
            var words = arguments
            words.replace("symbol", with: arguments.value("replay-symbol"))
            return try started(
                try await SimulateCommand.start(try SimulatorOptions.configuration(words, port: 0), port: 0))
        }
        let binding = try binding(venue, arguments)
        let store = CredentialStore(environment: environment)
        let found = try Self.orFailure { () throws(CredentialFault) in try store.find(venue) }
        guard let found else { throw missing(venue) }
        let keeper = store.keeper(for: found, venue) { fault in
            Terminal.note("piquant: an access token could not be kept for the next run: \(fault) [P431]")
        }
        let client = HTTPClient()
        let session = Session(
            binding, grant: .refreshToken(found.credentials), client: client, permit: permit, keeper: keeper,
            configuration: try UserConfiguration.load().session(for: binding))
        return Connection(
            session: session, client: client, source: found.source,
            hasClientID: found.credentials.clientID != nil, simulator: nil)
    }

    /// A session with a simulator that was started here.
    static func started(_ simulator: SimulatorService) throws -> Connection {
        let endpoints = simulator.endpoints
        let credentials = Credentials(
            clientID: endpoints.credentials.clientID, clientSecret: endpoints.credentials.clientSecret,
            refreshToken: endpoints.credentials.refreshToken)
        let client = HTTPClient()
        let session = Session(address: endpoints.rest, credentials: credentials, client: client)
        return Connection(
            session: session, client: client, source: .simulator, hasClientID: true, simulator: simulator)
    }

    /// The venue bound to its own hosts, or to the server that `--simulator` names.
    static func binding(_ venue: Venue, _ arguments: Arguments) throws -> VenueBinding {
        do throws(VenueFault) {
            return try VenueBinding(venue, rest: arguments.value("simulator"))
        } catch {
            throw Failure(code: "P430", message: "\(error). Nothing was sent.")
        }
    }

    /// Turns what is wrong with kept credentials into a failure.
    static func orFailure<Value>(_ body: () throws(CredentialFault) -> Value) throws -> Value {
        do throws(CredentialFault) { return try body() } catch {
            throw Failure(code: "P431", message: "\(error).")
        }
    }

    private static func missing(_ venue: Venue) -> Failure {
        Failure(
            code: "P401",
            message: "\(venue.rawValue) needs credentials and none are kept; nothing was sent. Run "
                + "piquant login --venue \(venue.rawValue), or set TASTYTRADE_CLIENT_SECRET and "
                + "TASTYTRADE_REFRESH_TOKEN, or use the simulator, which needs none.")
    }

    /// The value of an environment variable; `nil` when it is not set or empty.
    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
