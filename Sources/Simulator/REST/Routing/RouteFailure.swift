import JSON
import Wire

/// A refusal in the venue's envelope.
struct RouteFailure: Error, Sendable {
    /// One reason among several.
    enum Entry: Sendable, Equatable {
        /// A check of an order that failed.
        case check(code: String, message: String, preflight: String? = nil)
        /// A parameter that is wrong.
        case parameter(String, reason: String)
    }

    var status: Int
    var code: JSONValue
    var message: String
    var entries: [Entry] = []
    /// What stands beside the error: the buying-power effect of an order that was refused.
    var data: JSONValue?

    init(_ status: Int, _ code: String, _ message: String, entries: [Entry] = [], data: JSONValue? = nil) {
        (self.status, self.code, self.message) = (status, .string(code), message)
        (self.entries, self.data) = (entries, data)
    }

    // MARK: The venue's usual ones

    static func invalid(_ entries: [(parameter: String, reason: String)]) -> RouteFailure {
        RouteFailure(
            400, "validation_error", "Request validation failed",
            entries: entries.map { .parameter($0.parameter, reason: $0.reason) })
    }

    static func invalid(_ parameter: String, _ reason: String) -> RouteFailure { invalid([(parameter, reason)]) }

    static let notPermitted = RouteFailure(403, "not_permitted", "User not permitted access")
    static let tokenInvalid = RouteFailure(401, "token_invalid", "This token is invalid or has expired")
    static let noSuchPath = RouteFailure(404, "record_not_found", "Couldn't find the requested path")
    static let methodNotAllowed = RouteFailure(
        405, "method_not_allowed", "The method is not allowed for the requested path")

    /// The venue's code for this one is a number.
    static let versionNotSupported: RouteFailure = {
        var failure = RouteFailure(406, "", "The requested version is not supported.")
        failure.code = .integer(406)
        return failure
    }()

    /// - Parameter what: What was looked for: `instrument ./ESZ6`; shortened when long.
    static func notFound(_ what: String) -> RouteFailure {
        RouteFailure(404, "record_not_found", "Couldn't find \(what.prefix(60))")
    }

    /// The refusal as the venue writes it.
    var response: HTTPResponse {
        var error: [JSONValue.Member] = [.init("code", code), .init("message", .string(message))]
        if !entries.isEmpty { error.append(.init("errors", .array(entries.map(\.json)))) }
        var members = [JSONValue.Member("error", .object(error))]
        if let data { members.append(.init("data", data)) }
        return .json(JSONValue.object(members).bytes, status: status)
    }
}

extension RouteFailure.Entry {
    var json: JSONValue {
        switch self {
        case .check(let code, let message, let preflight):
            .object(
                [.init("code", .string(code)), .init("message", .string(message))]
                    + (preflight.map { [.init("preflight-id", .string($0))] } ?? []))
        case .parameter(let name, let reason):
            .object([.init("domain", .string(name)), .init("reason", .string(reason))])
        }
    }
}
