import MarketModel

/// A queue between one writing and one reading task. When it is full the writer waits: nothing is dropped.
final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var isClosed = false
        var reader: CheckedContinuation<Element?, Never>?
        var writer: CheckedContinuation<Void, Never>?
    }

    private let capacity: Int
    private let state = Lock(State())

    init(capacity: Int) {
        precondition(capacity > 0, "a queue holds something")
        self.capacity = capacity
    }

    /// Hands an element in, and returns when there is room for another one, when the queue is closed or when the task is
    /// cancelled.
    func push(_ element: Element) async {
        let reader = state.withLock { state -> CheckedContinuation<Element?, Never>? in
            guard !state.isClosed else { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.waiting.append(element)
            return nil
        }
        reader?.resume(returning: element)
        await room()
    }

    private func room() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let hasRoom = state.withLock { state -> Bool in
                    if state.waiting.count < capacity || state.isClosed || Task.isCancelled { return true }
                    state.writer = continuation
                    return false
                }
                if hasRoom { continuation.resume() }
            }
        } onCancel: {
            takeWriter()?.resume()
        }
    }

    /// The next element; `nil` when the queue is closed and empty, or when the task is cancelled.
    func next() async -> Element? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isReady, element, writer) = state.withLock {
                    state -> (Bool, Element?, CheckedContinuation<Void, Never>?) in
                    if !state.waiting.isEmpty {
                        let element = state.waiting.removeFirst()
                        defer { if state.waiting.count < capacity { state.writer = nil } }
                        return (true, element, state.waiting.count < capacity ? state.writer : nil)
                    }
                    if state.isClosed || Task.isCancelled { return (true, nil, nil) }
                    state.reader = continuation
                    return (false, nil, nil)
                }
                writer?.resume()
                if isReady { continuation.resume(returning: element) }
            }
        } onCancel: {
            takeReader()?.resume(returning: nil)
        }
    }

    /// Takes no more; what waits is still given out.
    func close() {
        state.withLock { $0.isClosed = true }
        takeWriter()?.resume()
        takeReader()?.resume(returning: nil)
    }

    private func takeReader() -> CheckedContinuation<Element?, Never>? {
        state.withLock { state in
            defer { state.reader = nil }
            return state.reader
        }
    }

    private func takeWriter() -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            defer { state.writer = nil }
            return state.writer
        }
    }
}
