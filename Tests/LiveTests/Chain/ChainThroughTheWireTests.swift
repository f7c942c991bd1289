import MarketModel
import Options
import Simulator
import Tastytrade
import Testing
import Wire

@testable import Live

/// Chains and prices of the simulator, over real sockets.
@Suite(.serialized)
struct ChainThroughTheWireTests {
    private func withFeed(_ body: (ChainFeed, Session) async throws -> Void) async throws {
        let simulator = try await SimulatorService.start(SimulatorConfiguration(source: .synthetic(seed: 3)))
        defer { simulator.stop() }
        let http = HTTPClient()
        defer { http.stop() }
        let credentials = simulator.endpoints.credentials
        let session = Session(
            address: simulator.endpoints.rest,
            credentials: Credentials(clientSecret: credentials.clientSecret, refreshToken: credentials.refreshToken),
            client: http)
        let loop = WireLoop()
        defer { loop.stop() }
        let feed = ChainFeed(ChainFeed.Configuration(venue: .simulator), session: session, loop: loop)
        let running = Task { try await feed.run() }
        defer { running.cancel() }
        try await body(feed, session)
    }

    /// Reads until everything watched has a quote; gives up after twenty seconds.
    private func complete(_ feed: ChainFeed, _ underlying: String, _ selection: ChainSelection) async throws
        -> ChainReading
    {
        let deadline = SystemClock.now() + .seconds(20)
        while true {
            let now = SystemClock.now()
            let reading = try feed.read(underlying, selection, at: now)
            let hasPrice = reading.snapshot.expirations.allSatisfy { $0.underlying != nil }
            if reading.health.isComplete && hasPrice || now >= deadline { return reading }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test("a band around the money has prices, Greeks and a forward", arguments: ["SPY", "SPX", "/ES", "VIX", "CL"])
    func band(symbol: String) async throws {
        try await withFeed { feed, _ in
            let chain = try await feed.chain(symbol, at: SystemClock.now())
            #expect(chain.underlying == (symbol == "CL" ? "/CL" : symbol))
            #expect(chain.exclusions.total == 0)
            let selection = ChainSelection(.nearest(2), strikesEachSide: 6)
            let reading = try await complete(feed, chain.underlying, selection)
            #expect(reading.health.isComplete)
            #expect(reading.health.beyondBudget == 0)
            #expect(reading.health.feed.state == .live)
            #expect(reading.snapshot.expirations.count == 2)
            for expiration in reading.snapshot.expirations {
                #expect((10...26).contains(2 * expiration.strikes.count))
                let spot = try #require(expiration.underlying?.price)
                // The band lies around the price.
                #expect(try #require(expiration.strikes.first).price <= spot)
                #expect(try #require(expiration.strikes.last).price >= spot)
                let strikes = expiration.strikes.map(\.price)
                #expect(strikes == strikes.sorted())
                for strike in expiration.strikes {
                    let call = try #require(strike.call)
                    let bid = try #require(call.bid)
                    let ask = try #require(call.ask)
                    #expect(bid < ask)
                }
            }
        }
    }

    @Test("what the venue does not have is refused with a remedy", arguments: ["NOPE", "NG", "BRK/B", "BTC/USD", ""])
    func refused(symbol: String) async throws {
        try await withFeed { feed, _ in
            await #expect(throws: SymbolRefusal.self) { _ = try await feed.chain(symbol, at: SystemClock.now()) }
        }
    }

    @Test("the nested chains of the wire keep every contract the simulator lists")
    func everyContract() async throws {
        try await withFeed { _, session in
            let nested = try await session.nestedChains(of: "SPX")
            #expect(nested.chains.map(\.rootSymbol) == ["SPX", "SPXW"])
            #expect(nested.unreadable.isEmpty)
            let listed = ListedChain(nested, of: "SPX")
            let strikes = nested.chains.flatMap(\.expirations).reduce(0) { $0 + $1.strikes.count }
            #expect(listed.chain.count == 2 * strikes)
            #expect(listed.exclusions.total == 0)
            let futures = try await session.nestedFutureChains(of: "/ES")
            #expect(futures.futures.count == 4)
            let es = ListedChain(futures, of: "/ES")
            #expect(es.streamersOfFutures["/ESZ6"].map { $0.hasPrefix("/ESZ") } ?? true)
            #expect(es.chain.expirations.allSatisfy { $0.series.isOnFuture && $0.series.contractMonth != nil })
            await #expect(throws: TastytradeError.notFound(code: "record_not_found")) {
                _ = try await session.nestedChains(of: "NOPE")
            }
            #expect(try await session.nestedChains(of: "BRK/B").chains.isEmpty)
        }
    }
}
