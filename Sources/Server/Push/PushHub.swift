import JSON
import Live
import MarketModel
import Options
import OrderFlow
import Wire

/// Pushes updates to the browsers: a snapshot after each `subscribe`, then coalesced deltas at a bounded rate.
///
/// Called by one ticking task and by the loop's thread; one lock guards the clients. A client that falls behind is
/// skipped, so that it gets fewer and larger updates, and is cut off by its connection's bound if it stops reading.
final class PushHub: Sendable {
    /// How often deltas go out.
    static let interval: Duration = .milliseconds(100)
    /// A client with more than this waiting is skipped until it has read.
    static let skipAboveBytes = 512 << 10

    private struct Client {
        let connection: WebSocketConnection
        var request: ViewRequest?
        /// What the client has: the engine's revision of its last update.
        var revision: Int?
        var sequence = 0
        /// Its latest `subscribe`; an earlier one whose answer comes late is dropped.
        var wish = 0
        /// The chain it looks at, and what it has of it.
        var chain: ChainRequest?
        var chainRevision: Int?
        /// Its latest `subscribe_chain`, likewise.
        var chainWish = 0
    }

    private struct State {
        var clients: [Int: Client] = [:]
        var lastHealth = Timestamp.epoch
        var lastChains = Timestamp.epoch
        var lastWish = 0
        var messages = 0
        var skipped = 0
    }

    private let provider: any FlowProvider
    private let chains: (provider: any ChainProvider, views: ChainViews)?
    private let now: @Sendable () -> Timestamp
    private let state = Lock(State())

    init(
        provider: any FlowProvider, chains: (provider: any ChainProvider, views: ChainViews)?,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.provider = provider
        self.chains = chains
        self.now = now
    }

    /// Connected browsers, messages sent to them and updates skipped because one had not read.
    var counts: (clients: Int, messages: Int, skipped: Int) {
        state.withLock { ($0.clients.count, $0.messages, $0.skipped) }
    }

    // MARK: From the loop's thread

