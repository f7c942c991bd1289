public import MarketModel

/// A price step and up to which price it holds: it applies to prices below its threshold, and the one without a
/// threshold to all others.
public struct TickSize: Sendable, Equatable {
    /// The step.
    public let value: Price
    /// The price from which the next step holds; `nil` for the last.
    public let threshold: Price?
    /// The other contract, for steps of spreads.
    public let symbol: String?

    /// Creates a step.
    public init(value: Price, threshold: Price? = nil, symbol: String? = nil) {
        self.value = value
        self.threshold = threshold
        self.symbol = symbol
    }
}

extension TickSize: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        threshold = fields.decimal("threshold")
        symbol = fields.text("symbol")
        value = try fields.required("value", fields.decimal("value"))
    }
}
