import JSON
import Tastytrade

/// How one recorded answer differs from what the client knows.
struct DriftReport {
    /// The file.
    let source: String
    /// The differences: losses first, then what is new, and what is merely absent last.
    let drift: [FieldDrift]
    /// Why it could not be decoded at all; `nil` when it could.
    let failure: String?

    init(source: String, _ result: (drift: [FieldDrift], failure: TastytradeError?)) {
        self.source = source
        let places = result.drift.enumerated().map { (rank: Self.rank($0.element), place: $0.offset) }
        drift = places.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map { result.drift[$0.place] }
        failure = result.failure.map { error in
            guard case .unexpectedAnswer(let field) = error else { return "\(error)" }
            return field.hasPrefix("the ") ? field : "no readable \(field)"
        }
    }

    /// How many differences lost something.
    var losses: Int { drift.count(where: \.isLoss) }

    /// `decoded`, `losses` or `failed`.
    var outcome: String { failure != nil ? "failed" : losses > 0 ? "losses" : "decoded" }

    private static func rank(_ drift: FieldDrift) -> Int {
        if drift.isLoss { return 0 }
        return switch drift.kind {
        case .unreadable, .retyped: 0
        case .word: 1
        case .new: 2
        case .null: 3
        case .missing: 4
        }
    }

    // MARK: For people

    /// A line for each difference and one for the outcome; with several files, each under its name.
    static func text(_ reports: [DriftReport]) -> String {
        reports.map { (reports.count > 1 ? $0.source + ":\n" : "") + $0.text }.joined(separator: "\n")
    }

    private var text: String {
        let absent = drift.filter { Self.rank($0) == 4 }
        let told = drift.filter { Self.rank($0) != 4 }
        var lines = told.map(\.description)
        // Many absent fields are the rule: together they are one block that can be skipped.
        if absent.count > 3 { lines.append("\(absent.count) fields that this client knows are absent:") }
        lines += absent.map(\.description)
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        switch outcome {
        case "failed": "not decodable: \(failure ?? "")"
        case "losses": "decoded with losses: \(losses) of \(drift.count) differences lost something"
        default: drift.isEmpty ? "decoded: nothing differs" : "decoded: \(drift.count) differences, nothing was lost"
        }
    }

    // MARK: For programs

    /// One JSON object in which each difference has a line of its own.
    static func json(_ reports: [DriftReport], of decoder: DriftDecoder) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        if case .endpoint = decoder {
            writer.member("endpoint", decoder.name)
            writer.member("type", decoder.type)
        } else {
            writer.member("endpoint", String?.none)
        }
        writer.key("files")
        writer.beginArray()
        for report in reports { writer.raw(report.json.utf8) }
        writer.endArray()
        writer.endObject()
        return writer.text + "\n"
    }

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("file", source)
        writer.member("outcome", outcome)
        writer.member("failure", failure)
        writer.member("losses", losses)
        writer.key("drift")
        writer.raw("[".utf8)
        let lines = drift.map { "\n" + Self.json($0) }
        return writer.text + lines.joined(separator: ",") + (lines.isEmpty ? "" : "\n") + "]}"
    }

    private static func json(_ drift: FieldDrift) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        switch drift.kind {
        case .new: writer.member("kind", "new")
        case .missing: writer.member("kind", "missing")
        case .null: writer.member("kind", "null")
        case .retyped(let expected, let found):
            writer.member("kind", "retyped")
            writer.member("expected", expected)
            writer.member("found", found)
        case .word(let text):
            writer.member("kind", "word")
            writer.member("word", text)
        case .unreadable(let reason):
            writer.member("kind", "unreadable")
            writer.member("reason", reason)
        }
        writer.member("path", drift.path)
        writer.member("count", drift.count)
        writer.member("records", drift.records)
        writer.member("loss", drift.isLoss)
        writer.member("lostAmounts", drift.lostAmounts)
        writer.member("lostRecords", drift.lostRecords)
        writer.endObject()
        return writer.text
    }
}
