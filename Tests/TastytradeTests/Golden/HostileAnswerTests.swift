import JSON
import Testing
import TestSupport

@testable import Tastytrade

/// Every endpoint's decoder against answers that nobody should send.
struct HostileAnswerTests {
    /// A decoder that traps ends the test run; one that comes back either read the answer or says why not, and what it
    /// left out of a list it noted.
    private func decodeEverywhere(_ body: JSONValue) {
        for endpoint in EndpointCatalog.all {
            let (drift, failure) = endpoint.drift(of: AnswerReader(body))
            for line in drift { #expect(line.count > 0 && line.count <= line.records, "\(endpoint.name): \(line)") }
            if case .unexpectedAnswer(let field)? = failure { #expect(!field.isEmpty) }
        }
    }

    /// A random JSON value that likes the names the decoders ask for.
    private func value(depth: Int, _ names: [String], _ random: inout SeededGenerator) -> JSONValue {
        let simple: [JSONValue] = [
            .null, .bool(true), .number("-1"), .number("1e999"), .number(String(repeating: "9", count: 400)),
            .number("0.0000000000000000001"), .string(""), .string("NaN"), .string("2026-02-30"),
            .string("9999-12-31T25:61:61Z"), .string(String(repeating: "9", count: 60)), .string("\u{0}"),
            .number("-9223372036854775808"), .number("9223372036854775807"),
        ]
        guard depth > 0 else { return simple.randomElement(using: &random) ?? .null }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return simple.randomElement(using: &random) ?? .null
        case 1: return .array((0..<3).map { _ in value(depth: depth - 1, names, &random) })
        default:
            return .object(
                (0..<12).map { _ in
                    .init(names.randomElement(using: &random) ?? "", value(depth: depth - 1, names, &random))
                })
        }
    }

    /// Every name in the whole answers.
    private static let names: [String] = {
        func names(_ value: JSONValue) -> Set<String> {
            switch value {
            case .object(let members):
                members.reduce(into: Set(members.map(\.key))) { $0.formUnion(names($1.value)) }
            case .array(let elements): elements.reduce(into: []) { $0.formUnion(names($1)) }
            default: []
            }
        }
        return GoldenAnswer.all.reduce(into: Set<String>()) { $0.formUnion(names($1.json)) }.sorted()
    }()

    @Test("random JSON under the names that are asked for", arguments: UInt64(0)..<20)
    func randomJSON(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let inner = value(depth: 4, Self.names, &random)
        decodeEverywhere(inner)
        decodeEverywhere(JSONValue.object([.init("data", inner), .init("pagination", inner)]))
        decodeEverywhere(
            JSONValue.object([.init("data", .object([.init("items", .array([inner, inner]))]))]))
    }

    @Test("random bytes, and whole answers with random bytes changed or cut off", arguments: UInt64(0)..<20)
    func randomBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
        for endpoint in EndpointCatalog.all { #expect(endpoint.drift(of: noise).failure != nil) }
        for answer in GoldenAnswer.all where !answer.body.isEmpty {
            guard let endpoint = answer.endpoint else { continue }
            var body = answer.body
            for _ in 0..<4 {
                body[Int.random(in: 0..<body.count, using: &random)] = UInt8.random(in: 32...126, using: &random)
            }
            _ = endpoint.drift(of: body)
            let cut = endpoint.drift(
                of: Array(answer.body.prefix(Int.random(in: 1..<answer.body.count, using: &random))))
            #expect(cut.failure != nil, "\(answer.name): an answer that was cut off is none")
        }
    }

    @Test("every value replaced by every odd one, whole answer by whole answer", arguments: GoldenAnswer.withFields)
    func oddValues(answer: GoldenAnswer) throws {
        let endpoint = try #require(answer.endpoint)
        func replaced(_ value: JSONValue, by odd: JSONValue) -> JSONValue {
            switch value {
            case .object(let members): .object(members.map { .init($0.key, replaced($0.value, by: odd)) })
            case .array(let elements): .array(elements.map { replaced($0, by: odd) })
            default: odd
            }
        }
        for odd: JSONValue in [
            .null, .bool(false), .number("1e308"), .number(String(repeating: "9", count: 400)), .number("-0"),
            .string("NaN"), .string("Infinity"), .string("-"), .string("9" + String(repeating: "0", count: 35)),
            .string("1e36"), .array([]), .object([]),
        ] {
            _ = endpoint.drift(of: AnswerReader(replaced(answer.json, by: odd)))
        }
        let twice = JSONValue.object((answer.json["data"]?.object ?? []) + (answer.json["data"]?.object ?? []))
        if answer.json["data"] != nil {
            #expect(endpoint.drift(of: AnswerReader(twice)).drift.isEmpty, "of a repeated key the last counts")
        }
    }

    @Test("an answer nested without end is refused, not followed")
    func deep() {
        for (open, close) in [("[", "]"), (#"{"data":"#, "}"), (#"{"groups":[{"groups":["#, "]}]}")] {
            let body = String(repeating: open, count: 20_000) + "1" + String(repeating: close, count: 20_000)
            for endpoint in EndpointCatalog.all { #expect(endpoint.drift(of: Array(body.utf8)).failure != nil) }
        }
    }
}
