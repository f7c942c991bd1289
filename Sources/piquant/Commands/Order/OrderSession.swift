import MarketModel
import Simulator
import Tastytrade
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A venue with one account, for the verbs of `piquant order`.
struct OrderSession {
    let session: Session
    let account: String
    let venue: Venue
    private let simulator: SimulatorService?

    var desk: OrderDesk { OrderDesk(session: session, account: account) }

    /// Stops what was started for it.
    func end() { simulator?.stop() }

    /// Opens a session.
    ///
    /// - Parameter sends: Whether orders will be sent: production then wants its two keys.
    /// - Throws: `UsageError`, or `Failure`.
    static func open(_ arguments: Arguments, sends: Bool) async throws -> OrderSession {
        let venue: Venue
        do { venue = try Venue(named: arguments.value("venue") ?? "simulator") } catch { throw UsageError("\(error)") }
        if sends, venue == .paper {
            throw Failure(
                code: "P446", message: "the venue paper never gets an order; nothing was sent. Use the simulator.",
                exitCode: .refused)
        }
        if venue == .simulator {
            let (session, simulator) = try await VenueSession.open(venue, arguments)
            return try await OrderSession(session, venue, simulator, arguments)
        }
        guard let secret = VenueSession.environment("TASTYTRADE_CLIENT_SECRET"),
            let token = VenueSession.environment("TASTYTRADE_REFRESH_TOKEN")
        else {
            throw Failure(
                code: "P401",
                message: "\(venue.rawValue) needs credentials and none are set; nothing was sent. Set "
                    + "TASTYTRADE_CLIENT_SECRET and TASTYTRADE_REFRESH_TOKEN, or use the simulator, which needs none.")
        }
        let binding: VenueBinding
        do { binding = try VenueBinding(venue, rest: arguments.value("simulator")) } catch {
            throw UsageError("\(error)")
        }
        let credentials = Credentials(
            clientID: VenueSession.environment("TASTYTRADE_CLIENT_ID"), clientSecret: secret, refreshToken: token)
        let permit = sends && venue == .production ? try permit() : nil
        let session = Session(binding, grant: .refreshToken(credentials), client: HTTPClient(), permit: permit)
        return try await OrderSession(session, venue, nil, arguments)
    }

    private init(
        _ session: Session, _ venue: Venue, _ simulator: SimulatorService?, _ arguments: Arguments
    ) async throws {
        self.session = session
        self.venue = venue
        self.simulator = simulator
        do {
            account = try await Self.account(session, venue, arguments)
        } catch {
            simulator?.stop()
            throw error
        }
    }

    private static func account(
        _ session: Session, _ venue: Venue, _ arguments: Arguments
    ) async throws -> String {
        let open: [String]
        do {
            open = try await session.accounts().value.filter { $0.account.isClosed != true }.map(
                \.account.accountNumber)
        } catch {
            throw Failure(
                code: "P401",
                message: "the accounts could not be read: \(error). Nothing was sent; check credentials "
                    + "and venue.")
        }
        if let wanted = arguments.value("account") {
            guard open.contains(wanted) else {
                throw UsageError("--account is one of \(open.joined(separator: ", ")); '\(wanted)' is not")
            }
            return wanted
        }
        // In a simulator a wrong choice costs nothing.
        guard open.count == 1 || venue == .simulator && !open.isEmpty else {
            throw UsageError(
                "there are \(open.count) accounts; choose one with --account: \(open.joined(separator: ", "))")
        }
        return open[0]
    }

    /// The leave to send orders for real money: the environment's word, and a person's where there is one.
    private static func permit() throws -> ProductionPermit {
        var confirmation = ProductionPermit.Confirmation.noTerminal
        if Question.isPossible {
            confirmation = .typed(
                Question.ask("This is PRODUCTION. Orders cost real money. Type '\(ProductionPermit.phrase)' to go on: ")
            )
        }
        do {
            return try ProductionPermit(
                venue: .production, environment: VenueSession.environment("PIQUANT_ALLOW_PRODUCTION"),
                confirmation: confirmation)
        } catch {
            throw Failure(code: "P446", message: "\(error).", exitCode: .refused)
        }
    }
}

/// A question to the person at the terminal.
enum Question {
    /// Whether somebody can be asked.
    static var isPossible: Bool { isatty(0) != 0 && isatty(2) != 0 }

    /// What the person answers; empty at the end of the input.
    static func ask(_ text: String) -> String {
        Terminal.progress(text)
        return readLine(strippingNewline: true) ?? ""
    }
}
