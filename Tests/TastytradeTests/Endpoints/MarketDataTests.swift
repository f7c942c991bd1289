import Testing
import Wire

@testable import Tastytrade

struct MarketDataTests {
    @Test("symbols go out by the hundred, joined by commas, each once; what stays away is told")
    func batches() async throws {
        let host = try await ScriptedHost { request, _ in
            let symbols = request.query.flatMap { $0.value.split(separator: ",") }.filter {
                $0 != "S7" && $0 != "/ESZ6"
            }
            return .json(
                #"{"data":{"items":[\#(symbols.map { #"{"symbol":"\#($0)"}"# }.joined(separator: ","))]}}"#)
        }
        defer { host.end() }
        let equities = (0..<150).map { "S\($0)" } + ["S3", "a,b", ""]
        let batch = try await host.session().marketData(
            MarketDataSymbols(indexes: ["SPX"], equities: equities, futures: ["/ESZ6"]))
        #expect(host.requests.map { $0.query.map(\.name) } == [["index", "equity"], ["equity", "future"]])
        let counts = host.requests.map { $0.query.reduce(0) { $0 + $1.value.split(separator: ",").count } }
        #expect(counts == [100, 52])
        #expect(batch.snapshots.count == 150)
        #expect(batch.absent == ["S7", "a,b", "", "/ESZ6"])
    }

    @Test("nothing asked is nothing sent")
    func nothing() async throws {
        let host = try await ScriptedHost { _, _ in .json("{}") }
        defer { host.end() }
        let batch = try await host.session().marketData(MarketDataSymbols())
        #expect(batch.snapshots.isEmpty && batch.absent.isEmpty && host.requests.isEmpty)
    }
}
