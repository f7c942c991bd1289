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
    /// Opens a session: for the simulator one is started here, unless `--simulator` names one that runs; others need
    /// credentials in the environment.
    ///
    /// - Returns: The session, and the simulator to stop afterwards when one was started.
    /// - Throws: `Failure` P401 when credentials are missing; what starting a simulator throws.
    static func open(_ venue: Venue, _ arguments: Arguments) async throws -> (Session, SimulatorService?) {
        let client = HTTPClient()
        if venue == .simulator, arguments.value("simulator") == nil {
            var words = arguments
            words.replace("symbol", with: arguments.value("replay-symbol"))
            let simulator = try await SimulateCommand.start(
                try SimulatorOptions.configuration(words, port: 0), port: 0)
            let endpoints = simulator.endpoints
            let credentials = Credentials(
                clientID: endpoints.credentials.clientID, clientSecret: endpoints.credentials.clientSecret,
                refreshToken: endpoints.credentials.refreshToken)
            return (Session(address: endpoints.rest, credentials: credentials, client: client), simulator)
        }
        guard let secret = environment("TASTYTRADE_CLIENT_SECRET"), let token = environment("TASTYTRADE_REFRESH_TOKEN")
        else {
            throw Failure(
                code: "P401",
                message: "\(venue.rawValue) needs credentials and none are set; nothing was sent. Set "
                    + "TASTYTRADE_CLIENT_SECRET and TASTYTRADE_REFRESH_TOKEN, or use the simulator, which needs none.")
        }
        let address = arguments.value("simulator") ?? venue.restAddress ?? ""
        let credentials = Credentials(
            clientID: environment("TASTYTRADE_CLIENT_ID"), clientSecret: secret, refreshToken: token)
        return (Session(address: address, credentials: credentials, client: client), nil)
    }

    /// The value of an environment variable; `nil` when it is not set or empty.
    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
