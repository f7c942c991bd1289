import MarketModel

/// One piece of work that many wait for. A caller who is cancelled leaves at once; the others get the result.
final class SharedRequest<Value: Sendable>: Sendable {
    private struct State {
        var waiters: [Int: CheckedContinuation<Value, any Error>] = [:]
        /// Callers that were cancelled before they began to wait.
        var gone: Set<Int> = []
        var callers = 0
        var lastCaller = 0
        var result: Result<Value, any Error>?
        var task: Task<Void, Never>?
        var isSent = false
        var isAbandoned = false
    }

    private let state = Lock(State())
    private let endsWithLastCaller: Bool

    /// - Parameter endsWithLastCaller: Whether the work is cancelled when nobody waits for it any more.
    init(endsWithLastCaller: Bool) { self.endsWithLastCaller = endsWithLastCaller }

    /// Whether the request is on its way, so that its answer may be older than what a new caller wants to see.
    var isSent: Bool { state.withLock { $0.isSent } }

    /// Notes that the request is on its way.
    func markSent() { state.withLock { $0.isSent = true } }

    /// Begins the work. A task of its own, because it belongs to all who wait and not to the first of them.
    func start(_ work: @escaping @Sendable () async throws -> Value) {
        let task = Task {
            do { self.end(.success(try await work())) } catch { self.end(.failure(error)) }
        }
        state.withLock { $0.task = task }
    }

    private func end(_ result: Result<Value, any Error>) {
        let waiters = state.withLock { state in
            state.result = result
            defer { state.waiters = [:] }
            return state.waiters.sorted { $0.key < $1.key }.map(\.value)
        }
        for waiter in waiters { waiter.resume(with: result) }
    }

    /// Joins those who wait.
    ///
    /// - Returns: The caller's number for `value`; `nil` when all others have left and the work is being cancelled.
    func join() -> Int? {
        state.withLock { state in
            guard !state.isAbandoned else { return nil }
            state.lastCaller += 1
            state.callers += 1
            return state.lastCaller
        }
    }

    /// Waits for the result.
    func value(for caller: Int) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
                let ready: Result<Value, any Error>? = state.withLock { state in
                    if let result = state.result { return result }
                    if state.gone.remove(caller) != nil { return .failure(CancellationError()) }
                    state.waiters[caller] = continuation
                    return nil
                }
                if let ready { continuation.resume(with: ready) }
            }
        } onCancel: {
            leave(caller)
        }
    }

    private func leave(_ caller: Int) {
        let (continuation, task) = state.withLock { state in
            state.callers -= 1
            let continuation = state.waiters.removeValue(forKey: caller)
            if continuation == nil, state.result == nil { state.gone.insert(caller) }
            state.isAbandoned = endsWithLastCaller && state.callers == 0
            return (continuation, state.isAbandoned ? state.task : nil)
        }
        continuation?.resume(throwing: CancellationError())
        task?.cancel()
    }
}
