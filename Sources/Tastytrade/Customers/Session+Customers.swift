extension Endpoints {
    /// A customer; `me` is the asker.
    public static let customer = Endpoint<Customer>.one(.get, "/customers/{customer_id}")

    static let customers: [AnyEndpoint] = [AnyEndpoint(customer)]
}

extension Session {
    /// A customer: `GET /customers/{customer_id}`.
    ///
    /// - Parameters:
    ///   - id: `me`, or the customer's identifier.
    ///   - allowsMissing: Whether parts of the record may be missing at the venue.
    /// - Throws: `TastytradeError`.
    public func customer(_ id: String = "me", allowsMissing: Bool = false) async throws -> Answer<Customer> {
        var query = QueryWriter()
        if allowsMissing { query.add("allow-missing", true) }
        return try await send(
            Endpoints.customer, RequestValues(path: ["customer_id": id], query: query.parts))
    }
}
