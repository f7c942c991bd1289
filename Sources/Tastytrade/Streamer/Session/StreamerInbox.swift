import MarketModel
import Wire

/// What happened to a session and has not been dealt with: from the socket's thread, from snapshots and from tokens.
///
/// When the socket is ahead of the session by many messages it is no longer read, which slows the venue down.
final class StreamerInbox: Sendable {
    enum Letter: Sendable {
        case opened(generation: Int)
        case message([UInt8], generation: Int)
        case closed(code: Int, reason: String, generation: Int)
        case snapshot(AccountSnapshot)
        case snapshotsDone
        case snapshotFailed(reason: String)
        case tokenFailed(reason: String)
        case stop
    }

    private struct State {
        var letters: [Letter] = []
        var reader: CheckedContinuation<Void, Never>?
        var paused: WebSocketConnection?
    }

    private static let limit = 512
    private let state = Lock(State())

    func post(_ letter: Letter, from connection: WebSocketConnection? = nil) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.letters.append(letter)
            if let connection, state.letters.count >= Self.limit, state.paused == nil {
                state.paused = connection
                connection.pauseReceiving()
            }
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }

    /// Everything that waits; empty when nothing does.
    func takeAll() -> [Letter] {
        state.withLock { state in
            state.paused?.resumeReceiving()
            state.paused = nil
            defer { state.letters = [] }
            return state.letters
        }
    }

    /// Returns when something waits, at the moment, or when the task is cancelled.
    func wait(until moment: Timestamp?, _ clock: VenueClock) async {
        guard let moment else { return await wait() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await clock.sleep(moment) }
            group.addTask { await self.wait() }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state -> Bool in
                    if !state.letters.isEmpty || Task.isCancelled { return true }
                    state.reader = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume()
        }
    }
}
