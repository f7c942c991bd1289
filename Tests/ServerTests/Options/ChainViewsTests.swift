import Live
import MarketModel
import Testing

@testable import Server

@Suite struct ChainViewsTests {
    private let chains = FixedChains()
    private let start = FixedChains.moment

    private func begun() throws -> (views: ChainViews, request: ChainRequest) {
        let views = ChainViews(provider: chains, directory: .standard, venue: "simulator")
        let request = try ChainRequest(chain: chains.chain, expiration: nil, strikes: 10, at: start)
        views.begin(request, chain: chains.chain, at: start)
        return (views, request)
    }

    private func text(_ update: ChainViews.Update?) -> String { String(decoding: update?.members ?? [], as: UTF8.self) }

    @Test("the first update is everything; then only what changed, at most once a beat")
    func deltas() throws {
        let (views, request) = try begun()
        let first = try #require(try views.update(request, since: nil, at: start))
        #expect(first.isSnapshot && text(first).contains(#""expirations":["#))
        #expect(text(first).matches(of: /"strike":/).count == 11)
        // Within a beat nothing is read again.
        let readings = chains.readings
        #expect(try views.update(request, since: first.revision, at: start + .milliseconds(100)) == nil)
        #expect(chains.readings == readings)
        let quiet = try #require(try views.update(request, since: first.revision, at: start + .milliseconds(500)))
        #expect(!quiet.isSnapshot && text(quiet).contains(#""strikes":[]"#) && !text(quiet).contains("expirations"))
        chains.moveSpot(to: 6801)
        let moved = try #require(try views.update(request, since: quiet.revision, at: start + .milliseconds(1000)))
        #expect(!moved.isSnapshot && text(moved).matches(of: /"strike":/).count == 11)
        #expect(text(moved).contains(#""spot":"6801""#))
    }

    @Test("a browser that missed updates gets what it lacks, not less")
    func catchingUp() throws {
        let (views, request) = try begun()
        let first = try #require(try views.update(request, since: nil, at: start))
        chains.moveSpot(to: 6801)
        _ = try views.update(request, since: first.revision, at: start + .seconds(1))
        let late = try #require(try views.update(request, since: first.revision, at: start + .seconds(2)))
        #expect(!late.isSnapshot && text(late).matches(of: /"strike":/).count == 11)
    }

    @Test("a view that nobody began, or that was let go, says so")
    func gone() throws {
        let views = ChainViews(provider: chains, directory: .standard, venue: "simulator")
        let request = try ChainRequest(chain: chains.chain, expiration: nil, strikes: 10, at: start)
        #expect(throws: RequestError.self) { try views.update(request, since: nil, at: start) }
    }

    @Test("requests are checked against what is listed")
    func requests() throws {
        let whole = try ChainRequest(chain: chains.chain, expiration: "SPXW 2027-01-15", strikes: 0, at: start)
        #expect(whole.strikesEachSide == nil && whole.expiration == ExpirationKey(day: FixedChains.far, root: "SPXW"))
        #expect(ExpirationKey("SPXW 2027-01-15")?.text == "SPXW 2027-01-15")
        for text in ["", "SPXW", "SPXW 2027-1-15", " 2027-01-15", "SPXW 2027-01-15 PM"] {
            #expect(ExpirationKey(text) == nil, "\(text)")
        }
        #expect(throws: RequestError.self) {
            try ChainRequest(chain: chains.chain, expiration: nil, strikes: 501, at: start)
        }
        let late = Timestamp("2027-02-01T00:00:00Z")!
        #expect(throws: RequestError.self) {
            try ChainRequest(chain: chains.chain, expiration: nil, strikes: 5, at: late)
        }
    }
}
