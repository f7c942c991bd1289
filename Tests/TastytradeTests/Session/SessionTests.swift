import JSON
import MarketModel
import Testing
import Wire

@testable import Tastytrade

struct SessionTests {
    @Test("many callers share one renewal, and the token travels as Bearer")
    func singleFlight() async throws {
        let host = try await ScriptedHost { request, _ in
            request.headers["authorization"] == "Bearer token-1" ? .value("a") : .json("{}", status: 500)
        }
        defer { host.end() }
        let session = try host.session()
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await session.send(TrialEndpoints.kept, RequestValues(path: ["symbol": "\(number)"])).value
                }
            }
            for try await value in group { #expect(value == "a") }
        }
        #expect(host.renewals.count == 1)
        #expect(await session.budget().renewals == 1)
    }

    @Test("a caller who gives up leaves at once; the others get the token")
    func cancelledWaiter() async throws {
        let shared = SharedRequest<String>(endsWithLastCaller: false)
        let gate = AsyncStream.makeStream(of: Void.self)
        shared.start {
            for await _ in gate.stream { break }
            return "token"
        }
        let (first, second) = (try #require(shared.join()), try #require(shared.join()))
        let leaving = Task { try await shared.value(for: first) }
        let staying = Task { try await shared.value(for: second) }
        leaving.cancel()
        await #expect(throws: CancellationError.self) { try await leaving.value }
        gate.continuation.yield()
        #expect(try await staying.value == "token")
    }

    @Test("work nobody waits for any more is cancelled, and nobody can join it")
    func abandoned() async throws {
        let shared = SharedRequest<String>(endsWithLastCaller: true)
        let caller = try #require(shared.join())
        shared.start {
            try await Task.sleep(for: .seconds(3600))
            return ""
        }
        let waiting = Task { try await shared.value(for: caller) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(shared.join() == nil)
    }

    @Test("a refused access token is renewed once and the read repeated once")
    func renewsAfterRefusal() async throws {
        let host = try await ScriptedHost { request, _ in
            request.headers["authorization"] == "Bearer token-2" ? .value("a") : .failure(401, "token_invalid")
        }
        defer { host.end() }
        #expect(try await host.session().send(TrialEndpoints.plain).value == "a")
        #expect(host.renewals.count == 2)
        #expect(host.requests.count == 2)
    }

    @Test("a token the venue keeps refusing ends as unauthorized, not in a loop")
    func keepsRefusing() async throws {
        let host = try await ScriptedHost { _, _ in .failure(401, "token_invalid") }
        defer { host.end() }
        let session = try host.session()
        await #expect(throws: TastytradeError.unauthorized) { try await session.send(TrialEndpoints.plain) }
        #expect(host.renewals.count == 2)
    }

    @Test("a page in place of an answer is the front proxy's word about the User-Agent: no renewal helps")
    func agent() async throws {
        let host = try await ScriptedHost { _, _ in .text("<html>401</html>", status: 401, type: "text/html") }
        defer { host.end() }
        let session = try host.session()
        await #expect(throws: TastytradeError.agentRefused) { try await session.send(TrialEndpoints.plain) }
        #expect(host.renewals.count == 1)
        #expect(host.requests.allSatisfy { $0.headers["user-agent"] == Session.userAgent })
    }

    @Test(
        "an order or a change is sent once, whatever comes back",
        arguments: [401, 429, 500, 502, 503, 504, 403, 422])
    func sentOnce(status: Int) async throws {
        let host = try await ScriptedHost { _, _ in .failure(status, "x") }
        defer { host.end() }
        for endpoint in [TrialEndpoints.placed, TrialEndpoints.cancelled, TrialEndpoints.changed] {
            let session = try host.session()
            let before = host.requests.count
            await #expect(throws: TastytradeError.self) { try await session.send(endpoint) }
            #expect(host.requests.count == before + 1)
        }
    }

    @Test("a read and a judgement are repeated with growing waits", arguments: [500, 502, 503, 504])
    func repeats(status: Int) async throws {
        let host = try await ScriptedHost { _, number in
            number % 4 == 0 ? .value("a") : .text("<html>", status: status, type: "text/html")
        }
        defer { host.end() }
        #expect(try await host.session().send(TrialEndpoints.plain).value == "a")
        #expect(host.clock.slept == [.milliseconds(125), .milliseconds(250), .milliseconds(500)])
        let session = try host.session()
        #expect(try await session.send(TrialEndpoints.judged).value == "a")
        #expect(host.requests.count == 8)
        #expect(await session.budget().retries == 3)
        #expect(await session.budget().failures == 3)
    }

    @Test("a venue that keeps failing is asked a bounded number of times")
    func givesUp() async throws {
        let host = try await ScriptedHost { _, _ in .failure(503, "down") }
        defer { host.end() }
        let session = try host.session()
        await #expect(throws: TastytradeError.venueFailed(status: 503)) {
            try await session.send(TrialEndpoints.plain)
        }
        #expect(host.requests.count == 4)
    }

    @Test("a redirect is an error, not followed", arguments: [301, 302, 307, 308])
    func redirects(status: Int) async throws {
        let host = try await ScriptedHost { _, _ in
            HTTPResponse(status: status, headers: [("location", "/elsewhere")])
        }
        defer { host.end() }
        let session = try host.session()
        await #expect(throws: TastytradeError.venueFailed(status: status)) {
            try await session.send(TrialEndpoints.placed)
        }
        #expect(host.requests.map(\.path) == ["/accounts/1/orders"])
    }

    @Test("the version is asked for by today's date, and not at all in the sandbox")
    func version() async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        for venue in Venue.allCases { _ = try await host.session(venue).send(TrialEndpoints.plain) }
        _ = try await host.session(.sandbox) { $0.version = .of(TradingDay("2026-06-29")!) }.send(TrialEndpoints.plain)
        let today = TradingDay(utcDayOf: host.clock.now).description.filter { $0 != "-" }
        #expect(host.requests.map { $0.headers["accept-version"] } == [today, nil, today, today, "20260629"])
    }

    @Test("validating asks the venue; a refused token is an answer, not an error")
    func validate() async throws {
        let host = try await ScriptedHost { request, number in
            #expect(request.method == "POST" && request.path == "/sessions/validate")
            return number == 1 ? .json("{}", status: 201) : .failure(401, "token_invalid")
        }
        defer { host.end() }
        let session = try host.session()
        #expect(try await session.isValid())
        #expect(try await !session.isValid())
    }

    @Test("a number where the code's text belongs, and a body that is no JSON, are still errors")
    func oddRefusals() async throws {
        let bodies = [
            (406, #"{"error":{"code":406,"message":"The requested version is not supported."}}"#),
            (400, "not json"), (422, #"{"error":{"code":"preflight_check_failure","message":"no"}}"#), (404, "[]"),
            (403, #"{"error":{"code":"not_permitted"}}"#),
        ]
        let host = try await ScriptedHost { _, number in .json(bodies[number - 1].1, status: bodies[number - 1].0) }
        defer { host.end() }
        let session = try host.session()
        let expected: [TastytradeError] = [
            .refused(status: 406, code: "406", message: "The requested version is not supported."),
            .venueFailed(status: 400), .refused(status: 422, code: "preflight_check_failure", message: "no"),
            .venueFailed(status: 404), .notPermitted(code: "not_permitted"),
        ]
        for error in expected {
            await #expect(throws: error) { try await session.send(TrialEndpoints.plain) }
        }
    }

    @Test("a bad record costs nobody else's")
    func futures() async throws {
        let host = try await ScriptedHost { request, _ in
            #expect(request.queryValues("product-code") == ["ES", "NQ"])
            return .json(
                #"{"data":{"items":[{"symbol":"/ESZ6","streamer-symbol":"/ESZ26:XCME","tick-size":"0.25","notional-multiplier":50.0,"active-month":true,"last-trade-date":"2026-12-18"},7,{"symbol":"/NQZ6"}]}}"#
            )
        }
        defer { host.end() }
        let (contracts, unreadable) = try await host.session().futures(productCodes: ["ES", "NQ"])
        #expect(unreadable == 1)
        #expect(contracts.map(\.symbol) == ["/ESZ6", "/NQZ6"])
        #expect(contracts[0].tickSize == Price("0.25"))
        #expect(contracts[0].notionalMultiplier == Quantity(whole: 50))
        #expect(contracts[0].isActiveMonth)
    }
}
