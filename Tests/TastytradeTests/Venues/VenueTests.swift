import MarketModel
import Testing
import Wire

@testable import Tastytrade

struct VenueTests {
    @Test("a misspelt venue names the four")
    func misspelt() {
        for venue in Venue.allCases { #expect(throws: Never.self) { try Venue(named: venue.rawValue) } }
        do {
            _ = try Venue(named: "prodution")
            Issue.record("that is no venue")
        } catch {
            for venue in Venue.allCases { #expect(error.description.contains(venue.rawValue)) }
        }
    }

    @Test("each venue has its own hosts; paper shares production's")
    func hosts() throws {
        #expect(try VenueBinding(.sandbox).hosts.rest == "https://api.cert.tastyworks.com")
        #expect(try VenueBinding(.sandbox).hosts.accountStreamer == "wss://streamer.cert.tastyworks.com")
        #expect(try VenueBinding(.sandbox).hosts.backtester == nil)
        #expect(try VenueBinding(.paper).hosts == VenueHosts.production)
        #expect(try VenueBinding(.production).hosts.backtester == "https://backtester.vast.tastyworks.com")
        let local = try VenueBinding(.simulator, rest: "http://127.0.0.1:8085/")
        #expect(local.hosts.rest == "http://127.0.0.1:8085")
        #expect(local.hosts.accountStreamer == "ws://127.0.0.1:8085/streamer")
        #expect(!local.isVendors)
    }

    @Test(
        "credentials go to the venue's own host or to this machine, and nowhere else",
        arguments: [
            (Venue.simulator, nil, VenueFault.addressMissing),
            (
                .simulator, "https://api.tastyworks.com",
                .foreignAddress("https://api.tastyworks.com", venue: .simulator)
            ),
            (
                .simulator, "https://API.tastyworks.com:443",
                .foreignAddress("https://API.tastyworks.com:443", venue: .simulator)
            ),
            (
                .simulator, "https://api.TASTYWORKS.com.",
                .foreignAddress("https://api.TASTYWORKS.com.", venue: .simulator)
            ),
            (.simulator, "https://api.tastyworks%2ecom", .invalidAddress("https://api.tastyworks%2ecom")),
            (.production, "http://127.0.0.1.evil.example", .insecureAddress("http://127.0.0.1.evil.example")),
            (.simulator, "http://sim.example", .insecureAddress("http://sim.example")),
            (
                .sandbox, "https://api.tastyworks.com",
                .foreignAddress("https://api.tastyworks.com", venue: .sandbox)
            ),
            (.production, "https://evil.example", .foreignAddress("https://evil.example", venue: .production)),
            (
                .production, "https://api.tastyworks.com.evil.example",
                .foreignAddress("https://api.tastyworks.com.evil.example", venue: .production)
            ),
            (.paper, "ws://127.0.0.1:1", .invalidAddress("ws://127.0.0.1:1")),
            (.paper, "https://user@127.0.0.1", .invalidAddress("https://user@127.0.0.1")),
        ] as [(Venue, String?, VenueFault)])
    func foreign(venue: Venue, address: String?, fault: VenueFault) {
        #expect(throws: fault) { try VenueBinding(venue, rest: address) }
    }

    @Test("an address without a venue is never one that takes real orders")
    func unnamed() {
        #expect(VenueBinding(address: "https://api.tastyworks.com").venue == .paper)
        #expect(VenueBinding(address: "https://api.tastyworks.com/").venue == .paper)
        #expect(VenueBinding(address: "https://other.tastytrade.com").venue == .paper)
        #expect(VenueBinding(address: "https://api.cert.tastyworks.com").venue == .sandbox)
        #expect(VenueBinding(address: "http://127.0.0.1:1").venue == .simulator)
        for address in ["https://api.TASTYWORKS.com", "https://api.tastyworks.com.", "https://api.tastyworks%2ecom"] {
            #expect(!VenueBinding(address: address).allowsOrders(nil), "\(address)")
        }
    }

    @Test("a permit for real money needs every check")
    func permit() {
        typealias Refusal = ProductionPermit.Refusal
        let typed = ProductionPermit.Confirmation.typed(ProductionPermit.phrase)
        for venue in [Venue.simulator, .sandbox, .paper] {
            #expect(throws: Refusal.otherVenue(venue)) {
                try ProductionPermit(venue: venue, environment: "yes", confirmation: typed)
            }
        }
        for word in [nil, "", "no", "YES", "true", "1", " yes"] {
            #expect(throws: Refusal.notAllowed) {
                try ProductionPermit(
                    venue: .production, environment: word, configuration: word, confirmation: typed)
            }
        }
        for text in ["", "yes", "Real money", "real money "] {
            #expect(throws: Refusal.notConfirmed) {
                try ProductionPermit(venue: .production, environment: "yes", confirmation: .typed(text))
            }
        }
        #expect(throws: Never.self) {
            _ = try ProductionPermit(venue: .production, environment: "yes", confirmation: typed)
            _ = try ProductionPermit(
                venue: .production, environment: nil, configuration: "yes", confirmation: .noTerminal)
        }
    }

    @Test("orders are refused before anything is sent, in paper always and in production without a permit")
    func orders() async throws {
        let host = try await ScriptedHost { _, _ in .value("a") }
        defer { host.end() }
        let permit = try ProductionPermit(venue: .production, environment: "yes", confirmation: .noTerminal)
        let moving = [TrialEndpoints.placed, TrialEndpoints.cancelled, TrialEndpoints.disguised]
        for (venue, permit) in [(Venue.paper, nil), (.paper, permit), (.production, nil)] {
            let session = try host.session(venue, permit: permit)
            for endpoint in moving {
                await #expect(throws: TastytradeError.orderNotPermitted(venue: venue)) {
                    try await session.send(endpoint)
                }
            }
        }
        #expect(host.requests.isEmpty && host.renewals.isEmpty)
        for session in try [
            host.session(.simulator), host.session(.sandbox), host.session(.production, permit: permit),
        ] {
            for endpoint in moving { #expect(try await session.send(endpoint).value == "a") }
        }
        #expect(host.requests.count == 9)
        // A judgement places nothing and is allowed everywhere.
        _ = try await host.session(.paper).send(TrialEndpoints.judged)
    }

    @Test("a venue without a backtester says so before anything is sent")
    func backtester() async throws {
        let session = Session(
            try VenueBinding(.sandbox), grant: .refreshToken(ScriptedHost.grant), client: HTTPClient())
        let endpoint = Endpoint<String>(.get, "/available-dates", host: .backtester) { _ throws(TastytradeError) in "" }
        await #expect(throws: TastytradeError.noSuchHost(.backtester, venue: .sandbox)) {
            try await session.send(endpoint)
        }
    }
}
