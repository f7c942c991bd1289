import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

/// The whole REST side on Friday, 2026-11-20 at 10:00 in New York, asked without sockets.
struct RESTBench {
    static let credentials = SimulatorCredentials(clientID: "id", clientSecret: "secret", refreshToken: "refresh")
    private static let instruments: [SyntheticInstrument] = SyntheticInstrument.universe(on: OptionBench.day)
    private static let options = SyntheticOptions(
        instruments: instruments, seed: 7, hours: .alwaysLively, start: OptionBench.start)

    let service: RESTService
    var now = OptionBench.start
    /// Sent with every request that does not name another; `nil` sends none.
    var authorization: String?

    /// - Parameter isLoggedIn: Whether requests carry a token that may read and trade.
    init(
        _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
        controls: SimulatorControls = SimulatorControls(),
        isLoggedIn: Bool = true
    ) throws {
        let access = SimulatorAccess(seed: 1, credentials: Self.credentials, sessionLimit: 5)
        let faults = FaultBoard()
        let venue = SimulatedVenue(
            instruments: Self.instruments, options: Self.options, seed: 7, hours: .alwaysLively, faults: faults,
            now: { OptionBench.start })
        service = RESTService(
            SimulatorServices(
                access: access, accounts: [SimulatedAccount()], listings: Self.instruments.map(\.listing),
                feedAddress: "ws://127.0.0.1:9/realtime", options: OptionDirectory(Self.options),
                configuration: configuration, faults: faults, venue: venue), controls: controls)
        guard isLoggedIn else { return }
        let token = try access.refresh(
            grantType: "refresh_token", refreshToken: "refresh", clientSecret: "secret", clientID: nil, at: now)
        authorization = "Bearer " + token
    }

    func request(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [], body: String = "",
        headers: [String: String] = [:]
    ) -> HTTPRequest {
        var all = ["user-agent": "test/1", "content-type": "application/json"]
        all["authorization"] = authorization
        return HTTPRequest(
            method: method, path: path, query: query, headers: all.merging(headers) { $1 }, body: Array(body.utf8))
    }

    func ask(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [], body: String = "",
        headers: [String: String] = [:]
    ) -> (status: Int, json: JSONValue) {
        let response = service.respond(
            to: request(method, path, query: query, body: body, headers: headers), at: now)
        return (response.status, (try? JSONReader.read(response.body)) ?? .null)
    }

    func get(_ path: String, _ query: [(name: String, value: String)] = []) -> JSONValue {
        ask("GET", path, query: query).json["data"] ?? .null
    }

    func items(_ path: String, _ query: [(name: String, value: String)] = []) throws -> [JSONValue] {
        try #require(get(path, query)["items"]?.array)
    }
}
