/// How people write the prices of an instrument.
public enum PriceDisplay: Hashable, Sendable {
    /// Decimals, with at least so many digits after the point.
    case decimals(Int)
    /// Points, an apostrophe and 32nds of a point, as Treasury futures are quoted: `112'16.5` is 112.515625.
    case thirtySeconds

    /// The price as text; exact, however many digits that takes.
    public func text(_ price: Price) -> String {
        switch self {
        case .decimals(let least):
            let text = price.description
            let digits = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
            guard digits < least else { return text }
            return text + (digits == 0 ? "." : "") + String(repeating: "0", count: least - digits)
        case .thirtySeconds:
            let (points, rest) = price.billionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
            let parts = DecimalText.text(Int128(rest) * 32)
            let padding = rest * 32 < 10_000_000_000 ? "0" : ""
            return "\(price.billionths < 0 ? "-" : "")\(points)'\(padding)\(parts)"
        }
    }

    /// Reads what `text` writes, and plain decimals; `nil` when it is neither or not exact to a billionth.
    public func price(_ text: String) -> Price? {
        guard self == .thirtySeconds, let mark = text.firstIndex(of: "'") else { return Price(text) }
        let isNegative = text.hasPrefix("-")
        let points = text[..<mark].dropFirst(isNegative ? 1 : 0)
        let parts = text[text.index(after: mark)...]
        guard !points.isEmpty, points.utf8.allSatisfy({ (48...57).contains($0) }), let whole = Int64(points),
            parts.first?.isNumber == true, case .exact(let fraction)? = DecimalText.parse(parts.utf8),
            fraction < 32 * DecimalText.scale, fraction % 32 == 0
        else { return nil }
        let magnitude = Int128(whole) * DecimalText.scale + fraction / 32
        return Int64(exactly: isNegative ? -magnitude : magnitude).map { Price(billionths: $0) }
    }
}
