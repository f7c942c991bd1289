import DXLink
import MarketModel
import OrderFlow
import Simulator
import Tape
import Tastytrade
import TestSupport
import Testing
import Wire

@testable import Live

/// A recording, as what it is replayed, and whether its sides are the exchange's own.
struct WireSet: Sendable, CustomTestStringConvertible {
    let name: String
    let symbol: String
    let tick: String
    let hasExchangeSides: Bool

    var testDescription: String { name }

    static let all = [
        WireSet(name: "cme/esh4_20231225", symbol: "/ESH24:XCME", tick: "0.25", hasExchangeSides: true),
        WireSet(name: "cme/esh2_20220124", symbol: "/ESH22:XCME", tick: "0.25", hasExchangeSides: true),
        WireSet(name: "cme/esu4_20240701", symbol: "/ESU24:XCME", tick: "0.25", hasExchangeSides: true),
        WireSet(name: "equities/amzn_20120621", symbol: "AMZN", tick: "0.01", hasExchangeSides: true),
        WireSet(name: "crypto/btcusdt_usdm_20240808", symbol: "BTC/USDM:TEST", tick: "0.1", hasExchangeSides: true),
        WireSet(name: "crypto/btcusdt_spot_20240808_09", symbol: "BTC/USD:TEST", tick: "0.01", hasExchangeSides: true),
        WireSet(
            name: "crypto/btcusd_perp_cm_20240808_09", symbol: "BTC/PERP:TEST", tick: "0.1", hasExchangeSides: true),
        WireSet(name: "cme/gcz3_20131007", symbol: "/GCZ23:XCEC", tick: "0.1", hasExchangeSides: false),
        WireSet(name: "equities/ibm_20131007", symbol: "IBM", tick: "0.01", hasExchangeSides: false),
        WireSet(name: "cme/esu3_20130901_20130903am", symbol: "/ESU23:XCME", tick: "0.25", hasExchangeSides: false),
    ]

    func path() throws -> String { try RecordedData.path("orderflow/\(name).timesales.csv.gz") }

    func instrument() throws -> FlowInstrument {
        FlowInstrument(
            symbol: symbol, product: symbol, description: symbol, tick: try #require(Price(tick)),
            calendar: .cmeEquityFutures)
    }
}

/// Recorded prints through the simulator, a real WebSocket and the client into the engine.
@Suite(.enabled(if: RecordedData.isExpected), .serialized)
struct ThroughTheWireTests {
    @Test("the engine counts what the file holds", arguments: WireSet.all)
    func equalsTheFile(set: WireSet) async throws {
        let simulator = try await SimulatorService.start(
            SimulatorConfiguration(
                source: .replay(.init(path: set.path(), listing: .named(set.symbol)), speed: .maximum),
                start: .onSubscribe(clients: 1)))
        defer { simulator.stop() }
        let http = HTTPClient()
        defer { http.stop() }
        let credentials = simulator.endpoints.credentials
        let session = Session(
            address: simulator.endpoints.rest,
            credentials: Credentials(clientSecret: credentials.clientSecret, refreshToken: credentials.refreshToken),
            client: http)

        let expected = try TapeReader(path: set.path()).remainingPrints()
        let names = NameTable()
        let desk = FlowDesk(names: names)
        let instrument = try set.instrument()
        let key = FlowViewKey(symbol: set.symbol, reset: .none)
        desk.watch(instrument, expectsHistory: false, at: .epoch)
        _ = try desk.read(key, at: .epoch) { $0.engine.revision }

        let (arrivals, arrived) = AsyncStream.makeStream(of: Int.self)
        let loop = WireLoop()
        defer { loop.stop() }
        let client = DXLinkClient(
            names: names, loop: loop,
            credentials: {
                let token = try await session.quoteToken()
                return DXLinkCredentials(url: token.url, token: token.token)
            }
        ) { delivery in
            guard case .events(let batch) = delivery else { return }
            desk.ingest(batch)
            arrived.yield(batch.events.count)
        }
        client.subscribe([MarketSubscription(.timeAndSale, set.symbol)])
        let running = Task { try await client.run() }
        var count = 0
        for await more in arrivals {
            count += more
            if count >= expected.count { break }
        }
        client.stop()
        try await running.value

        #expect(count == expected.count)
        let ledger = client.status.ledger
        #expect(ledger.isBalanced && ledger.excluded == 0 && ledger.used == expected.count)
        let (quality, bars) = try desk.read(key, at: .epoch) { ($0.engine.quality, $0.engine.bars()) }
        #expect(quality.received == expected.count)
        #expect(quality.received == quality.used + quality.excludedCount)
        #expect(quality.excludedCount == 0)
        let total = expected.reduce(into: Volume.zero) { $0 += $1.size }
        #expect(quality.volume.total == total)
        if set.hasExchangeSides {
            #expect(
                FlowCSV.bars(bars) == (try GzipText.read(RecordedData.path("orderflow/\(set.name).bars_5m.csv.gz"))))
            #expect(
                FlowCSV.footprint(bars)
                    == (try GzipText.read(RecordedData.path("orderflow/\(set.name).footprint_5m.csv.gz"))))
        } else {
            // What the file leaves open the rules decide; every print and every lot is there.
            #expect(quality.tiers.total == expected.count)
        }
    }
}
