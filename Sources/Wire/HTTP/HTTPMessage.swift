/// A request as the server received it.
public struct HTTPRequest: Sendable {
    /// `GET`, `POST`, `PUT`, `PATCH`, `DELETE`, `HEAD` or `OPTIONS`.
    public var method: String
    /// The path, percent-decoded, runs of `/` made one, without the query: `/api/delta/ESZ26:XCME`.
    ///
    /// It never climbs: a path with `..` in it is refused before a handler sees it.
    public var path: String
    /// The query's parts in order, decoded; a part without `=` has an empty value.
    public var query: [(name: String, value: String)]
    /// The headers the server keeps, names in lower case: host, origin, user-agent, authorization, content-type,
    /// content-length, accept, accept-version, cookie, if-none-match.
    public var headers: [String: String]
    /// The body; empty when there is none.
    public var body: [UInt8]
    /// The peer's numeric address.
    public var peerAddress: String

    /// Creates a request, as tests do.
    public init(
        method: String, path: String, query: [(name: String, value: String)] = [], headers: [String: String] = [:],
        body: [UInt8] = [], peerAddress: String = "127.0.0.1"
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.peerAddress = peerAddress
    }

    /// The first value of a query parameter.
    public func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// All values of a query parameter, `name=` and `name[]=` alike.
    public func queryValues(_ name: String) -> [String] {
        query.filter { $0.name == name || $0.name == name + "[]" }.map(\.value)
    }
}

/// What a handler answers.
public struct HTTPResponse: Sendable {
    /// The status code, 200 to 599.
    public var status: Int
    /// Header names in lower case and their values; `content-length` is added by the server.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]
    /// How many bytes of the body to send before the connection is closed, for a server that is to fail: 0 sends
    /// nothing, not even the headers. `nil` for a whole answer.
    public var cutAfter: Int?

    /// Creates a response.
    public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response of JSON bytes.
    public static func json(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, headers: [("content-type", "application/json; charset=utf-8")], body: body)
    }

    /// A response of JSON text.
    public static func json(_ text: String, status: Int = 200) -> HTTPResponse {
        json(Array(text.utf8), status: status)
    }

    /// A response of plain text.
    public static func text(_ text: String, status: Int = 200, type: String = "text/plain") -> HTTPResponse {
        HTTPResponse(status: status, headers: [("content-type", type + "; charset=utf-8")], body: Array(text.utf8))
    }
}
