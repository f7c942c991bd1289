import DXLink
import Live
import MarketModel
import OrderFlow
import Server
import Synchronization
import Wire

/// The part under test: TLS WebSocket, decoder, order flow, push.
enum Chain {
    /// Where the server gets its flow from: the desk that the benchmark feeds.
    private struct Provider: FlowProvider {
        let desk: FlowDesk
        let instrument: FlowInstrument
        let venueName = "simulator"

        func printGaps(of symbol: String, at now: Timestamp) -> [Range<Timestamp>] { [] }
        func feedHealth(at now: Timestamp) -> FeedHealth { FeedHealth() }
        func watched(_ text: String, at now: Timestamp) throws(SymbolRefusal) -> FlowInstrument? { instrument }
        func watch(_ text: String, at now: Timestamp) async throws(SymbolRefusal) -> FlowInstrument { instrument }
    }

    static func run(url: String, certificate: String, page: String) async throws {
        let names = NameTable()
        let desk = FlowDesk(names: names)
        let instrument = FlowInstrument(
            symbol: "/ESZ26:XCME", product: "ES", description: "E-mini S&P 500", tick: Price(billionths: 250_000_000),
            calendar: .cmeEquityFutures)
        desk.watch(instrument, expectsHistory: false, at: SystemClock.now())
        let key = FlowViewKey(symbol: instrument.symbol)
        _ = try desk.read(key, at: SystemClock.now()) { $0.engine.revision }
        let server = try await DashboardServer(
            .init(port: 0, pageFolder: page, version: "bench"), provider: Provider(desk: desk, instrument: instrument),
            on: WireLoop())
        Report.line(#"{"dashboard":"ws://127.0.0.1:\#(server.port)/ws"}"#)
        // The browsers come first, then the load.
        _ = readLine()

        // Used on the loop's thread only, and read after the client has ended.
        nonisolated(unsafe) var latencies: [Double] = []
        latencies.reserveCapacity(1 << 20)
        let count = Atomic<Int>(0)
        let clock = DXLinkClock(now: SystemClock.now) { moment in
            try await Task.sleep(for: max(moment - SystemClock.now(), .zero))
        }
        let client = DXLinkClient(
            names: names, loop: WireLoop(), transport: .init(authorityPath: certificate), clock: clock,
            credentials: { DXLinkCredentials(url: url, token: "t") }
        ) { delivery in
            guard case .events(let batch) = delivery else { return }
            desk.ingest(batch)
            latencies.append(Double((SystemClock.now() - batch.receivedAt).wholeNanoseconds) / 1000)
            count.wrappingAdd(batch.events.count, ordering: .relaxed)
        }
        client.subscribe([MarketSubscription(.timeAndSale, instrument.symbol)])
        let before = Report.costs().cpu
        let running = Task { try await client.run() }
        var last = 0
        var quiet = 0
        var firstAt: Timestamp?
        var lastAt = SystemClock.monotonic()
        while quiet < 15 {
            try await Task.sleep(for: .milliseconds(100))
            let seen = count.load(ordering: .relaxed)
            if seen > 0, firstAt == nil { firstAt = SystemClock.monotonic() }
            if seen != last { lastAt = SystemClock.monotonic() }
            quiet = seen == last && seen > 0 ? quiet + 1 : 0
            last = seen
        }
        let costs = Report.costs()
        client.stop()
        _ = try? await running.value
        let ledger = client.status.ledger
        let quality = try desk.read(key, at: SystemClock.now()) { $0.engine.quality }
        let seconds = Double((lastAt - (firstAt ?? lastAt)).wholeNanoseconds) / 1e9
        Report.line(
            #"{"rows":\#(ledger.received),"rowsUsed":\#(ledger.used),"prints":\#(quality.received),"printsUsed":\#(quality.used),"seconds":\#(seconds),"engineP50Microseconds":\#(Report.percentile(latencies, 0.5)),"engineP99Microseconds":\#(Report.percentile(latencies, 0.99)),"cpuSeconds":\#(costs.cpu - before),"peakMegabytes":\#(costs.megabytes),"bytes":\#(ledger.bytes)}"#
        )
    }
}
