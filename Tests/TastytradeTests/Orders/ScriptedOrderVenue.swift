import JSON
import MarketModel
import TestSupport
import Wire

@testable import Tastytrade

/// A venue for orders on loopback: it keeps what it is sent, shows it in its lists, and treats each placing request as
/// the test says.
final class ScriptedOrderVenue: Sendable {
    /// What to do with a request that places, replaces or cancels.
    enum Treatment: Sendable {
        /// Do it and say so.
        case proper
        /// Do it, then answer something else.
        case doThen(CuttingServer.Reply)
        /// Do nothing and answer this.
        case only(CuttingServer.Reply)
    }

    struct Kept: Sendable {
        let id: Int
        let identifier: String?
        var status: String
        var replacedBy: Int?
        var replaces: Int?
        var ratio: String?
    }

    struct State {
        var orders: [Kept] = []
        var changes: [String] = []
        var looks = 0
    }

    let client = HTTPClient(.init(timeout: .seconds(30)))
    private let kept = Lock(State())
    private let server: Lock<CuttingServer?>

    init(
        dryRun: @escaping @Sendable (String) -> CuttingServer.Reply = { _ in
            .answer(status: 201, body: OrderFixture.judgedSpread)
        },
        list: @escaping @Sendable (_ look: Int) -> CuttingServer.Reply? = { _ in nil },
        treating treatment: @escaping @Sendable (_ change: Int) -> Treatment
    ) {
        server = Lock(nil)
        let made = CuttingServer { [weak self] _, request in
            self?.reply(to: request, dryRun, list, treatment) ?? .cut
        }
        server.withLock { $0 = made }
    }

    /// A venue that does what it is asked.
    convenience init(
        dryRun: @escaping @Sendable (String) -> CuttingServer.Reply = { _ in
            .answer(status: 201, body: OrderFixture.judgedSpread)
        }
    ) { self.init(dryRun: dryRun, treating: { _ in .proper }) }

    var address: String { "http://127.0.0.1:\(server.withLock { $0!.port })" }
    var orders: [Kept] { kept.withLock { $0.orders } }
    /// Bodies of the requests that place, replace or cancel, with their verb and path in front.
    var changes: [String] { kept.withLock { $0.changes } }

    func add(status: String = "Live", identifier: String? = nil, ratio: String? = nil) -> OrderID {
        kept.withLock { state in
            let id = 100 + state.orders.count
            state.orders.append(Kept(id: id, identifier: identifier, status: status, ratio: ratio))
            return OrderID(id)
        }
    }

    func change(_ id: OrderID, _ body: (inout Kept) -> Void) {
        kept.withLock { state in
            for place in state.orders.indices where state.orders[place].id == id.number { body(&state.orders[place]) }
        }
    }

    func end() {
        client.stop()
        server.withLock { $0?.stop() }
    }

    /// A desk whose waits pass at once, on a clock that moves with them.
    func desk(policy: OrderPolicy = OrderPolicy(), account: String = "5WT00001") -> OrderDesk {
        let clock = SteppingClock()
        let random = Lock(SeededGenerator(seed: 9))
        return OrderDesk(
            session: Session(
                address: address, credentials: Credentials(clientSecret: "s", refreshToken: "r"), client: client),
            account: account, policy: policy, identifiers: OrderIdentifiers { random.withLock { $0.next() } },
            clock: clock.clock)
    }

