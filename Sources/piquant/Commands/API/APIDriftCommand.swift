import Configuration
import Tape
import Tastytrade

/// `piquant api drift`: how recorded answers differ from what the client knows of them.
enum APIDriftCommand {
    static let command: Command = Command(
        name: "drift",
        summary: "Decode recorded answers with the client's own decoder and name what differs",
        example: "piquant api drift --endpoint 'GET /accounts/{account_number}/positions' positions.json",
        arguments: [
            .init(
                name: "file", help: "A recorded body, with its envelope or without; - is standard input",
                isRequired: true, repeats: true)
        ],
        options: [
            Option(
                "endpoint", .value("name"),
                "Whose answer it is, as 'piquant api coverage' names it or with its parameters filled in"),
            Option("streamer", .flag, "It is a frame of the account streamer"),
            Option("json", .flag, "Print as JSON, one line for each difference"),
        ],
        run: { arguments in
            let decoder = try DriftDecoder(arguments)
            let reports = try arguments.words.map { path in
                let bytes: [UInt8]
                do { bytes = try TextFile.bytes(path) } catch {
                    throw Failure(
                        code: "P201", message: "\(path): \(error). Nothing was decoded; check the path.")
                }
                return DriftReport(source: path, decoder.decode(bytes))
            }
            Terminal.print(
                arguments.has("json")
                    ? DriftReport.json(reports, of: decoder) : DriftReport.text(reports), terminator: "")
            if let failed = reports.first(where: { $0.failure != nil }), let failure = failed.failure {
                throw Failure(
                    code: "P421",
                    message: "\(failed.source) cannot be decoded as \(decoder.name): \(failure). Nothing of it would "
                        + "have been used; check that the endpoint is the one that answered.")
            }
            return reports.contains { $0.losses > 0 } ? .incomplete : .done
        })
}

/// The decoder that is asked for.
enum DriftDecoder {
    case endpoint(AnyEndpoint)
    case streamer

    /// Finds the decoder.
    ///
    /// - Throws: `UsageError` when none or two are named, or an endpoint that there is not.
    init(_ arguments: Arguments) throws(UsageError) {
        switch (arguments.value("endpoint"), arguments.has("streamer")) {
        case (nil, false): throw UsageError("say whose answer it is with --endpoint, or --streamer")
        case (_?, true): throw UsageError("--endpoint and --streamer cannot be given together")
        case (nil, true): self = .streamer
        case (let text?, false): self = .endpoint(try Self.endpoint(named: text))
        }
    }

    /// What it decodes.
    var name: String {
        switch self {
        case .endpoint(let endpoint): endpoint.name.description
        case .streamer: "a frame of the account streamer"
        }
    }

    /// The Swift type it decodes into; `nil` for the streamer, whose frames tell their own.
    var type: String? {
        switch self {
        case .endpoint(let endpoint): endpoint.valueType
        case .streamer: nil
        }
    }

    func decode(_ bytes: [UInt8]) -> (drift: [FieldDrift], failure: TastytradeError?) {
        switch self {
        case .endpoint(let endpoint): endpoint.drift(of: bytes)
        case .streamer: StreamerCatalog.drift(ofStreamerFrame: bytes)
        }
    }

    /// The endpoint of a name; `GET` when it has no verb.
    private static func endpoint(named text: String) throws(UsageError) -> AnyEndpoint {
        let name = EndpointName(text.hasPrefix("/") ? "GET " + text : text)
        if let endpoint = name.flatMap(EndpointCatalog.endpoint) { return endpoint }
        let near = Self.nearest(to: text).map { "'\($0)'" }.joined(separator: ", ")
        throw UsageError(
            "no endpoint is named '\(text)'; near it are \(near); 'piquant api coverage' lists all")
    }

    /// The three names that a text is nearest to, whatever its parameters are called.
    static func nearest(to text: String) -> [String] {
        let asked = withoutNames(text)
        let ranked = EndpointCatalog.all.map { endpoint in
            let name = endpoint.name.description
            return (name: name, distance: Spelling.distance(asked, withoutNames(name)))
        }.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return ranked.prefix(3).map(\.name)
    }

    private static func withoutNames(_ text: String) -> String {
        text.prefix(200).split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("{") ? "{}" : String($0) }.joined(separator: "/")
    }
}