    /// Takes an event of a browser's socket.
    func handle(_ event: WebSocketEvent, on connection: WebSocketConnection) {
        switch event {
        case .opened: state.withLock { $0.clients[connection.id] = Client(connection: connection) }
        case .closed: state.withLock { $0.clients[connection.id] = nil }
        case .message(let bytes):
            do {
                switch try ClientMessage(bytes) {
                case .ping: connection.send(#"{"type":"pong"}"#)
                case .subscribe(let subscription): try begin(subscription, on: connection)
                case .subscribeChain(let subscription): try begin(subscription, on: connection)
                case .unsubscribeChain: endChain(on: connection)
                }
            } catch {
                connection.send(Self.errorMessage(error))
            }
        }
    }

    private func begin(
        _ subscription: ClientMessage.Subscription, on connection: WebSocketConnection
    ) throws(RequestError) {
        let wish = state.withLock { state -> Int in
            state.lastWish += 1
            state.clients[connection.id]?.wish = state.lastWish
            return state.lastWish
        }
        if let instrument = try provider.watchedInstrument(subscription.symbol, at: now()) {
            return try subscribe(connection, to: instrument, subscription, wish: wish)
        }
        // The venue is asked whether the symbol exists; the loop's thread must not wait for it. The task ends with
        // its one request, and an answer that comes too late finds another wish in place.
        Task {
            do {
                let instrument = try await provider.resolve(subscription.symbol, at: now())
                try subscribe(connection, to: instrument, subscription, wish: wish)
            } catch let error as RequestError {
                connection.send(Self.errorMessage(error))
            }
        }
    }

    private func subscribe(
        _ connection: WebSocketConnection, to instrument: FlowInstrument, _ subscription: ClientMessage.Subscription,
        wish: Int
    ) throws(RequestError) {
        let request = try ViewRequest(
            symbol: instrument.symbol, bar: subscription.bar, group: subscription.group, reset: subscription.reset,
            bars: subscription.bars)
        let update = try update(request, since: nil)
        state.withLock { state in
            guard state.clients[connection.id]?.wish == wish else { return }
            state.clients[connection.id]!.request = request
            state.clients[connection.id]!.revision = update.revision
            Self.send(update, to: &state.clients[connection.id]!, counting: &state.messages)
        }
    }

    // MARK: Chains

    private func endChain(on connection: WebSocketConnection) {
        state.withLock { state in
            state.lastWish += 1
            state.clients[connection.id]?.chainWish = state.lastWish
            state.clients[connection.id]?.chain = nil
        }
    }

    private func begin(
        _ subscription: ClientMessage.ChainSubscription, on connection: WebSocketConnection
    ) throws(RequestError) {
        guard let chains else {
            throw RequestError(code: "no_chains", message: "this server has no option chains", status: 404)
        }
        let wish = state.withLock { state -> Int in
            state.lastWish += 1
            state.clients[connection.id]?.chainWish = state.lastWish
            return state.lastWish
        }
        // The venue may have to be asked; the loop's thread must not wait for it. As in `begin` above.
        Task {
            do throws(RequestError) {
                let chain: OptionChain
                do throws(SymbolRefusal) {
                    chain = try await chains.provider.chain(subscription.symbol, at: now())
                } catch { throw RequestError(error) }
                let request = try ChainRequest(
                    chain: chain, expiration: subscription.expiration, strikes: subscription.strikes, at: now())
                chains.views.begin(request, chain: chain, at: now())
                let update = try chains.views.update(request, since: nil, at: now())
                state.withLock { state in
                    guard state.clients[connection.id]?.chainWish == wish else { return }
                    state.clients[connection.id]!.chain = request
                    Self.send(update, to: &state.clients[connection.id]!, counting: &state.messages)
                }
            } catch {
                connection.send(Self.errorMessage(error, topic: "chain"))
            }
        }
    }

    private func sendChains() {
        guard let views = chains?.views else { return }
        let moment = now()
        let waiting = state.withLock { state -> Set<ChainBaseline> in
            guard moment - state.lastChains >= ChainViews.beat else { return [] }
            state.lastChains = moment
            return Set(
                state.clients.values.compactMap { client in
                    client.chain.map { ChainBaseline(request: $0, revision: client.chainRevision) }
                })
        }
        var updates: [ChainBaseline: ChainViews.Update] = [:]
        for baseline in waiting {
            updates[baseline] = try? views.update(baseline.request, since: baseline.revision, at: moment)
        }
        guard !updates.isEmpty else { return }
        state.withLock { state in
            for id in state.clients.keys {
                guard let request = state.clients[id]!.chain,
                    let update = updates[ChainBaseline(request: request, revision: state.clients[id]!.chainRevision)]
                else { continue }
                guard state.clients[id]!.connection.pendingBytes <= Self.skipAboveBytes else {
                    state.skipped += 1
                    continue
                }
                Self.send(update, to: &state.clients[id]!, counting: &state.messages)
            }
        }
    }

    private struct ChainBaseline: Hashable {
        let request: ChainRequest
        let revision: Int?
    }

    private static func send(_ update: ChainViews.Update?, to client: inout Client, counting messages: inout Int) {
        guard let update else { return }
        client.sequence += 1
        messages += 1
        client.chainRevision = update.revision
        let head = #"{"type":"chain_update","sequence":\#(client.sequence),"snapshot":\#(update.isSnapshot),"#
        client.connection.send(Array(head.utf8) + update.members + [UInt8(ascii: "}")])
    }

    // MARK: From the ticking task

    /// Sends what changed since the last call.
    func tick() {
        let waiting = state.withLock { state in
            Set(state.clients.values.compactMap { client in client.request.map { Baseline($0, client.revision) } })
        }
        var updates: [Baseline: Update] = [:]
        for baseline in waiting {
            updates[baseline] = try? update(baseline.request, since: baseline.revision)
        }
        state.withLock { state in
            for id in state.clients.keys {
                guard let request = state.clients[id]!.request,
                    let update = updates[Baseline(request, state.clients[id]!.revision)]
                else { continue }
                guard state.clients[id]!.connection.pendingBytes <= Self.skipAboveBytes else {
                    state.skipped += 1
                    continue
                }
                state.clients[id]!.revision = update.revision
                Self.send(update, to: &state.clients[id]!, counting: &state.messages)
            }
        }
        sendChains()
        sendHealth()
    }

    private struct Baseline: Hashable {
        let request: ViewRequest
        let revision: Int?

        init(_ request: ViewRequest, _ revision: Int?) {
            self.request = request
            self.revision = revision
        }
    }

    /// The two messages of one change, without `type` and `sequence`.
    private struct Update {
        let revision: Int
        let footprint: [UInt8]?
        let delta: [UInt8]
    }

    private func update(_ request: ViewRequest, since revision: Int?) throws(RequestError) -> Update {
        let moment = now()
        let environment = ViewEnvironment(provider: provider, symbol: request.key.symbol, at: moment)
        do {
            return try provider.desk.read(request.key, at: moment) { view in
                Update(
                    revision: view.engine.revision,
                    footprint: FootprintMessage(view: view, request: request, environment: environment)
                        .members(changedSince: revision),
                    delta: DeltaMessage(view: view, environment: environment).members(changedSince: revision))
            }
        } catch {
            throw RequestError(error)
        }
    }

    private static func send(_ update: Update, to client: inout Client, counting messages: inout Int) {
        for (type, members) in [("footprint_update", update.footprint), ("delta_update", update.delta)] {
            guard let members else { continue }
            client.sequence += 1
            messages += 1
            var message = Array(#"{"type":"\#(type)","sequence":\#(client.sequence),"#.utf8)
            message.reserveCapacity(message.count + members.count + 1)
            message += members
            message.append(UInt8(ascii: "}"))
            client.connection.send(message)
        }
    }

    private func sendHealth() {
        let moment = now()
        let feed = provider.feedHealth(at: moment)
        state.withLock { state in
            guard moment - state.lastHealth >= .seconds(1) else { return }
            state.lastHealth = moment
            let health = HealthReport(venue: provider.venueName, feed: feed, clients: state.clients.count, now: moment)
            for id in state.clients.keys {
                state.clients[id]!.sequence += 1
                state.messages += 1
                var json = JSONWriter()
                json.beginObject()
                json.member("type", "health_update")
                json.member("sequence", state.clients[id]!.sequence)
                health.write(into: &json)
                json.endObject()
                state.clients[id]!.connection.send(json.bytes)
            }
        }
    }

    private static func errorMessage(_ error: RequestError, topic: String? = nil) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", "error")
        if let topic { json.member("topic", topic) }
        json.member("code", error.code)
        json.member("message", error.message)
        json.endObject()
        return json.bytes
    }
}

extension RequestError {
    /// Why the desk has no such view.
    init(_ refusal: FlowDesk.Refusal) {
        switch refusal {
        case .unknownSymbol(let symbol):
            self.init(
                code: "symbol_unknown", message: "\(symbol) is not watched: ask for it once and try again", status: 404)
        case .tooManyViews(let limit):
            self.init(
                code: "too_many_views",
                message: "\(limit) views are open, which is the most: nothing was opened; close one and try again",
                status: 503)
        }
    }
}

extension FlowProvider {
    /// The instrument a person means, when it is watched already, refused as a request's answer would say it.
    func watchedInstrument(_ text: String, at now: Timestamp) throws(RequestError) -> FlowInstrument? {
        do { return try watched(text, at: now) } catch { throw RequestError(error) }
    }

    /// The instrument a person means, watched from now on, refused as a request's answer would say it.
    func resolve(_ text: String, at now: Timestamp) async throws(RequestError) -> FlowInstrument {
        do { return try await watch(text, at: now) } catch { throw RequestError(error) }
    }
}

extension RequestError {
    init(_ refusal: SymbolRefusal) { self.init(code: "symbol_unknown", message: refusal.message, status: 404) }
}
