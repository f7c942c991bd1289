public import MarketModel
public import Wire

/// A session of one user, bound to one venue and its hosts.
///
/// It renews the access token ahead of its end, holds every request to the request budget, repeats what is safe to
/// repeat and nothing else, keeps answers that may be given again, and refuses orders where none may be sent.
public actor Session {
    /// The venue and the hosts that this session never leaves.
    public nonisolated let binding: VenueBinding
    /// The leave to send orders for real money; `nil` for none.
    public nonisolated let permit: ProductionPermit?

    let client: HTTPClient
    let configuration: SessionConfiguration
    let keeper: TokenKeeper
    var grant: SessionGrant
    var tokens = AccessTokenState()
    var renewal: SharedRequest<String>?
    var hasLoadedToken = false
    var counters = BudgetSnapshot()
    var cache: AnswerCache
    /// Reads under way, by key.
    var underWay: [String: SharedRequest<Fetched>] = [:]
    /// What is refreshed ahead of its time, by key.
    var warm: [String: WarmAnswer] = [:]
    private let gates: [EndpointHost: RequestGate]

    /// Creates a session; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - binding: The venue and its hosts.
    ///   - grant: By what right it gets its access tokens.
    ///   - client: Sends the requests.
    ///   - permit: The leave to send orders for real money, which production needs.
    ///   - keeper: Keeps tokens beyond this run.
    ///   - configuration: How it behaves; what suits the venue by default.
    public init(
        _ binding: VenueBinding, grant: SessionGrant, client: HTTPClient, permit: ProductionPermit? = nil,
        keeper: TokenKeeper = .none, configuration: SessionConfiguration? = nil
    ) {
        let configuration = configuration ?? SessionConfiguration(for: binding)
        self.binding = binding
        self.grant = grant
        self.client = client
        self.permit = permit
        self.keeper = keeper
        self.configuration = configuration
        cache = AnswerCache(configuration.cache)
        // A host has a gate of its own: its failures say nothing about the other.
        gates = [.api: RequestGate(configuration), .backtester: RequestGate(configuration)]
    }

    /// Creates a session with an address whose venue is told from its host: the sandbox's is the sandbox, production's
    /// is taken without the right to send orders, every other is a simulator.
    public init(
        address: String, credentials: Credentials, client: HTTPClient,
        now: @escaping @Sendable () -> Timestamp = SystemClock.now
    ) {
        let binding = VenueBinding(address: address)
        var configuration = SessionConfiguration(for: binding)
        configuration.clock = SessionClock(
            now: now, monotonic: SystemClock.monotonic, sleep: configuration.clock.sleep)
        self.init(binding, grant: .refreshToken(credentials), client: client, configuration: configuration)
    }

    /// The base address of the REST API, such as `https://api.tastyworks.com`.
    public nonisolated var address: String { binding.hosts.rest }
    /// What every request says it comes from; the venue refuses requests without `product/version`.
    public static let userAgent = "piquant/0.1.0"

    /// Sends a request to an endpoint and reads its answer.
    ///
    /// A read is repeated after a renewed token, and after failures of the venue with a growing wait; identical reads
    /// share one request; an answer whose endpoint allows it comes from the cache, and past its time when the venue
    /// fails. A change or an order is sent once and never again.
    ///
    /// - Throws: `TastytradeError`, or `CancellationError`.
    public func send<Value: Sendable>(
        _ endpoint: Endpoint<Value>, _ values: RequestValues = RequestValues()
    ) async throws -> Answer<Value> {
        try await answer(endpoint.untyped, OutgoingRequest(endpoint, values)).typed(Value.self)
    }

    private func answer(
        _ endpoint: Endpoint<any Sendable>, _ request: OutgoingRequest
    ) async throws -> Answer<any Sendable> {
        guard request.effect == .read else { return try decoded(try await exchange(request), endpoint) }
        return try await read(endpoint, request)
    }

    /// Sends a `GET` and gives the bytes of the answer, under the same rules as `send`.
    ///
    /// - Precondition: `target` begins with a slash: a session never leaves its host.
    public func get(_ target: String) async throws -> [UInt8] {
        precondition(target.hasPrefix("/"), "a target is a path of this session's host")
        let request = OutgoingRequest(
            EndpointName(.get, target), family: RequestFamily(ofPath: target), effect: .read)
        return try await exchange(request).body
    }

    func decoded(
        _ answer: HTTPResponse, _ endpoint: Endpoint<any Sendable>
    ) throws -> Answer<any Sendable> {
        let decoded = try endpoint.decode(answer.body)
        return Answer(value: decoded.value, page: decoded.page, drift: decoded.drift, freshness: .fresh)
    }

    /// What the request budget did so far, toward all hosts.
    public func budget() async -> BudgetSnapshot {
        var sum = await gate(.api).snapshot
        let other = await gate(.backtester).snapshot
        sum.requests.merge(other.requests, uniquingKeysWith: +)
        sum.waits += other.waits
        sum.retries += other.retries
        sum.throttled += other.throttled
        sum.failures += other.failures
        sum.refused += other.refused
        sum.waiting += other.waiting
        sum.underWay += other.underWay
        sum.cacheHits = counters.cacheHits
        sum.stale = counters.stale
        sum.coalesced = counters.coalesced
        sum.renewals = counters.renewals
        sum.cachedAnswers = cache.count
        sum.cachedBytes = cache.bytes
        return sum
    }

    func gate(_ host: EndpointHost) -> RequestGate {
        guard let gate = gates[host] else { preconditionFailure("every host has a gate") }
        return gate
    }
}
