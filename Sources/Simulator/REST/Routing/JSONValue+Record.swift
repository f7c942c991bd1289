import JSON
import MarketModel

extension JSONValue {
    /// An object of the members that have a value, in this order.
    static func record(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { key, value in value.map { Member(key, $0) } })
    }

    /// A decimal as the venue writes it: text, always with a point.
    static func decimal(_ number: some FixedPoint) -> JSONValue { .string(number.wireText) }

    /// An estimate as text with so many digits behind the point; zeros at the end left out, but for one.
    static func decimal(_ value: Double, digits: Int = 9) -> JSONValue {
        guard value.isFinite, value.magnitude < 1e9 else { return .string("NaN") }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let billionths = Int64((value * scale).rounded()) * Int64(1e9 / scale)
        return .decimal(Price(billionths: billionths))
    }

    /// A moment with milliseconds and an offset.
    static func moment(_ moment: Timestamp) -> JSONValue { .string(moment.wireText) }

    /// A date, `YYYY-MM-DD`.
    static func date(_ day: TradingDay) -> JSONValue { .string(day.description) }

    /// A list of texts.
    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
