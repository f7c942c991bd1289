import Wire

extension Session {
    /// Asks an endpoint whose answer nobody needs and tells how it went: what differs from what this client knows.
    ///
    /// - Precondition: The endpoint only reads.
    /// - Throws: `TastytradeError` when there is no answer to decode.
    public func probe(
        _ endpoint: AnyEndpoint, _ values: RequestValues = RequestValues()
    ) async throws -> (drift: [FieldDrift], failure: TastytradeError?) {
        precondition(endpoint.effect == .read, "a probe changes nothing")
        let request = OutgoingRequest(
            endpoint.name, family: endpoint.family, effect: endpoint.effect, host: endpoint.host, values)
        return endpoint.drift(of: try await exchange(request).body)
    }
}
