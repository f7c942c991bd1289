public import MarketModel
public import Wire

/// A DXLink session: stays connected, keeps what is subscribed subscribed, and hands over what arrives.
///
/// ```swift
/// let client = DXLinkClient(names: names, loop: loop, credentials: { try await venue.quoteToken() }) { delivery in
///     if case .events(let batch) = delivery { engine.take(batch) }
/// }
/// client.subscribe([MarketSubscription(.timeAndSale, "/ESZ26:XCME")])
/// try await client.run()
/// ```
///
/// Frames are decoded on the loop's thread and handed over there, one call at a time and in order. A handler that takes
/// its time slows the server down through TCP; nothing is dropped. To read from a task instead, use `FeedDeliveries`.
///
/// The rules are in `SessionMachine`; this class turns its actions into I/O. It is a class with a lock rather than an
/// actor so that a frame costs no change of thread.
public final class DXLinkClient: Sendable {
    /// Gives the address and a token. Called when the session begins, when a token was refused or has grown old.
    public typealias CredentialsProvider = @Sendable () async throws -> DXLinkCredentials
    /// Receives everything. Never called twice at a time.
    public typealias Handler = @Sendable (FeedDelivery) -> Void

    private struct State {
        var machine: SessionMachine
        var decoder: FeedDecoder
        var connection: WebSocketConnection?
        /// Whether the reader asked for a pause; holds for the next connection too.
        var isPaused = false
        var wantsToken = false
        /// Events of the frame being read; handed over and taken back, so that its memory is reused.
        var events: [MarketEvent] = []
        var outbox: [FeedDelivery] = []
        var isDelivering = false
        /// Whether the socket is paused because another thread still hands deliveries over.
        var isThrottled = false
        /// When `run` wakes by itself.
        var alarm: Timestamp?
    }

    /// The most deliveries that wait for a handler that another thread is in.
    private static let outboxLimit = 256

    /// The ids of symbols in the events.
    public let names: NameTable
    private let state: Lock<State>
    private let bell = Bell()
    private let loop: WireLoop
    private let transport: WebSocketClient.Configuration
    private let clock: DXLinkClock
    private let credentials: CredentialsProvider
    private let handler: Handler

    /// Creates a session that connects when `run` is called.
    ///
    /// - Parameters:
    ///   - names: Gives events their symbol ids; share it with whoever reads them.
    ///   - loop: The thread that serves the socket and calls `handler`.
    public init(
        configuration: DXLinkConfiguration = DXLinkConfiguration(), names: NameTable, loop: WireLoop,
        transport: WebSocketClient.Configuration = .init(), clock: DXLinkClock = .system(),
        credentials: @escaping CredentialsProvider, handler: @escaping Handler
    ) {
        self.names = names
        self.loop = loop
        self.transport = transport
        self.clock = clock
        self.credentials = credentials
        self.handler = handler
        state = Lock(
            State(
                machine: SessionMachine(configuration: configuration, names: names, at: clock.now()),
                decoder: FeedDecoder(names: names, maximumFrameBytes: configuration.maximumFrameBytes)))
    }

    // MARK: Wishes

    /// Subscribes; a subscription with the same type and symbol is replaced. Kept across reconnects.
    public func subscribe(_ subscriptions: [MarketSubscription]) {
        act { machine, now in machine.subscribe(subscriptions, at: now) }
    }

    /// Drops subscriptions.
    public func unsubscribe(_ keys: [MarketSubscription.Key]) {
        act { machine, now in machine.unsubscribe(keys, at: now) }
    }

    /// The session at a glance. Costs a sort of the open gaps: for a display, not for every event.
    public var status: FeedStatus {
        let now = clock.now()
        return state.withLock { $0.machine.status(ledger: $0.decoder.ledger, at: now) }
    }

    /// Stops reading from the socket; the server is slowed by its own full buffers. A pause longer than the keepalive
    /// timeout ends the connection.
    public func pauseReceiving() {
        state.withLock { state in
            state.isPaused = true
            state.connection?.pauseReceiving()
        }
    }

    /// Reads on.
    public func resumeReceiving() {
        state.withLock { state in
            state.isPaused = false
            if !state.isThrottled { state.connection?.resumeReceiving() }
        }
    }

    /// Says goodbye to the server and ends `run`.
    public func stop() { act { machine, now in machine.handle(.stop, at: now) } }

    // MARK: Life

