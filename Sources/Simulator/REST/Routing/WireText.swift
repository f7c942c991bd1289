import MarketModel

extension FixedPoint {
    /// The number as the venue writes decimals: always with a point, `680.0`.
    var wireText: String { DecimalText.text(Int128(billionths), minimumDecimals: 1) }
}

extension Timestamp {
    /// ISO 8601 with milliseconds and an offset, as the venue writes it: `2026-11-20T15:00:00.000+00:00`.
    var wireText: String { isoText(decimals: 3) + "+00:00" }

    /// ISO 8601 with milliseconds in UTC: `2026-11-20T15:00:00.000Z`, as market data and transactions write it.
    var zuluText: String { isoText(decimals: 3) + "Z" }
}
