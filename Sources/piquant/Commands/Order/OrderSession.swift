import MarketModel
import Tastytrade

/// A venue with one account, for the verbs of `piquant order`.
struct OrderSession {
    let session: Session
    let account: String
    let venue: Venue
    private let connection: VenueSession.Connection

    var desk: OrderDesk { OrderDesk(session: session, account: account) }

    /// Stops what was started for it.
    func end() { connection.end() }

    /// Opens a session.
    ///
    /// - Parameter sends: Whether orders will be sent: production then wants its two keys.
    /// - Throws: `UsageError`, or `Failure`.
    static func open(_ arguments: Arguments, sends: Bool) async throws -> OrderSession {
        let venue = try VenueSession.venue(arguments)
        if sends, venue == .paper {
            throw Failure(
                code: "P446", message: "the venue paper never gets an order; nothing was sent. Use the simulator.",
                exitCode: .refused)
        }
        let permit = sends ? try ProductionConfirmation.permit(for: venue) : nil
        let connection = try await VenueSession.connect(venue, arguments, permit: permit)
        return try await OrderSession(connection, venue, arguments)
    }

    private init(
        _ connection: VenueSession.Connection, _ venue: Venue, _ arguments: Arguments
    ) async throws {
        session = connection.session
        self.venue = venue
        self.connection = connection
        do {
            account = try await Self.account(session, venue, arguments)
        } catch {
            connection.end()
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
        } catch let error as TastytradeError {
            throw Failure(
                code: error.code, message: "the accounts could not be read: \(error.explanation). No order was sent.")
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
}
