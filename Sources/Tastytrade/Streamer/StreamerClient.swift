import MarketModel
public import Wire

/// Something an account-streamer session tells its reader, in the order it happened.
public enum AccountEvent: Sendable, Equatable {
    /// What the venue told.
    case notification(StreamerNotification)
    /// Fills of an account that were not known before, from a notification or from a snapshot. Each is told once.
    case fills(account: String, [KnownFill])
    /// The account as REST tells it, after a connect and from time to time.
    case snapshot(AccountSnapshot)
    /// Something to know about the stream itself.
    case notice(StreamerNotice)
}

/// An account-streamer session: stays connected, keeps a book of each account, and compares it with REST so that no fill
/// is missed.
///
/// ```swift
/// let client = StreamerClient(StreamerConfiguration(accounts: ["5WT00001"]), session: session, loop: loop)
/// async let running: Void = client.run()
/// for await batch in client.events { for event in batch { take(event) } }
/// ```
///
/// The queue of batches is bounded. When it is full the session waits for its reader, heartbeats included; should the
/// venue close the silent connection, the snapshot after the reconnect tells what was missed. Nothing is dropped.
///
/// The rules are in `StreamerMachine`, the state in `AccountBook`; this class does their I/O.
public final class StreamerClient: Sendable {
    private struct State {
        var books: [String: AccountBook]
        var counts = StreamerCounts()
        var connection: WebSocketConnection?
        var generation = 0
    }

    /// The events in batches, for one reader. Ends when the session does.
    public let events: AccountEvents
    private let configuration: StreamerConfiguration
    private let session: Session
    private let loop: WireLoop
    private let transport: WebSocketClient.Configuration
    private let clock: VenueClock
    private let state: Lock<State>
    private let inbox = StreamerInbox()

    /// Creates a session that connects when `run` is called.
    ///
    /// - Parameters:
    ///   - session: Gives the address, the token of every message, and the snapshots.
    ///   - loop: The thread that serves the socket.
    ///   - queueCapacity: Batches that may wait for the reader.
    public init(
        _ configuration: StreamerConfiguration, session: Session, loop: WireLoop,
        transport: WebSocketClient.Configuration = .init(), clock: VenueClock = .system(), queueCapacity: Int = 256
    ) {
        self.configuration = configuration
        self.session = session
        self.loop = loop
        var transport = transport
        transport.limits.maximumMessageBytes = configuration.maximumFrameBytes
        self.transport = transport
        self.clock = clock
        events = AccountEvents(queue: BoundedQueue(capacity: queueCapacity))
        let books = configuration.accounts.map { ($0, AccountBook(account: $0)) }
        state = Lock(State(books: Dictionary(books, uniquingKeysWith: { first, _ in first })))
    }

    /// An account as it is known now; `nil` for one that is not of this session.
    public func book(of account: String) -> AccountBook? { state.withLock { $0.books[account] } }

    /// What came so far.
    public var counts: StreamerCounts { state.withLock { $0.counts } }

    /// Ends `run`.
    public func stop() { inbox.post(.stop) }

