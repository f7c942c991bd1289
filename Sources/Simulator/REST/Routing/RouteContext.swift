import JSON
import MarketModel
import Wire

/// A request on its way to the handler of its route, with everything the handler may use.
struct RouteContext: Sendable {
    let request: HTTPRequest
    let template: PathTemplate
    private let parameters: [String]
    /// The JSON body; `null` where the route reads none.
    let body: JSONValue
    /// The moment of the answer, by the simulator's clock.
    let now: Timestamp
    /// Who asks.
    let caller: Caller
    /// The version of the API that answers.
    let version: APIVersion
    let services: SimulatorServices

    init(
        request: HTTPRequest, template: PathTemplate, parameters: [String], body: JSONValue = .null, now: Timestamp,
        caller: Caller, version: APIVersion = .oldest, services: SimulatorServices
    ) {
        self.request = request
        self.template = template
        self.parameters = parameters
        self.body = body
        self.now = now
        self.caller = caller
        self.version = version
        self.services = services
    }

    /// A parameter of the path.
    ///
    /// - Precondition: The template has it.
    subscript(_ parameter: String) -> String {
        guard let place = template.parameters.firstIndex(of: parameter) else {
            preconditionFailure("\(template.text) has no parameter \(parameter)")
        }
        return parameters[place]
    }

    /// The day of the exchanges at the moment of the answer.
    var day: TradingDay { USTimeZone.eastern.day(of: now) }

    // MARK: The query; what does not fit its declaration has been refused before

    /// A text, or `nil` when it is absent or empty.
    func text(_ name: String) -> String? {
        request.queryValue(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// All texts of a list, `name=` and `name[]=` alike, empty ones left out.
    func texts(_ name: String) -> [String] { request.queryValues(name).filter { !$0.isEmpty } }

    /// All texts of a list that may also be joined by commas.
    func commaTexts(_ name: String) -> [String] {
        texts(name).flatMap { $0.split(separator: ",").map(String.init) }
    }

    /// A whole number, held to 64 bits.
    func integer(_ name: String) -> Int? { text(name).flatMap(ValueKind.integer(of:)) }

    func flag(_ name: String) -> Bool? { text(name).flatMap(ValueKind.flag(of:)) }

    func date(_ name: String) -> TradingDay? { text(name).flatMap(ValueKind.day(of:)) }

    func moment(_ name: String) -> Timestamp? { text(name).flatMap(ValueKind.moment(of:)) }

    // MARK: Answers

    /// `data` with one object.
    func success(_ data: JSONValue, status: Int = 200) -> HTTPResponse {
        .json(
            JSONValue.object([.init("data", data), .init("context", .string(request.path))]).bytes, status: status)
    }

    /// `data.items` with everything there is.
    func success(items: [JSONValue], status: Int = 200) -> HTTPResponse {
        success(.object([.init("items", .array(items))]), status: status)
    }

    /// One page of a list, with the `pagination` member beside the data.
    ///
    /// - Parameters:
    ///   - standard: Items on a page where the request does not say.
    ///   - limit: The most a page may hold; larger wishes are cut to it.
    func success(page items: [JSONValue], perPage standard: Int, limit: Int = 2000) -> HTTPResponse {
        let page = Page(of: items.count, self, perPage: standard, limit: limit)
        return .json(
            JSONValue.object([
                .init("data", .object([.init("items", .array(Array(items[page.range])))])),
                .init("context", .string(request.path)), .init("pagination", page.json),
            ]).bytes)
    }

    /// A body without the envelope.
    func bare(_ value: JSONValue, status: Int = 200) -> HTTPResponse { .json(value.bytes, status: status) }

    /// Status 204.
    var nothing: HTTPResponse { HTTPResponse(status: 204) }
}

/// Which part of a list a page holds.
struct Page: Sendable {
    let perPage: Int
    let offset: Int
    let total: Int
    /// The places of its items.
    let range: Range<Int>

    init(of total: Int, _ context: RouteContext, perPage standard: Int, limit: Int) {
        perPage = min(max(context.integer("per-page") ?? standard, 1), limit)
        offset = min(max(context.integer("page-offset") ?? 0, 0), 1_000_000)
        self.total = total
        let start = min(offset * perPage, total)
        range = start..<min(start + perPage, total)
    }

    /// The `pagination` member.
    var json: JSONValue {
        let numbers: [(String, Int)] = [
            ("per-page", perPage), ("page-offset", offset), ("item-offset", offset * perPage),
            ("total-items", total), ("total-pages", (total + perPage - 1) / perPage),
            ("current-item-count", range.count),
        ]
        let links = ["previous-link", "next-link", "paging-link-template"]
        return .object(numbers.map { .init($0.0, .integer($0.1)) } + links.map { .init($0, .null) })
    }
}

extension JSONValue {
    /// The value as JSON text.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        JSONText.append(self, to: &bytes)
        return bytes
    }
}
