import JSON
import Testing

@testable import Tastytrade

struct GoldenAnswerTests {
    /// Members that are kept as they are, whatever they hold.
    private static let verbatim: Set = [
        "entity", "orders", "group-results", "underlying-instrument", "instrument-key", "legs", "entryConditions",
        "exitConditions", "statistics",
    ]
    /// Endpoints whose answers the venue does not describe.
    private static let undescribed: Set = [
        "GET /accounts/{account_number}/net-liq", "POST /instruments/ai-search-token",
        "GET /instruments/future-spreads", "GET /backtests/{id}/logs", "POST /sessions/validate",
    ]
    static let described = GoldenAnswer.withFields.filter { !undescribed.contains($0.name.description) }

    @Test("every endpoint but those of orders has a whole answer")
    func complete() {
        let names = Set(GoldenAnswer.all.map(\.name))
        #expect(names.count == GoldenAnswer.all.count)
        for endpoint in EndpointCatalog.all where ![.orders, .orderReads].contains(endpoint.family) {
            #expect(names.contains(endpoint.name), "\(endpoint.name)")
        }
        for answer in GoldenAnswer.all { #expect(answer.endpoint != nil, "\(answer.name)") }
    }

    @Test("a whole answer drifts nowhere, in its envelope and without", arguments: GoldenAnswer.all)
    func whole(answer: GoldenAnswer) throws {
        let endpoint = try #require(answer.endpoint)
        let (drift, failure) = endpoint.drift(of: answer.body)
        #expect(drift.map(\.description) == [] && failure == nil)
        guard let inner = answer.json["data"] else { return }
        let bare = endpoint.drift(of: AnswerReader(inner))
        #expect(bare.drift.map(\.description) == [] && bare.failure == nil)
    }

    /// The path at which the drift of a field is told.
    private func told(_ path: [String]) -> String {
        var text = ""
        for name in path {
            text += name == "[]" ? "[]" : text.isEmpty ? name : "." + name
        }
        return text.hasPrefix("[]") ? "items" + text : text
    }

    @Test("each field that is removed, null, of another kind or added is one line", arguments: described)
    func mutations(answer: GoldenAnswer) throws {
        let endpoint = try #require(answer.endpoint)
        let whole = answer.json
        let (content, wrap): (JSONValue, (JSONValue) -> JSONValue) =
            if let data = whole["data"] { (data, { .object([.init("data", $0)]) }) } else { (whole, { $0 }) }
        for mutation in JSONMutation.all(of: content, closed: Self.verbatim) {
            let (drift, _) = endpoint.drift(of: AnswerReader(wrap(mutation.body)))
            let lines = drift.map(\.description)
            guard drift.count == 1, let line = drift.first else {
                Issue.record("\(mutation): \(lines)")
                continue
            }
            #expect(line.path == told(mutation.path), "\(mutation): \(lines)")
            switch (mutation.kind, line.kind) {
            case (.removed, .missing), (.null, .null), (.added, .new): break
            case (.retyped, .retyped), (.retyped, .unreadable): #expect(line.isLoss)
            default: Issue.record("\(mutation): \(lines)")
            }
        }
    }

    @Test(
        "each number of a page that is removed, null or of another kind is one line",
        arguments: GoldenAnswer.all.filter { $0.json["pagination"] != nil })
    func pagination(answer: GoldenAnswer) throws {
        let endpoint = try #require(answer.endpoint)
        let links: Set = ["previous-link", "next-link", "paging-link-template"]
        let data = try #require(answer.json["data"])
        let page = try #require(answer.json["pagination"])
        for mutation in JSONMutation.all(of: page) where !links.contains(mutation.path[0]) {
            let body = JSONValue.object([.init("data", data), .init("pagination", mutation.body)])
            let (drift, failure) = endpoint.drift(of: AnswerReader(body))
            #expect(drift.map(\.path) == ["pagination." + mutation.path[0]], "\(mutation)")
            #expect(failure == nil)
        }
    }

    @Test("one bad record of three costs nobody else's", arguments: described)
    func neighbours(answer: GoldenAnswer) throws {
        guard let record = (answer.json["data"]?["items"] ?? answer.json).array?.first, record.object != nil else {
            return
        }
        let body = JSONValue.object([
            .init("data", .object([.init("items", .array([record, .number("17"), record]))]))
        ])
        let endpoint = try #require(answer.endpoint)
        let (drift, failure) = endpoint.drift(of: AnswerReader(body))
        #expect(failure == nil)
        #expect(
            drift.map(\.description) == ["unreadable items[]: a number in place of an object, in 1 of 3 records"])
    }
}
