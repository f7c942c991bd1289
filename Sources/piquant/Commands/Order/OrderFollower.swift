import MarketModel
import Tastytrade
import Wire

/// Follows an order on the account streamer until it works, ends or the patience does.
enum OrderFollower {
    /// The order as it stands in the end.
    static func follow(_ placement: Placement, _ venue: OrderSession, for patience: Duration) async throws -> OrderLife?
    {
        guard let order = placement.order, let id = order.id else { return nil }
        let first = OrderLife(order)
        if patience == .zero || isThere(first) { return first }
        let loop = WireLoop()
        defer { loop.stop() }
        let client = StreamerClient(
            StreamerConfiguration(accounts: [venue.account], reconcileEvery: .seconds(5)), session: venue.session,
            loop: loop)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await client.run() } catch { Terminal.note("piquant: the account streamer ended: \(error)") }
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                client.stop()
            }
            for await batch in client.events {
                for case .notice(let notice) in batch { tell(notice) }
                if isThere(client.book(of: venue.account)?.orders[id]) { break }
            }
            client.stop()
            group.cancelAll()
            return client.book(of: venue.account)?.orders[id] ?? first
        }
    }

    /// Whether the order works or is over with all its fills. A replacement is contingent until the order it replaces is
    /// gone, and may still be given up.
    static func isThere(_ life: OrderLife?) -> Bool {
        guard let life else { return false }
        return life.isSettled || life.order.status == .live
            || life.order.status == .contingent && life.order.replaces == nil
    }

    private static func tell(_ notice: StreamerNotice) {
        switch notice {
        case .disconnected(let reason, _):
            Terminal.note("piquant: the account streamer is gone (\(reason)); trying again")
        case .refused(let action, let message): Terminal.note("piquant: the streamer refused \(action): \(message)")
        case .snapshotFailed(let reason): Terminal.note("piquant: the account could not be read: \(reason)")
        case .connected, .malformed, .tokenFailed, .ended: break
        }
    }
}
