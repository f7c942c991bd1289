/// What fills a request: the path's parameters, the query and the body.
public struct RequestValues: Sendable {
    /// Values of the path's parameters by name.
    public var path: [String: String]
    /// The query's parts in order; the venue's lists are written `name[]`.
    public var query: [(name: String, value: String)]
    /// The JSON body; `nil` for none.
    public var body: [UInt8]?

    /// Creates the values of a request.
    public init(path: [String: String] = [:], query: [(name: String, value: String)] = [], body: [UInt8]? = nil) {
        self.path = path
        self.query = query
        self.body = body
    }

    /// The query as it stands behind the path, with its `?`; empty for none.
    var queryText: String {
        query.isEmpty
            ? "" : "?" + query.map { "\($0.name.escapedForPath)=\($0.value.escapedForPath)" }.joined(separator: "&")
    }
}
