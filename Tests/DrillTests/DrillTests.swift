import MarketModel
import Simulator
import Tastytrade
import Testing
import Wire

@testable import Drill

/// Drills as people run them, over real sockets; all of them run on the release build in Tests/Interop.
@Suite(.serialized)
struct DrillTests {
    private static let some = [
        "token-expiry", "rate-limit", "server-error", "cut-response", "reply-lost", "position-lag", "dropped-fills",
        "account-silence", "disconnect-at-auth", "malformed-frames", "print-cancels", "ambiguous-placement",
    ]

    @Test("a drill passes with the product's own client", .timeLimit(.minutes(5)), arguments: some)
    func passes(name: String) async throws {
        let drill = try #require(DrillCatalog.drill(named: name))
        let report = await DrillRunner(seeds: 60).run(drill)
        #expect(report.hasPassed, "\(report.text)")
    }

    @Test("a client that sends an order again after a lost answer fails the drill", .timeLimit(.minutes(5)))
    func careless() async throws {
        var runner = DrillRunner(seeds: 10)
        runner.submit = { desk, receipt in
            let outcome = await desk.submit(receipt)
            if case .placed(let placement) = outcome, placement.wasFoundByLooking { await resend(receipt, desk) }
            return outcome
        }
        let report = await runner.run(try #require(DrillCatalog.drill(named: "reply-lost")))
        #expect(!report.hasPassed)
        let broken = report.findings.filter { !$0.holds }.map(\.text)
        #expect(broken.contains("the order was sent once") && broken.contains("the venue has the order once"))
        #expect(broken.contains("the position is right at the end"))
    }
}

/// Sends the bytes of a receipt once more, as no careful client does.
private func resend(_ receipt: Receipt, _ desk: OrderDesk) async {
    guard let token = try? await desk.session.accessToken() else { return }
    let http = HTTPClient(HTTPClient.Configuration(timeout: .seconds(1)))
    _ = try? await http.send(
        HTTPClient.Request(
            "POST", "\(desk.session.address)/accounts/\(desk.account)/orders",
            headers: [
                ("user-agent", "careless/1.0"), ("authorization", "Bearer \(token)"),
                ("content-type", "application/json"),
            ], body: Array(receipt.payloadText.utf8)))
    http.stop()
}
