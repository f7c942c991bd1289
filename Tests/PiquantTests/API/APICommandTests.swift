import Tastytrade
import Testing

@testable import piquant

struct APICommandTests {
    @Test("every documented endpoint has a type")
    func coverage() {
        let coverage = EndpointCoverage(documented: DocumentedEndpoints.all, catalog: EndpointCatalog.all)
        #expect(coverage.rows.filter { $0.endpoint == nil }.map(\.entry.name.description) == [])
        #expect(coverage.undocumented.map(\.name.description) == [])
        #expect(coverage.reaches(percent: 100) && coverage.percentText == "100")
    }

    @Test("a catalogue that lacks an endpoint is not whole, and the share is never rounded up")
    func incomplete() throws {
        let name = try #require(EndpointName("GET /customers/me/accounts"))
        let catalog = EndpointCatalog.all.filter { $0.name != name }
        let coverage = EndpointCoverage(documented: DocumentedEndpoints.all, catalog: catalog)
        #expect(!coverage.reaches(percent: 100) && coverage.reaches(percent: 99))
        #expect(coverage.percentText == "99")
        let rows = APICoverageCommand.text(coverage).split(separator: "\n").filter {
            $0.hasPrefix(name.description + " ")
        }
        #expect(rows.map { $0.split(separator: " ").suffix(4).joined(separator: " ") } == ["- - - accounts"])
        #expect(APICoverageCommand.json(coverage).contains(#""typed":\#(coverage.rows.count - 1)"#))
        let extra = EndpointCoverage(documented: [], catalog: EndpointCatalog.all)
        #expect(extra.undocumented.count == EndpointCatalog.all.count)
    }

    private func decoder(_ options: String...) throws -> DriftDecoder {
        guard case .run(_, let arguments) = try APIDriftCommand.command.parse(options + ["file"]) else {
            throw UsageError("help")
        }
        return try DriftDecoder(arguments)
    }

    @Test(
        "an endpoint is found by its name, by other names of its parameters and by a path that was called",
        arguments: [
            "GET /accounts/{account_number}/positions", "get /accounts/{n}/positions", "/accounts/5WT00001/positions",
        ])
    func found(name: String) throws {
        let decoder = try decoder("--endpoint", name)
        #expect(decoder.name == "GET /accounts/{account_number}/positions" && decoder.type == "[Position]")
    }

    @Test("a literal path wins over a parameter")
    func literal() throws {
        let fees = try decoder("--endpoint", "/accounts/A/transactions/total-fees")
        #expect(fees.name == "GET /accounts/{account_number}/transactions/total-fees")
        #expect(try decoder("--endpoint", "/accounts/A/transactions/7").type == "Transaction")
        #expect(try decoder("--endpoint", "/accounts/A/orders/live").type == "[Order]")
    }

    @Test("a wrong name is a usage error that says which are near")
    func near() {
        #expect(
            DriftDecoder.nearest(to: "GET /accounts/{n}/postions").first == "GET /accounts/{account_number}/positions")
        #expect(throws: UsageError.self) { try decoder("--endpoint", "GET /accounts/{n}/postions") }
        #expect(throws: UsageError.self) { try decoder() }
        #expect(throws: UsageError.self) { try decoder("--streamer", "--endpoint", "GET /watchlists") }
    }

    private func report(_ body: String) throws -> DriftReport {
        DriftReport(source: "a.json", try decoder("--endpoint", "GET /watchlists").decode(Array(body.utf8)))
    }

    @Test("losses come first, what is absent last, and the outcome says whether something was lost")
    func outcomes() throws {
        let whole = #"{"name":"a","group-name":"g","order-index":1,"cms-id":"c","watchlist-entries":[]}"#
        #expect(try report(#"{"data":{"items":[\#(whole)]}}"#).outcome == "decoded")
        #expect(DriftReport.text([try report(#"[\#(whole)]"#)]) == "decoded: nothing differs\n")
        let odd = try report(#"{"data":{"items":[{"name":"a","order-index":{},"extra":1,"cms-id":null},7]}}"#)
        #expect(odd.outcome == "losses" && odd.losses == 2)
        #expect(
            DriftReport.text([odd]).split(separator: "\n").map {
                $0.split(separator: " ").prefix(2).joined(separator: " ")
            }
                == [
                    "unreadable items[]:", "retyped items[].order-index:", "new items[].extra:", "null items[].cms-id:",
                    "missing items[].group-name:", "missing items[].watchlist-entries:", "decoded with",
                ])
        let failed = try report("{")
        #expect(failed.outcome == "failed" && failed.failure == "the body, which ends inside a value")
    }

    @Test("as JSON each difference is one line of one object")
    func json() throws {
        let report = try report(#"{"data":{"items":[{"name":"a \"b\"","odd":1}]}}"#)
        let lines = DriftReport.json([report], of: try decoder("--endpoint", "GET /watchlists"))
            .split(separator: "\n").map(String.init)
        #expect(lines.count == 2 + report.drift.count)
        #expect(
            lines[1]
                == #"{"kind":"new","path":"items[].odd","count":1,"records":1,"loss":false,"lostAmounts":0,"lostRecords":0},"#
        )
        #expect(lines.last == "]}]}")
    }

    @Test("a frame of the account streamer is decoded too")
    func streamer() throws {
        let decoder = try decoder("--streamer")
        let (drift, failure) = decoder.decode(Array(#"{"type":"Brand New","data":{"a":1},"timestamp":1}"#.utf8))
        #expect(failure == nil && drift.contains { $0.kind == .word("Brand New") })
        #expect(decoder.decode(Array("[".utf8)).failure != nil)
    }
}
