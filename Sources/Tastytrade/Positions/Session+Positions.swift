public import MarketModel

extension Endpoints {
    /// What an account holds.
    public static let positions = Endpoint<[Position]>.list(
        .get, "/accounts/{account_number}/positions", family: .positions)

    static let positionEndpoints: [AnyEndpoint] = [AnyEndpoint(positions)]
}

/// Which positions to ask for; everything open when nothing is said.
public struct PositionQuery: Sendable, Equatable {
    /// Only on these underlyings.
    public var underlyings: [String] = []
    /// Only in this instrument.
    public var symbol: String?
    /// Only of this kind.
    public var instrumentType: InstrumentType?
    /// Only on futures of this product, `ES`.
    public var underlyingProductCode: String?
    /// Only of these partitions.
    public var partitionKeys: [String] = []
    /// Whether positions closed today are listed too.
    public var includesClosed: Bool?
    /// Whether positions of one instrument are summed.
    public var isNetted: Bool?
    /// Whether marks are told; slower.
    public var includesMarks: Bool?

    /// Asks for everything open.
    public init() {}

    var parts: [(name: String, value: String)] {
        var query = QueryWriter()
        query.add(list: "underlying-symbol", underlyings)
        query.add("symbol", symbol)
        query.add("instrument-type", instrumentType)
        query.add("include-closed-positions", includesClosed)
        query.add("underlying-product-code", underlyingProductCode)
        query.add(list: "partition-keys", partitionKeys)
        query.add("net-positions", isNetted)
        query.add("include-marks", includesMarks)
        return query.parts
    }
}

extension Session {
    /// What an account holds: `GET /accounts/{account_number}/positions`.
    ///
    /// - Throws: `TastytradeError`.
    public func positions(
        of account: String, _ positions: PositionQuery = PositionQuery()
    ) async throws -> Answer<[Position]> {
        try await send(Endpoints.positions, .account(account, query: positions.parts))
    }
}

extension Position {
    /// How much, above zero when held and below when owed; `nil` when the venue told either half in no way this client
    /// knows.
    public var signedQuantity: Quantity? {
        guard let quantity, let sign = direction?.sign else { return nil }
        return sign < 0 ? -quantity : sign > 0 ? quantity : .zero
    }
}