    /// Runs the session until `stop`, the cancellation of the task, or a failure that trying again cannot help.
    ///
    /// - Throws: `StreamerFailure`; nothing after `stop`.
    public func run() async throws(StreamerFailure) {
        let (messages, outgoing) = AsyncStream.makeStream(of: Outgoing.self)
        let failure = await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.sendAll(messages) }
                let failure = await self.drive(&group, outgoing)
                outgoing.finish()
                group.cancelAll()
                return failure
            }
        } onCancel: {
            stop()
        }
        events.queue.close()
        if let failure { throw failure }
    }

    private func drive(
        _ group: inout TaskGroup<Void>, _ outgoing: AsyncStream<Outgoing>.Continuation
    ) async -> StreamerFailure? {
        var machine = StreamerMachine(configuration)
        var batch: [AccountEvent] = []
        perform(machine.handle(.start, at: clock.now()), &group, outgoing, &batch)
        while true {
            state.withLock { $0.counts = machine.counts }
            if !batch.isEmpty { await events.queue.push(batch) }
            batch = []
            if case .ended(let failure) = machine.phase { return failure }
            await inbox.wait(until: machine.deadline, clock)
            for letter in inbox.takeAll() { perform(handle(letter, &machine, &batch), &group, outgoing, &batch) }
            perform(machine.handle(.timePassed, at: clock.now()), &group, outgoing, &batch)
        }
    }

    private func handle(
        _ letter: StreamerInbox.Letter, _ machine: inout StreamerMachine, _ batch: inout [AccountEvent]
    ) -> [StreamerMachine.Action] {
        let now = clock.now()
        let current = state.withLock { $0.generation }
        switch letter {
        case .opened(let generation): return generation == current ? machine.handle(.opened, at: now) : []
        case .message(let bytes, let generation):
            return generation == current ? machine.handle(.frame(StreamerFrame.read(bytes)), at: now) : []
        case .closed(let code, let reason, let generation):
            return generation == current ? machine.handle(.closed(code: code, reason: reason), at: now) : []
        case .snapshot(let snapshot):
            let fresh = state.withLock { $0.books[snapshot.account]?.take(snapshot) ?? [] }
            batch.append(.snapshot(snapshot))
            if !fresh.isEmpty { batch.append(.fills(account: snapshot.account, fresh)) }
            return []
        case .snapshotsDone: return machine.handle(.snapshotTaken, at: now)
        case .snapshotFailed(let reason): return machine.handle(.snapshotFailed(reason: reason), at: now)
        case .tokenFailed(let reason): return machine.handle(.tokenFailed(reason: reason), at: now)
        case .stop: return machine.handle(.stop, at: now)
        }
    }

    private func perform(
        _ actions: [StreamerMachine.Action], _ group: inout TaskGroup<Void>,
        _ outgoing: AsyncStream<Outgoing>.Continuation, _ batch: inout [AccountEvent]
    ) {
        for action in actions {
            switch action {
            case .dial: dial()
            case .send(let message):
                outgoing.yield(Outgoing(message: message, generation: state.withLock { $0.generation }))
            case .hangUp: hangUp()
            case .takeSnapshot: group.addTask { await self.takeSnapshots() }
            case .notice(let notice): batch.append(.notice(notice))
            case .deliver(let notification):
                batch.append(.notification(notification))
                let fresh = take(notification)
                batch += fresh.map { .fills(account: $0.account, $0.fills) }
            }
        }
    }

    /// Puts a notification into the books: into the account's own, or into the only one when it names none.
    private func take(_ notification: StreamerNotification) -> [(account: String, fills: [KnownFill])] {
        let now = clock.now()
        return state.withLock { state in
            state.books.keys.sorted().compactMap { account in
                guard notification.accountNumber.map({ $0 == account }) ?? (state.books.count == 1) else { return nil }
                let fills = state.books[account]?.take(notification, receivedAt: now) ?? []
                return fills.isEmpty ? nil : (account, fills)
            }
        }
    }

    // MARK: The socket

    private func dial() {
        let generation = state.withLock { state -> Int in
            state.generation += 1
            return state.generation
        }
        do {
            let connection = try WebSocketClient.connect(
                session.binding.hosts.accountStreamer, configuration: transport, on: loop
            ) { [inbox] event, connection in
                switch event {
                case .opened: inbox.post(.opened(generation: generation), from: connection)
                case .message(let bytes): inbox.post(.message(bytes, generation: generation), from: connection)
                case .closed(let code, let reason):
                    inbox.post(.closed(code: code, reason: reason, generation: generation))
                }
            }
            state.withLock { $0.connection = connection }
        } catch {
            inbox.post(.closed(code: 1006, reason: "\(error)", generation: generation))
        }
    }

    private func hangUp() {
        let connection = state.withLock { state -> WebSocketConnection? in
            // What the old connection still says is of no interest.
            state.generation += 1
            defer { state.connection = nil }
            return state.connection
        }
        connection?.close()
    }

    /// A message of ours and the connection it is for.
    private struct Outgoing: Sendable {
        let message: StreamerMessage
        let generation: Int
    }

    /// Sends messages in order, each with the token that is good when it leaves. A heartbeat goes out with the last
    /// token when no new one can be had: a connection outlives an outage of the token endpoint.
    private func sendAll(_ messages: AsyncStream<Outgoing>) async {
        var last: String?
        for await outgoing in messages {
            do { last = await session.authorization(try await session.accessToken()) } catch {
                inbox.post(.tokenFailed(reason: OrderReply.describe(error)))
                guard outgoing.message.action == .heartbeat else { continue }
            }
            guard let authorization = last else { continue }
            let connection = state.withLock { $0.generation == outgoing.generation ? $0.connection : nil }
            connection?.send(outgoing.message.bytes(authorization: authorization))
        }
    }

    // MARK: Snapshots

    private func takeSnapshots() async {
        var failure: String?
        for account in configuration.accounts {
            let open = state.withLock { $0.books[account]?.orders.open ?? [] }
            let desk = OrderDesk(session: session, account: account, clock: clock)
            // One account that cannot be read must not keep the others from being seen.
            do { inbox.post(.snapshot(try await desk.snapshot(asking: open))) } catch {
                failure = failure ?? "\(account): \(OrderReply.describe(error))"
            }
        }
        if let failure { inbox.post(.snapshotFailed(reason: failure)) } else { inbox.post(.snapshotsDone) }
    }
}

/// What a session tells, in batches, as an asynchronous sequence for one reader.
public struct AccountEvents: AsyncSequence, Sendable {
    let queue: BoundedQueue<[AccountEvent]>

    public func makeAsyncIterator() -> Iterator { Iterator(queue: queue) }

    /// Gives batches in order.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let queue: BoundedQueue<[AccountEvent]>

        public mutating func next() async -> [AccountEvent]? { await queue.next() }
    }
}
