import JSON

/// The OpenAPI 3 description of the simulator, made from its route table.
struct OpenAPIDocument {
    let table: RouteTable
    /// The address of the REST side, with the port that is really bound; `nil` leaves it to the reader.
    var server: String?

    /// The description; the same table gives the same bytes.
    var json: JSONValue {
        var paths: [(path: String, operations: [JSONValue.Member])] = []
        for (subject, route) in table.entries {
            let operation = JSONValue.Member(route.verb.rawValue.lowercased(), operation(route, subject))
            if let place = paths.firstIndex(where: { $0.path == route.template.text }) {
                paths[place].operations.append(operation)
            } else {
                paths.append((route.template.text, [operation]))
            }
        }
        return .record([
            "openapi": .string("3.0.3"),
            "info": .record([
                "title": .string("Piquant simulator"), "version": .string("1"),
                "description": .string(
                    "A local stand-in for tastytrade's API, made from the routes it answers. Not the vendor's."),
            ]),
            "servers": server.map { .array([.record(["url": .string($0)])]) },
            "paths": .object(paths.sorted { $0.path < $1.path }.map { .init($0.path, .object($0.operations)) }),
            "components": .record([
                "securitySchemes": .record([
                    "token": .record(["type": .string("http"), "scheme": .string("bearer")])
                ]),
                "schemas": Self.schemas,
            ]),
        ])
    }

    private static let schemas = JSONValue.record([
        "Error": .record([
            "type": .string("object"),
            "properties": .record([
                "error": .record(["type": .string("object")]), "data": .record(["type": .string("object")]),
            ]),
        ]),
        "Pagination": .record(["type": .string("object"), "nullable": .bool(true)]),
    ])

    private func operation(_ route: Route, _ subject: String) -> JSONValue {
        let path = route.template.parameters.map { name in
            JSONValue.record([
                "name": .string(name), "in": .string("path"), "required": .bool(true),
                "schema": .record(["type": .string("string"), "minLength": .integer(1)]),
            ])
        }
        let query = route.query.map { parameter -> JSONValue in
            let isList = if case .list = parameter.kind { true } else { false }
            return .record([
                "name": .string(parameter.name), "in": .string("query"), "required": .bool(parameter.isRequired),
                "description": parameter.note.isEmpty ? nil : .string(parameter.note),
                "style": isList ? .string("form") : nil, "explode": isList ? .bool(true) : nil,
                "schema": schema(parameter.kind),
            ])
        }
        let words = route.template.text.split { !$0.isLetter && !$0.isNumber }.map {
            $0.prefix(1).uppercased() + $0.dropFirst()
        }
        let version = JSONValue.record([
            "name": .string("Accept-Version"), "in": .string("header"), "required": .bool(false),
            "schema": .record(["type": .string("string"), "pattern": .string("^20[0-9]{6}$")]),
        ])
        return .record([
            "operationId": .string(route.verb.rawValue.lowercased() + words.joined()),
            "summary": .string(route.summary), "tags": .texts([subject]),
            "parameters": .array(path + query + (route.permission == .open ? [] : [version])),
            "requestBody": route.body.map(requestBody),
            "responses": .object([.init(String(route.status), answer(route)), .init("default", Self.refusal)]),
            "security": route.permission == .open ? .array([]) : .array([.record(["token": .array([])])]),
        ])
    }

    private static let refusal = JSONValue.record([
        "description": .string("A refusal; the front proxy refuses with a page"),
        "content": .record([
            "application/json": .record([
                "schema": .record(["$ref": .string("#/components/schemas/Error")])
            ]), "text/html": .record([:]), "text/plain": .record([:]),
        ]),
    ])

    private func requestBody(_ body: RouteBody) -> JSONValue {
        .record([
            "required": .bool(body.members.contains(where: \.isRequired)),
            "content": .record(["application/json": .record(["schema": schema(.object(body.members))])]),
        ])
    }

    private func answer(_ route: Route) -> JSONValue {
        let data: JSONValue
        switch route.answer {
        case .nothing: return .record(["description": .string(route.status == 302 ? "Go there" : "Done")])
        case .bare: data = .record([:])
        case .object: data = Self.envelope(.record(["type": .string("object")]), isPaged: false)
        case .items: data = Self.envelope(Self.list, isPaged: false)
        case .page: data = Self.envelope(Self.list, isPaged: true)
        }
        return .record([
            "description": .string(route.summary), "content": .record(["application/json": .record(["schema": data])]),
        ])
    }

    private static let list = JSONValue.record([
        "type": .string("object"), "required": .texts(["items"]),
        "properties": .record([
            "items": .record(["type": .string("array"), "items": .record(["type": .string("object")])])
        ]),
    ])

    private static func envelope(_ data: JSONValue, isPaged: Bool) -> JSONValue {
        .record([
            "type": .string("object"),
            "required": .texts(isPaged ? ["data", "context", "pagination"] : ["data", "context"]),
            "properties": .record([
                "data": data, "context": .record(["type": .string("string")]),
                "pagination": isPaged ? .record(["$ref": .string("#/components/schemas/Pagination")]) : nil,
            ]),
        ])
    }

    private func schema(_ kind: ValueKind) -> JSONValue {
        switch kind {
        case .text: .record(["type": .string("string")])
        case .integer: .record(["type": .string("integer")])
        case .decimal:
            .record([
                "anyOf": .array([
                    .record(["type": .string("number")]),
                    .record(["type": .string("string"), "pattern": .string("^-?[0-9]{1,9}(\\.[0-9]{1,9})?$")]),
                ])
            ])
        case .flag: .record(["type": .string("boolean")])
        case .date: .record(["type": .string("string"), "format": .string("date")])
        case .moment: .record(["type": .string("string"), "format": .string("date-time")])
        case .choice(let words): .record(["type": .string("string"), "enum": .texts(words)])
        case .list(let element): .record(["type": .string("array"), "items": schema(element)])
        case .object(let members):
            .record([
                "type": .string("object"),
                "required": members.contains(where: \.isRequired)
                    ? .texts(members.filter(\.isRequired).map(\.name)) : nil,
                "properties": .object(members.map { .init($0.name, schema($0.kind)) }),
            ])
        case .any: .record([:])
        }
    }
}
