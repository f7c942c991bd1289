/// An endpoint without the type of its value, as tables and the drift report need it.
public struct AnyEndpoint: Sendable {
    /// Verb and path.
    public let name: EndpointName
    /// Which ceiling of the request budget it counts against.
    public let family: RequestFamily
    /// What a request to it does at the venue.
    public let effect: RequestEffect
    /// How long an answer may be given again in place of asking; `nil` for never.
    public let freshFor: Duration?
    /// Which of the venue's hosts answers it.
    public let host: EndpointHost
    /// The type of its value, as it is written in Swift: `[Position]`.
    public let valueType: String
    private let read: @Sendable (AnswerReader) throws(TastytradeError) -> Void

    /// Forgets the type of an endpoint's value.
    public init<Value: Sendable>(_ endpoint: Endpoint<Value>) {
        name = endpoint.name
        family = endpoint.family
        effect = endpoint.effect
        freshFor = endpoint.freshFor
        host = endpoint.host
        let type = String(describing: Value.self)
        valueType =
            type.hasPrefix("Array<") ? "[" + type.dropFirst("Array<".count).dropLast() + "]" : type
        read = { reader throws(TastytradeError) in _ = try endpoint.read(reader) }
    }

    /// Decodes a recorded body by the decoder that the client itself uses.
    ///
    /// - Returns: How the body differs from what this client knows, and why it could not be decoded at all; `nil` when
    ///   it could.
    public func drift(of body: [UInt8]) -> (drift: [FieldDrift], failure: TastytradeError?) {
        do throws(TastytradeError) {
            return drift(of: try AnswerReader(body))
        } catch {
            return ([], error)
        }
    }

    func drift(of reader: AnswerReader) -> (drift: [FieldDrift], failure: TastytradeError?) {
        do throws(TastytradeError) {
            try read(reader)
        } catch {
            return (reader.log.drift, error)
        }
        _ = reader.page
        return (reader.log.drift, nil)
    }
}

/// Every endpoint this client can decode. Each subject lists its own.
public enum EndpointCatalog {
    /// All of them, in the order of the subjects.
    public static let all: [AnyEndpoint] = [
        Endpoints.sessions, Endpoints.customers, Endpoints.accountEndpoints, Endpoints.balanceEndpoints,
        Endpoints.positionEndpoints, Endpoints.transactionEndpoints, Endpoints.netLiqEndpoints, Endpoints.orders,
        Endpoints.margin, Endpoints.equityEndpoints, Endpoints.chains, Endpoints.futureEndpoints,
        Endpoints.futureOptionEndpoints, Endpoints.otherInstruments, Endpoints.search, Endpoints.marketDataEndpoints,
        Endpoints.metrics, Endpoints.quoteTokens, Endpoints.watchlistEndpoints, Endpoints.alerts,
        Endpoints.marketTime, Endpoints.backtests,
    ].flatMap { $0 }

    /// The endpoint that a name means: the very same, or one whose parameters have other names or are filled in.
    public static func endpoint(_ name: EndpointName) -> AnyEndpoint? {
        all.first { $0.name == name }
            ?? all.filter { $0.name.matches(name) }.min { $0.name.parameters.count < $1.name.parameters.count }
    }
}
