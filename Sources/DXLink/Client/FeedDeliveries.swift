import MarketModel

/// What a client hands over, as an asynchronous sequence for one reader. Ends when the session does.
///
/// The queue is bounded: when it is full the socket is no longer read, which slows the server down; nothing is
/// dropped.
public struct FeedDeliveries: AsyncSequence, Sendable {
    private let queue: FeedQueue

    /// Creates an empty sequence that holds so many deliveries before the socket is no longer read.
    ///
    /// - Precondition: `capacity` is above zero.
    public init(capacity: Int = 1024) { queue = FeedQueue(capacity: capacity) }

    /// Hands a delivery in: the handler of the client.
    public var handler: DXLinkClient.Handler { { [queue] delivery in queue.push(delivery) } }

    /// Names the client whose socket is paused when the queue is full.
    public func slowDown(_ client: DXLinkClient) { queue.attach(client) }

    public func makeAsyncIterator() -> Iterator { Iterator(queue: queue) }

    /// Gives deliveries in order.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let queue: FeedQueue

        public mutating func next() async -> FeedDelivery? { await queue.next() }
    }
}

/// A bounded queue between the loop's thread and one reading task.
private final class FeedQueue: Sendable {
    private struct State {
        var waiting: [FeedDelivery] = []
        var head = 0
        var reader: CheckedContinuation<FeedDelivery?, Never>?
        var isPaused = false
        var isEnded = false
        weak var client: DXLinkClient?

        var count: Int { waiting.count - head }

        mutating func pop() -> FeedDelivery? {
            guard head < waiting.count else { return nil }
            let delivery = waiting[head]
            head += 1
            if head == waiting.count || head >= 4096 {
                waiting.removeFirst(head)
                head = 0
            }
            return delivery
        }
    }

    private let capacity: Int
    private let state = Lock(State())

    init(capacity: Int) {
        precondition(capacity > 0, "a queue holds something")
        self.capacity = capacity
    }

    func attach(_ client: DXLinkClient) { state.withLock { $0.client = client } }

    func push(_ delivery: FeedDelivery) {
        let reader = state.withLock { state -> CheckedContinuation<FeedDelivery?, Never>? in
            if case .notice(.disconnected(_, retryAfter: nil)) = delivery { state.isEnded = true }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.waiting.append(delivery)
            if state.count >= capacity, !state.isPaused {
                // Under the lock, so that the reader cannot resume before the pause.
                state.isPaused = true
                state.client?.pauseReceiving()
            }
            return nil
        }
        reader?.resume(returning: delivery)
    }

    func next() async -> FeedDelivery? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isReady, delivery) = state.withLock { state -> (Bool, FeedDelivery?) in
                    if let delivery = state.pop() {
                        if state.isPaused, state.count <= capacity / 2 {
                            state.isPaused = false
                            state.client?.resumeReceiving()
                        }
                        return (true, delivery)
                    }
                    if state.isEnded || Task.isCancelled { return (true, nil) }
                    state.reader = continuation
                    return (false, nil)
                }
                if isReady { continuation.resume(returning: delivery) }
            }
        } onCancel: {
            let reader = state.withLock { state -> CheckedContinuation<FeedDelivery?, Never>? in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume(returning: nil)
        }
    }
}