    private func reply(
        to request: String, _ dryRun: (String) -> CuttingServer.Reply, _ list: (Int) -> CuttingServer.Reply?,
        _ treatment: (Int) -> Treatment
    ) -> CuttingServer.Reply {
        let words = request.prefix { $0 != "\r\n" }.split(separator: " ")
        let method = String(words[0])
        let path = String(words[1].prefix { $0 != "?" })
        let body = request.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        if path == "/oauth/token" {
            return .answer(status: 200, body: #"{"access_token":"t","token_type":"Bearer","expires_in":900}"#)
        }
        if path.hasSuffix("dry-run") { return dryRun(body) }
        if method == "GET" {
            let parts = path.split(separator: "/")
            if let id = parts.last.flatMap({ Int($0) }) { return one(id, isComplex: path.contains("complex")) }
            let look = kept.withLock { state in
                state.looks += 1
                return state.looks - 1
            }
            return list(look) ?? all(isComplex: path.contains("complex"))
        }
        let change = kept.withLock { state in
            state.changes.append("\(method) \(path) \(body)")
            return state.changes.count - 1
        }
        switch treatment(change) {
        case .only(let reply): return reply
        case .doThen(let reply):
            _ = carryOut(method, path, body)
            return reply
        case .proper: return carryOut(method, path, body)
        }
    }

    private func carryOut(_ method: String, _ path: String, _ body: String) -> CuttingServer.Reply {
        let json = try? JSONReader.read(Array(body.utf8))
        let id = path.split(separator: "/").last.flatMap { Int($0) }
        let parts = (json?["trigger-order"].map { [$0] } ?? []) + (json?["orders"]?.array ?? [])
        if !parts.isEmpty {
            for part in parts { _ = add(identifier: part["external-identifier"]?.string) }
            return .answer(status: 201, body: #"{"data":{"complex-order":\#(complex()),"warnings":[]}}"#)
        }
        switch method {
        case "POST":
            let made = add(identifier: json?["external-identifier"]?.string)
            return .answer(status: 201, body: #"{"data":{"order":\#(text(made.number)),"warnings":[],"errors":[]}}"#)
        case "PUT":
            let made = add(identifier: json?["external-identifier"]?.string)
            change(made) { $0.replaces = id }
            change(OrderID(id ?? 0)) {
                $0.replacedBy = made.number
                $0.status = "Cancelled"
            }
            return .answer(status: 200, body: #"{"data":\#(text(made.number))}"#)
        case "PATCH":
            change(OrderID(id ?? 0)) { $0.ratio = json?["ratio-price-threshold"]?.string }
            return .answer(status: 200, body: #"{"data":\#(complex())}"#)
        default:
            change(OrderID(id ?? 0)) { $0.status = "Cancel Requested" }
            return .answer(status: 200, body: #"{"data":\#(text(id ?? 0))}"#)
        }
    }

    private func text(_ id: Int) -> String {
        guard let order = orders.first(where: { $0.id == id }) else { return "null" }
        var extra = ""
        if let link = order.replacedBy { extra += #""replacing-order-id":\#(link),"# }
        if let link = order.replaces { extra += #""replaces-order-id":\#(link),"# }
        return OrderFixture.order(id, status: order.status, identifier: order.identifier, extra: extra)
    }

    private func complex() -> String {
        let parts = orders.map { text($0.id) }.joined(separator: ",")
        let ratio = orders.compactMap(\.ratio).first.map {
            #","ratio-price-threshold":"\#($0)","ratio-price-comparator":"gte""#
        }
        return #"{"id":900,"type":"OCO","orders":[\#(parts)]\#(ratio ?? "")}"#
    }

    private func one(_ id: Int, isComplex: Bool) -> CuttingServer.Reply {
        if isComplex { return .answer(status: 200, body: #"{"data":\#(complex())}"#) }
        guard orders.contains(where: { $0.id == id }) else {
            return .answer(status: 404, body: #"{"error":{"code":"record_not_found","message":"no"}}"#)
        }
        return .answer(status: 200, body: #"{"data":\#(text(id))}"#)
    }

    private func all(isComplex: Bool) -> CuttingServer.Reply {
        let items = isComplex ? (orders.isEmpty ? "" : complex()) : orders.map { text($0.id) }.joined(separator: ",")
        return .answer(status: 200, body: #"{"data":{"items":[\#(items)]}}"#)
    }
}

/// A clock whose sleepers move it to their moment at once.
final class SteppingClock: Sendable {
    private let moment: Lock<Timestamp>

    init(_ start: Timestamp = Timestamp("2026-11-20T15:00:00Z")!) { moment = Lock(start) }

    var now: Timestamp { moment.withLock { $0 } }

    func advance(_ span: Duration) { moment.withLock { $0 = $0 + span } }

    var clock: VenueClock {
        VenueClock(now: { self.now }) { until in self.moment.withLock { $0 = max($0, until) } }
    }
}
