import Brokerage
import JSON
import MarketModel
import Testing
import Wire

@testable import Simulator

/// The REST side of a simulator with books, asked without sockets, on a clock that the test moves.
final class AccountWindow {
    static let monday = Timestamp("2026-11-16T15:00:00Z")!
    let clock = VirtualClock(AccountWindow.monday)
    let faults = FaultBoard()
    let services: SimulatorServices
    private let service: RESTService
    private let access: SimulatorAccess
    private var token = ""
    private var loggedInAt = Timestamp.epoch

    init(withHistory hasHistory: Bool = false, rules: BrokerageRules? = nil) throws {
        access = SimulatorAccess(
            seed: 1, credentials: SimulatorCredentials(clientID: "id", clientSecret: "secret", refreshToken: "refresh"),
            sessionLimit: 5)
        let instruments = SyntheticInstrument.universe(on: TradingDay("2026-11-16")!)
        let venue = SimulatedVenue(
            instruments: instruments,
            options: SyntheticOptions(instruments: instruments, seed: 7, hours: .alwaysLively, start: Self.monday),
            seed: 7, hours: .alwaysLively, faults: faults, now: { [clock] in clock.now })
        var always = BrokerageRules()
        always.hours = .always
        services = SimulatorServices(
            access: access, accounts: SimulatedAccount.standard, listings: instruments.map(\.listing),
            feedAddress: "ws://127.0.0.1:9/realtime", faults: faults, venue: venue,
            brokerage: SimulatedBrokerage(
                SimulatedAccount.standard, venue: venue, faults: faults, rules: rules ?? always, at: Self.monday,
                withHistory: hasHistory))
        service = RESTService(services)
    }

    func ask(
        _ method: String, _ path: String, _ query: [(name: String, value: String)] = [], body: String = "",
        version: String? = nil
    ) -> (status: Int, json: JSONValue) {
        logIn()
        var headers = ["content-type": "application/json", "user-agent": "test/1", "authorization": "Bearer " + token]
        headers["accept-version"] = version
        let response = service.respond(
            to: HTTPRequest(method: method, path: path, query: query, headers: headers, body: Array(body.utf8)),
            at: clock.now)
        return (response.status, (try? JSONReader.read(response.body)) ?? .null)
    }

    /// Renews the token before it ends.
    private func logIn() {
        guard clock.now > loggedInAt + .seconds(600) else { return }
        loggedInAt = clock.now
        token =
            (try? access.refresh(
                grantType: "refresh_token", refreshToken: "refresh", clientSecret: "secret", clientID: nil,
                at: clock.now)) ?? ""
    }

    func get(_ path: String, _ query: [(name: String, value: String)] = []) throws -> JSONValue {
        let answer = ask("GET", path, query)
        #expect(answer.status == 200, "\(path)")
        return try #require(answer.json["data"])
    }

    /// Lets time pass and gives what the account streamer would be told.
    @discardableResult
    func wait(_ span: Duration = .seconds(1)) -> [AccountMessage] {
        clock.advance(by: span)
        return services.brokerage.takeMessages(at: clock.now)
    }

    /// The body of an order for shares.
    static func order(
        _ action: String, _ quantity: Int, _ symbol: String = "SPY", type: String = "Market", price: String? = nil
    ) -> String {
        let effect = action.hasPrefix("Buy") ? "Debit" : "Credit"
        let priced = price.map { #""price":"\#($0)","price-effect":"\#(effect)","# } ?? ""
        return #"{"order-type":"\#(type)","time-in-force":"Day",\#(priced)"external-identifier":"mine","#
            + #""legs":[{"instrument-type":"Equity","symbol":"\#(symbol)","action":"\#(action)","quantity":\#(quantity)}]}"#
    }

    /// Places an order and gives its number.
    func place(_ body: String, in account: String = "5WT00001") throws -> Int {
        let answer = ask("POST", "/accounts/\(account)/orders", body: body)
        #expect(answer.status == 201)
        return try #require(answer.json["data"]?["order"]?["id"]?.int)
    }
}
