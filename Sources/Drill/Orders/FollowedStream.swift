import MarketModel
import Simulator
import Tastytrade

/// An account-streamer session that is tried, and everything it told.
final class FollowedStream: Sendable {
    private struct State {
        var fills: [KnownFill] = []
        var notices: [StreamerNotice] = []
        var snapshots = 0
    }

    let client: StreamerClient
    private let account: String
    private let log: DrillLog
    private let state = Lock(State())

    init(_ floor: OrderFloor, configuration: StreamerConfiguration) {
        account = floor.desk.account
        log = floor.ground.log
        client = StreamerClient(configuration, session: floor.session, loop: floor.ground.loop)
    }

    /// What is known of the account.
    var book: AccountBook { client.book(of: account) ?? AccountBook(account: account) }
    /// The fills that were told since the stream began.
    var fills: [KnownFill] { state.withLock { $0.fills } }
    var notices: [StreamerNotice] { state.withLock { $0.notices } }
    /// Comparisons with REST.
    var snapshots: Int { state.withLock { $0.snapshots } }
    /// Shares of what is traded, by the fills that were told.
    var filled: Quantity {
        fills.filter { $0.symbol == OrderFloor.symbol }.reduce(.zero) { $0 + $1.signedQuantity }
    }

    /// Runs until the client is stopped; what the first snapshot tells is from before.
    func run() async {
        async let reading: Void = read()
        do {
            try await client.run()
        } catch {
            log.heard(error)
        }
        await reading
    }

    private func read() async {
        for await batch in client.events {
            for event in batch {
                switch event {
                case .notification: break
                case .fills(_, let fills): state.withLock { $0.fills += $0.snapshots == 0 ? [] : fills }
                case .snapshot: state.withLock { $0.snapshots += 1 }
                case .notice(let notice):
                    log.heard(notice)
                    state.withLock { $0.notices.append(notice) }
                }
            }
        }
    }
}

extension OrderFloor {
    /// Follows the account while `body` looks at it, then checks that every fill was told once.
    func withStream(
        reconcileEvery: Duration? = .milliseconds(300), isReadyFirst: Bool = true,
        _ body: (FollowedStream) async throws -> Void
    ) async throws {
        let configuration = StreamerConfiguration(
            accounts: [desk.account], heartbeatInterval: .milliseconds(400), connectTimeout: .seconds(2),
            reconcileEvery: reconcileEvery, snapshotRetry: .milliseconds(100),
            backOff: (.milliseconds(50), .milliseconds(200)), seed: ground.seed)
        let stream = FollowedStream(self, configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stream.run() }
            defer { stream.client.stop() }
            if isReadyFirst {
                try await ground.eventually("the account streamer connects") { stream.snapshots > 0 }
            }
            try await body(stream)
        }
        let ids = stream.fills.map(\.id)
        ground.expect("no fill was told twice", Set(ids).count == ids.count, "\(ids.count) fills")
    }
}
