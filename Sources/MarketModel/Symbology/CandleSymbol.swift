/// A market symbol with the attributes of the candles that are asked for: `AAPL{=5m,tho=true}`.
///
/// The feed answers with its own normalised text, which `description` is: attributes in alphabetical order, the
/// period's empty key first, defaults left out (all of them: the bare symbol, ticks), `{=1m}` as `{=m}`.
public struct CandleSymbol: Hashable, Sendable {
    /// What periods are aligned to.
    public enum Alignment: String, Sendable {
        case midnight = "m"
        case session = "s"
    }

    /// What price the candles are made of.
    public enum PriceKind: String, Sendable, CaseIterable {
        case last, bid, ask, mark
        case settlement = "s"
    }

    /// Which hours the candles cover.
    public enum Hours: Sendable {
        case all, regularOnly
    }

    /// The symbol in front of the brace, with a regional exchange if there is one: `SPY&Q`.
    public var marketSymbol: String
    /// The length of the bars.
    public var period: CandlePeriod
    /// What periods are aligned to.
    public var alignment: Alignment
    /// The price level of the candles, not negative; `nil` for none.
    public var priceLevel: Price?
    /// What price the candles are made of.
    public var price: PriceKind
    /// Which hours they cover.
    public var hours: Hours
    /// Attributes of other keys, kept as they were written.
    private var others: [String: String] = [:]

    /// Creates a candle symbol.
    public init(
        _ marketSymbol: String, period: CandlePeriod, alignment: Alignment = .midnight, priceLevel: Price? = nil,
        price: PriceKind = .last, hours: Hours = .all
    ) {
        self.marketSymbol = marketSymbol
        self.period = period
        self.alignment = alignment
        self.priceLevel = priceLevel
        self.price = price
        self.hours = hours
    }

    /// Reads a candle symbol in any order of attributes; without any it asks for ticks. `nil` when braces, keys or
    /// values cannot be read, or a key comes twice.
    public init?(_ text: String) {
        let symbol = text.prefix { $0 != "{" && $0 != "}" }
        let braces = text.dropFirst(symbol.count)
        guard !symbol.isEmpty, braces.isEmpty || braces.count >= 2 && braces.hasPrefix("{") && braces.hasSuffix("}")
        else { return nil }
        let inner = braces.dropFirst().dropLast()
        guard !inner.contains("{"), !inner.contains("}") else { return nil }
        self.init(String(symbol), period: .tick)
        var seen: Set<String> = []
        for attribute in inner.split(separator: ",", omittingEmptySubsequences: false) where !inner.isEmpty {
            guard let equals = attribute.firstIndex(of: "=") else { return nil }
            let key = String(attribute[..<equals])
            guard seen.insert(key).inserted, set(key, String(attribute[attribute.index(after: equals)...])) else {
                return nil
            }
        }
    }

    /// Takes one attribute; `false` when its value cannot be read.
    private mutating func set(_ key: String, _ value: String) -> Bool {
        switch key {
        case "":
            guard let period = CandlePeriod(value) else { return false }
            self.period = period
        case "a":
            guard let alignment = Alignment(rawValue: value) else { return false }
            self.alignment = alignment
        case "pl":
            if value == "NaN" { return true }
            guard let level = Price(value), level >= .zero else { return false }
            priceLevel = level
        case "price":
            guard let price = PriceKind(rawValue: value) else { return false }
            self.price = price
        case "tho":
            guard value == "true" || value == "false" else { return false }
            hours = value == "true" ? .regularOnly : .all
        default: others[key] = value
        }
        return true
    }
}

extension CandleSymbol: LosslessStringConvertible {
    /// The normalised text.
    public var description: String {
        var attributes = others.map { (key: $0.key, value: $0.value) }
        if period != .tick { attributes.append(("", period.description)) }
        if alignment != .midnight { attributes.append(("a", alignment.rawValue)) }
        if let priceLevel { attributes.append(("pl", priceLevel.description)) }
        if price != .last { attributes.append(("price", price.rawValue)) }
        if hours == .regularOnly { attributes.append(("tho", "true")) }
        guard !attributes.isEmpty else { return marketSymbol }
        let texts = attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return "\(marketSymbol){\(texts.joined(separator: ","))}"
    }
}
