import CWebSockets
import MarketModel

/// One WebSocket, of either side. Any thread may send and close; events come on the loop's thread.
///
/// The queue of outgoing messages is bounded: a peer that does not read is cut off with code 1008 and a reason,
/// never buffered without end.
public final class WebSocketConnection: Sendable {
    private struct Outgoing {
        var queue: [[UInt8]] = []
        var head = 0
        var pendingBytes = 0
        var isOpen = true
        var wakeRequested = false
        var close: (code: Int, reason: String)?
        var receivePaused = false
        var receiveChanged = false
    }

    /// A number unique within the process, for logs.
    public let id: Int
    let limits: WebSocketLimits
    private let loop: WireLoop
    private let outgoing = Lock(Outgoing())

    init(id: Int, loop: WireLoop, limits: WebSocketLimits) {
        self.id = id
        self.loop = loop
        self.limits = limits
    }

    /// Queues one text message. The bytes must be UTF-8.
    @discardableResult
    public func send(_ message: [UInt8]) -> SendResult {
        let (result, wake) = outgoing.withLock { state -> (SendResult, Bool) in
            guard state.isOpen, state.close == nil else { return (.closed, false) }
            guard state.pendingBytes + message.count <= limits.maximumPendingBytes else {
                state.close = (1008, "slow consumer: \(state.pendingBytes) bytes were waiting")
                state.queue.removeAll()
                state.head = 0
                return (.refusedSlowConsumer, takeWake(&state))
            }
            state.queue.append(message)
            state.pendingBytes += message.count
            return (.queued(pendingBytes: state.pendingBytes), takeWake(&state))
        }
        if wake { loop.requestService(id) }
        return result
    }

    /// Queues one text message.
    @discardableResult
    public func send(_ text: String) -> SendResult { send(Array(text.utf8)) }

    /// Closes after what is queued was sent. `reason` is cut to the 123 bytes a close frame holds.
    public func close(code: Int = 1000, reason: String = "") {
        let wake = outgoing.withLock { state -> Bool in
            guard state.isOpen, state.close == nil else { return false }
            state.close = (code, reason)
            return takeWake(&state)
        }
        if wake { loop.requestService(id) }
    }

    /// Stops reading from the socket, so that the peer is slowed by its own full buffers; `resumeReceiving` ends it.
    public func pauseReceiving() { setReceiving(paused: true) }

    /// Reads on after `pauseReceiving`.
    public func resumeReceiving() { setReceiving(paused: false) }

    /// Bytes that wait to be sent.
    public var pendingBytes: Int { outgoing.withLock { $0.pendingBytes } }

    private func setReceiving(paused: Bool) {
        let wake = outgoing.withLock { state -> Bool in
            guard state.isOpen, state.receivePaused != paused else { return false }
            state.receivePaused = paused
            state.receiveChanged = true
            return takeWake(&state)
        }
        if wake { loop.requestService(id) }
    }

    private func takeWake(_ state: inout Outgoing) -> Bool {
        defer { state.wakeRequested = true }
        return !state.wakeRequested
    }

    // MARK: On the loop's thread

    /// What the loop should do for this connection now.
    enum Work {
        case write([UInt8])
        case close(code: Int, reason: String)
        case nothing
    }

    func nextWork() -> Work {
        outgoing.withLock { state in
            if state.head < state.queue.count {
                let message = state.queue[state.head]
                state.queue[state.head] = []
                state.head += 1
                state.pendingBytes -= message.count
                if state.head == state.queue.count {
                    state.queue.removeAll(keepingCapacity: state.head <= 1024)
                    state.head = 0
                }
                return .write(message)
            }
            if let close = state.close { return .close(code: close.code, reason: close.reason) }
            return .nothing
        }
    }

    /// Takes the request for service: whether anything waits, and a change of receiving if there was one.
    func takeRequest() -> (hasWork: Bool, receivePaused: Bool?) {
        outgoing.withLock { state in
            state.wakeRequested = false
            let paused = state.receiveChanged ? state.receivePaused : nil
            state.receiveChanged = false
            return (state.head < state.queue.count || state.close != nil, paused)
        }
    }

    func markClosed() {
        outgoing.withLock { state in
            state.isOpen = false
            state.queue = []
            state.head = 0
            state.pendingBytes = 0
        }
    }
}
