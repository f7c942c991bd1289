import MarketModel
import Simulator
import Tastytrade
import Wire

/// Where a drill takes place: a simulator of its own on loopback and the client that is tried on it.
final class DrillGround: Sendable {
    /// What chance is drawn from.
    let seed: UInt64
    /// How many seeds a drill over seeds runs.
    let seeds: Int
    /// How the client that is tried submits an order: the product's own way, except where a test tries a bad one.
    let submit: Submission
    let log = DrillLog()
    let simulator: SimulatorService
    /// The client's own loop.
    let loop = WireLoop()
    private let clients = Lock([HTTPClient]())

    /// A way to submit an order.
    typealias Submission = @Sendable (OrderDesk, Receipt) async -> PlacementOutcome

    /// Starts the simulator.
    ///
    /// - Throws: What starting it throws.
    init(seed: UInt64, seeds: Int, submit: @escaping Submission) async throws {
        self.seed = seed
        self.seeds = seeds
        self.submit = submit
        simulator = try await SimulatorService.start(
            SimulatorConfiguration(source: .synthetic(seed: seed, history: .seconds(600)), credentialSeed: seed))
        log.keepSecret(simulator.endpoints.credentials.clientSecret)
        log.keepSecret(simulator.endpoints.credentials.refreshToken)
    }

    /// Ends everything that was started.
    func close() {
        simulator.stop()
        for client in clients.withLock({ $0 }) { client.stop() }
        loop.stop()
    }

    /// Switches a fault on.
    func switchOn(_ fault: SimulatorFault, _ change: (inout FaultSettings) -> Void = { _ in }) {
        var settings = FaultSettings()
        change(&settings)
        simulator.faults.switchOn(FaultOrder(fault, settings), at: SystemClock.now())
    }

    /// Switches a fault off.
    func switchOff(_ fault: SimulatorFault) { simulator.faults.switchOff(fault) }

    /// How often a fault has struck.
    func strikes(of fault: SimulatorFault) -> Int { simulator.faults.strikes(of: fault) }

    /// The first account.
    var account: String { simulator.endpoints.accounts.first ?? "" }

    // MARK: Findings

    /// Notes whether something holds, and the figure that tells.
    func expect(_ text: String, _ holds: Bool, _ figure: Any = "") { log.expect(text, holds, "\(figure)") }

    /// Notes that two values are the same.
    func expect<Value: Equatable>(_ text: String, _ value: Value, is wanted: Value) {
        log.expect(text, value == wanted, value == wanted ? "\(value)" : "\(value) in place of \(wanted)")
    }

    /// Waits for something to become so, and notes whether it did within a bound that is far beyond what it takes.
    @discardableResult
    func eventually(
        _ text: String, within span: Duration = .seconds(10), _ figure: () async -> Any = { "" },
        _ isSo: () async throws -> Bool
    ) async throws -> Bool {
        let deadline = SystemClock.monotonic() + span
        var holds = try await isSo()
        while !holds, SystemClock.monotonic() < deadline {
            try await Task.sleep(for: .milliseconds(5))
            holds = try await isSo()
        }
        log.expect(text, holds, "\(await figure())")
        return holds
    }

    /// Does something that must fail, and gives its error.
    func failure<Value>(of body: () async throws -> Value) async -> TastytradeError? {
        do {
            _ = try await body()
            return nil
        } catch {
            log.heard(error)
            return error as? TastytradeError
        }
    }

    // MARK: The client

    /// A session as the product makes one, with shorter waits.
    ///
    /// - Parameters:
    ///   - timeout: How long one exchange may take.
    ///   - change: Changes how it behaves.
    func session(
        timeout: Duration = .seconds(5), change: (inout SessionConfiguration) -> Void = { _ in }
    ) throws -> Session {
        let client = HTTPClient(HTTPClient.Configuration(timeout: timeout))
        clients.withLock { $0.append(client) }
        let binding = try VenueBinding(.simulator, rest: simulator.endpoints.rest)
        let made = simulator.endpoints.credentials
        var configuration = SessionConfiguration(for: binding)
        configuration.retry = RetryPolicy(
            attempts: 4, backOff: BackOff(first: .milliseconds(10), atMost: .milliseconds(50)), patience: .seconds(5))
        configuration.breaker = BreakerConfiguration(
            failuresToOpen: 8, openFor: .milliseconds(200), openAtMost: .milliseconds(400))
        // A twentieth of every bound: pauses of a second become 50 ms, in every run the same.
        configuration.chance = ChanceSource { 0.05 }
        change(&configuration)
        let keeper = TokenKeeper(
            load: { nil }, save: { [log] held in if let held { log.keepSecret(held.token) } },
            replaceLongToken: { [log] in log.keepSecret($0) })
        return Session(
            binding,
            grant: .refreshToken(Credentials(clientSecret: made.clientSecret, refreshToken: made.refreshToken)),
            client: client, keeper: keeper, configuration: configuration)
    }
}
