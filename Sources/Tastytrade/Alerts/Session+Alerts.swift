import JSON
public import MarketModel

extension Endpoints {
    /// The user's alerts.
    public static let quoteAlerts = Endpoint<[QuoteAlert]>.list(.get, "/quote-alerts")
    /// Makes one.
    public static let createQuoteAlert = Endpoint<QuoteAlert>.one(.post, "/quote-alerts")
    /// Deletes one.
    public static let deleteQuoteAlert = Endpoint<NoContent>.done(.delete, "/quote-alerts/{alert_external_id}")

    static let alerts: [AnyEndpoint] = [
        AnyEndpoint(quoteAlerts), AnyEndpoint(createQuoteAlert), AnyEndpoint(deleteQuoteAlert),
    ]
}

/// An alert as it is written. It fires once.
public struct QuoteAlertDraft: Sendable, Equatable {
    /// The venue's symbol.
    public var symbol: String
    /// What is watched.
    public var field: AlertField
    /// Which way it must pass.
    public var comparison: AlertOperator
    /// The threshold.
    public var threshold: Price
    /// What kind of instrument it is.
    public var instrumentType: InstrumentType?
    /// The symbol of the market-data stream.
    public var streamerSymbol: String?
    /// When it ends by itself.
    public var expiresAt: Timestamp?

    /// Drafts an alert.
    public init(
        _ symbol: String, _ field: AlertField, _ comparison: AlertOperator, _ threshold: Price,
        instrumentType: InstrumentType? = nil, streamerSymbol: String? = nil, expiresAt: Timestamp? = nil
    ) {
        self.symbol = symbol
        self.field = field
        self.comparison = comparison
        self.threshold = threshold
        self.instrumentType = instrumentType
        self.streamerSymbol = streamerSymbol
        self.expiresAt = expiresAt
    }

    /// The body of a request. The threshold is text: the venue refuses a number.
    var body: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("symbol", symbol)
        writer.member("field", field.rawValue)
        writer.member("operator", comparison.rawValue)
        writer.member("threshold", threshold.description)
        if let instrumentType { writer.member("instrument-type", instrumentType.rawValue) }
        if let streamerSymbol { writer.member("dx-symbol", streamerSymbol) }
        if let expiresAt { writer.member("expires-at", expiresAt.description) }
        writer.endObject()
        return writer.bytes
    }
}

extension Session {
    /// The user's alerts: `GET /quote-alerts`.
    ///
    /// - Throws: `TastytradeError`.
    public func quoteAlerts() async throws -> Answer<[QuoteAlert]> { try await send(Endpoints.quoteAlerts) }

    /// Makes an alert: `POST /quote-alerts`.
    ///
    /// - Throws: `TastytradeError`.
    public func createQuoteAlert(_ draft: QuoteAlertDraft) async throws -> Answer<QuoteAlert> {
        try await send(Endpoints.createQuoteAlert, RequestValues(body: draft.body))
    }

    /// Deletes an alert: `DELETE /quote-alerts/{alert_external_id}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func deleteQuoteAlert(_ id: String) async throws {
        _ = try await send(Endpoints.deleteQuoteAlert, RequestValues(path: ["alert_external_id": id]))
    }
}
