import Brokerage
import MarketModel

/// The books of the simulated customer's accounts, shared by the requests and the account streamer.
///
/// Every use first moves the books to its moment; what happens then waits as notices until the engine's next beat.
final class SimulatedBrokerage: Sendable {
    private let books: Lock<Books>
    private let venue: SimulatedVenue
    private let faults: FaultBoard
    private let userNotices = Lock<[UserNotice]>([])
    /// User-level notices kept while no engine takes them.
    private static let userNoticeLimit = 1000

    /// Something for the user rather than for an account: an alert that triggered, a public list that changed.
    struct UserNotice: Sendable {
        /// As the streamer names it: `QuoteAlert`, `PublicWatchlists`, `UserMessage`.
        let type: String
        let data: JSONMembers
    }

    /// - Parameters:
    ///   - opening: When the books begin: some days before now where accounts come with a history.
    init(
        _ accounts: [SimulatedAccount], venue: SimulatedVenue, faults: FaultBoard, rules: BrokerageRules,
        at now: Timestamp, withHistory hasHistory: Bool
    ) {
        self.venue = venue
        self.faults = faults
        let start = hasHistory ? OpeningHistory.start(before: now) : now
        var books = Books(rules: rules, openedAt: start)
        for account in accounts { books.open(account.profile, deposit: account.deposit) }
        if hasHistory, let first = accounts.first {
            OpeningHistory.live(through: &books, in: first.number, from: start, to: now, venue)
        }
        books.advance(to: now, venue)
        _ = books.takeNotices(venue)
        self.books = Lock(books)
    }

    /// Looks at the books as they are at a moment.
    func read<Value>(at now: Timestamp, _ body: (Books, SimulatedVenue) -> Value) -> Value {
        books.withLock { books in
            books.faults = standingFaults(at: now)
            books.advance(to: now, venue)
            return body(books, venue)
        }
    }

    /// Changes the books at a moment. Faults that strike single orders strike here.
    ///
    /// - Parameter names: The account and the symbols that a fault may be aimed at; `nil` when no order is placed.
    func change<Value>(
        at now: Timestamp, placing names: [String]? = nil,
        _ body: (inout Books, SimulatedVenue) throws(BrokerageError) -> Value
    ) throws(BrokerageError) -> Value {
        try books.withLock { (books) throws(BrokerageError) -> Value in
            books.faults = standingFaults(at: now)
            books.advance(to: now, venue)
            if let names, !faults.isClear {
                books.faults.isSessionOffline = faults.strike(.sessionOffline, on: names, at: now) != nil
                books.faults.rejectsLate = faults.strike(.lateReject, on: names, at: now) != nil
                books.faults.seesClosingSalesAsOpening = faults.strike(.closeSeenAsOpen, on: names, at: now) != nil
            }
            return try body(&books, venue)
        }
    }

    /// What happened since the last call, up to a moment.
    func takeNotices(at now: Timestamp) -> [Notification] {
        books.withLock { books in
            books.faults = standingFaults(at: now)
            books.advance(to: now, venue)
            return books.takeNotices(venue)
        }
    }

    /// Tells the user something on the account streamer.
    func tellUser(_ notice: UserNotice) {
        userNotices.withLock { notices in
            if notices.count >= Self.userNoticeLimit { notices.removeFirst(Self.userNoticeLimit / 2) }
            notices.append(notice)
        }
    }

    func takeUserNotices() -> [UserNotice] {
        userNotices.withLock { notices in
            defer { notices.removeAll() }
            return notices
        }
    }

    /// The books as bytes, and back.
    func snapshot() throws -> [UInt8] { try books.withLock { try $0.snapshot() } }

    func restore(_ snapshot: [UInt8]) throws { try books.withLock { try $0.restore(snapshot) } }

    private func standingFaults(at now: Timestamp) -> BrokerageFaults {
        var standing = BrokerageFaults()
        guard !faults.isClear, let lag = faults.setting(.positionLag, at: now) else { return standing }
        standing.extraPositionLag = .milliseconds(Int64(min(max(lag.value ?? 2, 0), 3600) * 1000))
        return standing
    }
}

extension SimulatedAccount {
    /// The account as the books open it.
    var profile: AccountProfile {
        AccountProfile(
            number: number, nickname: nickname, type: type,
            margin: isMargin ? .margin : type.contains("IRA") ? .ira : .cash, hasFutures: isMargin,
            openedAt: Self.openedAt)
    }

    /// 2024-02-01, 15:00 UTC.
    static let openedAt = Timestamp(nanoseconds: 1_706_799_600_000_000_000)
}