    /// Runs the session until `stop`, the cancellation of the task, or an error that trying again cannot help.
    ///
    /// - Throws: `DXLinkError.unauthorized`, `.unsupportedProtocol` or `.invalidAddress`; nothing after `stop`.
    public func run() async throws(DXLinkError) {
        let ended = await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                act { machine, now in machine.handle(.start, at: now) }
                while true {
                    let (ended, fetch, alarm) = nextTurn()
                    if let ended { return ended }
                    if fetch { group.addTask { await self.fetchToken() } }
                    await bell.wait(until: alarm, clock)
                    act { machine, now in machine.handle(.timePassed, at: now) }
                }
            }
        } onCancel: {
            stop()
        }
        if ended != .stopped { throw ended }
    }

    private func nextTurn() -> (ended: DXLinkError?, fetch: Bool, alarm: Timestamp?) {
        state.withLock { state in
            if case .ended(let error) = state.machine.phase { return (error, false, nil) }
            let fetch = state.wantsToken
            state.wantsToken = false
            state.alarm = state.machine.deadline
            return (nil, fetch, state.alarm)
        }
    }

    private func fetchToken() async {
        do {
            let found = try await credentials()
            act { machine, now in machine.handle(.tokenFetched(url: found.url, token: found.token), at: now) }
        } catch {
            act { machine, now in machine.handle(.tokenFailed(reason: "\(error)"), at: now) }
        }
    }

    /// Lets the machine act, does what it says, and hands over what came of it.
    private func act(_ body: (inout SessionMachine, Timestamp) -> [SessionMachine.Action]) {
        let now = clock.now()
        state.withLock { state in
            perform(body(&state.machine, now), &state, now)
            ringIfEarlier(&state)
        }
        deliver()
    }

    private func ringIfEarlier(_ state: inout State) {
        let deadline = state.machine.deadline
        var isEnded = false
        if case .ended = state.machine.phase { isEnded = true }
        let isEarlier = deadline.map { deadline in state.alarm.map { deadline < $0 } ?? true } ?? false
        if isEnded || state.wantsToken || isEarlier { bell.ring() }
    }

    // MARK: Actions

    private func perform(_ actions: [SessionMachine.Action], _ state: inout State, _ now: Timestamp) {
        var isRefused = false
        for action in actions {
            switch action {
            case .fetchToken: state.wantsToken = true
            case .connect(let url): connect(url, &state, now)
            case .send(let message):
                if case .refusedSlowConsumer? = state.connection?.send(message.bytes) { isRefused = true }
            case .close(let code, let reason):
                state.connection?.close(code: code, reason: reason)
                state.connection = nil
            case .expect(let fields, let channel): state.decoder.request(fields, channel: channel)
            case .forget(let channel): state.decoder.forget(channel: channel)
            case .notice(let notice): state.outbox.append(.notice(notice))
            }
        }
        if isRefused { perform(state.machine.handle(.sendRefused, at: now), &state, now) }
    }

    private func connect(_ url: String, _ state: inout State, _ now: Timestamp) {
        do {
            state.connection = try WebSocketClient.connect(url, configuration: transport, on: loop) {
                [weak self] event, connection in self?.received(event, from: connection)
            }
            if state.isPaused { state.connection?.pauseReceiving() }
        } catch {
            perform(state.machine.refuseAddress(url, at: now), &state, now)
        }
    }

    // MARK: On the loop's thread

    private func received(_ event: WebSocketEvent, from connection: WebSocketConnection) {
        let now = clock.now()
        state.withLock { state in
            // What an earlier connection still says is of no interest.
            guard state.connection === connection else { return }
            switch event {
            case .opened: perform(state.machine.handle(.opened, at: now), &state, now)
            case .message(let bytes): read(bytes, &state, now)
            case .closed(let code, let reason):
                state.connection = nil
                perform(state.machine.handle(.closed(code: code, reason: reason), at: now), &state, now)
            }
            ringIfEarlier(&state)
            if state.outbox.count >= Self.outboxLimit, !state.isThrottled {
                state.isThrottled = true
                state.connection?.pauseReceiving()
            }
        }
        deliver()
    }

    private func read(_ bytes: [UInt8], _ state: inout State, _ now: Timestamp) {
        var events = state.events
        state.events = []
        events.removeAll(keepingCapacity: true)
        let outcome = state.decoder.decode(bytes, into: &events)
        let actions = state.machine.dataArrived(events[...], at: now)
        if events.isEmpty {
            state.events = events
        } else {
            state.outbox.append(.events(EventBatch(receivedAt: now, events: events)))
        }
        perform(actions, &state, now)
        switch outcome {
        case .data: break
        case .message(let message): perform(state.machine.handle(.message(message), at: now), &state, now)
        case .fault(let fault): perform(state.machine.handle(.frameFault(fault), at: now), &state, now)
        }
    }

    // MARK: Delivery

    /// Hands over what waits, in order, outside the lock. Only one thread at a time does it; another one's deliveries
    /// are taken along.
    private func deliver() {
        var batch: [FeedDelivery] = []
        while true {
            let isMine = state.withLock { state -> Bool in
                if batch.isEmpty, state.isDelivering { return false }
                if !batch.isEmpty { reclaim(&batch, &state) }
                swap(&batch, &state.outbox)
                if state.isThrottled {
                    state.isThrottled = false
                    if !state.isPaused { state.connection?.resumeReceiving() }
                }
                state.isDelivering = !batch.isEmpty
                return state.isDelivering
            }
            guard isMine else { return }
            for delivery in batch { handler(delivery) }
        }
    }

    /// Takes the memory of delivered events back, if the reader did not keep them.
    private func reclaim(_ batch: inout [FeedDelivery], _ state: inout State) {
        while let delivery = batch.popLast() {
            if state.events.capacity == 0, case .events(let delivered) = delivery { state.events = delivered.events }
        }
    }
}
