/// A verb of HTTP.
public enum RequestMethod: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
}

/// An endpoint by verb and path, its parameters in braces: `GET /accounts/{account_number}/positions`.
public struct EndpointName: Sendable, Hashable, CustomStringConvertible {
    /// The verb.
    public let method: RequestMethod
    /// The path with its parameters.
    public let path: String

    /// Names an endpoint.
    public init(_ method: RequestMethod, _ path: String) {
        self.method = method
        self.path = path
    }

    /// Reads `GET /customers/me`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let method = RequestMethod(rawValue: parts[0].uppercased()), parts[1].hasPrefix("/")
        else { return nil }
        self.init(method, String(parts[1]))
    }

    public var description: String { "\(method.rawValue) \(path)" }

    /// The names of the path's parameters, in order.
    public var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
            .map { String($0.dropFirst().dropLast()) }
    }

    /// Whether a name means this endpoint: the same verb, and a path of the same words with anything in the place of a
    /// parameter. So `GET /accounts/5WT00001/positions` means `GET /accounts/{account_number}/positions`.
    public func matches(_ other: EndpointName) -> Bool {
        guard method == other.method else { return false }
        let (own, others) = (path.split(separator: "/"), other.path.split(separator: "/"))
        return own.count == others.count
            && zip(own, others).allSatisfy { $0 == $1 || ($0.hasPrefix("{") && $0.hasSuffix("}")) }
    }

    /// The path with its parameters filled in, each escaped as one segment.
    ///
    /// - Parameter values: One value for each parameter; a precondition fails when one is missing.
    func filled(_ values: [String: String]) -> String {
        path.split(separator: "/").reduce(into: "") { filled, part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else {
                filled += "/" + part
                return
            }
            let name = String(part.dropFirst().dropLast())
            guard let value = values[name] else { preconditionFailure("\(self) needs \(name)") }
            filled += "/" + value.escapedForPath
        }
    }
}
