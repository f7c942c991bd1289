import JSON
import Tastytrade

/// `piquant api coverage`: the endpoints this client can decode, against the list of those that are documented.
enum APICoverageCommand {
    static let command: Command = Command(
        name: "coverage", summary: "Which documented endpoints have a type, from the client's own catalogue",
        example: "piquant api coverage --fail-under 100",
        options: [
            Option("fail-under", .value("percent"), "Exit with 1 when fewer of them have a type"),
            Option("json", .flag, "Print as JSON"),
        ],
        run: { arguments in
            let asked = try arguments.number("fail-under", in: 0...100)
            let coverage = EndpointCoverage(documented: DocumentedEndpoints.all, catalog: EndpointCatalog.all)
            Terminal.print(arguments.has("json") ? json(coverage) : text(coverage), terminator: "")
            guard let asked, !coverage.reaches(percent: asked) else { return .done }
            throw Failure(
                code: "P420",
                message: "\(coverage.typed) of \(coverage.rows.count) documented endpoints have a type, fewer than "
                    + "\(asked) %. Nothing was sent; the table marks the missing ones with '-'.")
        })

    static func text(_ coverage: EndpointCoverage) -> String {
        var table = TextTable(
            ["endpoint", "typed as", "family", "effect", "section"], alignment: Array(repeating: .left, count: 5))
        for row in coverage.rows {
            let endpoint = row.endpoint
            table.add([
                row.entry.name.description, endpoint?.valueType ?? "-", endpoint?.family.rawValue ?? "-",
                endpoint?.effect.rawValue ?? "-", row.entry.section,
            ])
        }
        for endpoint in coverage.undocumented {
            table.add([
                endpoint.name.description, endpoint.valueType, endpoint.family.rawValue, endpoint.effect.rawValue,
                "not documented",
            ])
        }
        return table.text + "\n\(coverage.typed) of \(coverage.rows.count) documented endpoints have a type: "
            + "\(coverage.percentText) %.\n"
    }

    static func json(_ coverage: EndpointCoverage) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("documented", coverage.rows.count)
        writer.member("typed", coverage.typed)
        writer.key("percent")
        writer.raw(coverage.percentText.utf8)
        writer.key("endpoints")
        writer.beginArray()
        for row in coverage.rows { write(row.entry.name, row.entry.section, row.endpoint, to: &writer) }
        writer.endArray()
        writer.key("undocumented")
        writer.beginArray()
        for endpoint in coverage.undocumented { write(endpoint.name, nil, endpoint, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.text + "\n"
    }

    private static func write(
        _ name: EndpointName, _ section: String?, _ endpoint: AnyEndpoint?, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("endpoint", name.description)
        writer.member("section", section)
        writer.member("type", endpoint?.valueType)
        writer.member("family", endpoint?.family.rawValue)
        writer.member("effect", endpoint?.effect.rawValue)
        writer.endObject()
    }
}
