import MarketModel

/// A candle symbol, taken apart: `AAPL{=5m,a=s,price=mark,tho=true}`.
struct CandleSymbol: Hashable, Sendable {
    /// What a period counts.
    enum PeriodType: String, CaseIterable, Sendable {
        case tick = "t"
        case second = "s"
        case minute = "m"
        case hour = "h"
        case day = "d"
        case week = "w"
        case month = "mo"
        case optionMonth = "o"
        case year = "y"
        case volume = "v"
        case price = "p"
        case priceMomentum = "pm"
        case priceRenko = "pr"

        /// The long name any unambiguous beginning of which is understood.
        fileprivate var longName: String {
            switch self {
            case .tick: "ticks"
            case .second: "seconds"
            case .minute: "minutes"
            case .hour: "hours"
            case .day: "days"
            case .week: "weeks"
            case .month: "months"
            case .optionMonth: "optexps"
            case .year: "years"
            case .volume: "volumes"
            case .price: "prices"
            case .priceMomentum: "price_momentum"
            case .priceRenko: "price_renko"
            }
        }

        /// Reads the canonical text or the beginning of a long name, in any case.
        init?(_ text: String) {
            let lower = text.lowercased()
            if let exact = Self(rawValue: lower) {
                self = exact
            } else if !lower.isEmpty, let match = Self.allCases.first(where: { $0.longName.hasPrefix(lower) }) {
                self = match
            } else {
                return nil
            }
        }
    }

    /// Which price a bar is made of.
    enum PriceKind: String, Sendable {
        case last, bid, ask, mark
        case settlement = "s"
    }

    /// Where bars of a time period begin.
    enum Alignment: String, Sendable {
        case midnight = "m"
        case session = "s"
    }

    /// The market symbol, `/ESZ26:XCME`.
    var base: String
    /// How many units of `type` a bar holds, above zero.
    var length: Quantity
    var type: PeriodType
    var price: PriceKind
    var alignment: Alignment
    /// Regular trading hours only.
    var isRegularHoursOnly: Bool

    /// Reads a symbol of the feed; without braces it is a candle of single ticks.
    ///
    /// `nil` when it says something that is not understood.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 256 else { return nil }
        let open = text.firstIndex(of: "{") ?? text.endIndex
        base = String(text[..<open])
        length = Quantity(whole: 1)
        type = .tick
        price = .last
        alignment = .midnight
        isRegularHoursOnly = false
        guard !base.isEmpty else { return nil }
        guard open < text.endIndex else { return }
        guard text.hasSuffix("}") else { return nil }
        for attribute in text[text.index(after: open)...].dropLast().split(separator: ",") {
            let parts = attribute.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, read(key: String(parts[0]), value: String(parts[1])) else { return nil }
        }
    }

    private mutating func read(key: String, value: String) -> Bool {
        switch key {
        case "":
            let digits = value.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            if !digits.isEmpty {
                guard let number = Quantity(String(digits)), number > .zero else { return false }
                length = number
            }
            guard let type = PeriodType(String(value.dropFirst(digits.count))) else { return false }
            self.type = type
        case "price":
            guard let price = PriceKind(rawValue: value.lowercased()) else { return false }
            self.price = price
        case "a":
            guard let alignment = Alignment(rawValue: value.lowercased()) else { return false }
            self.alignment = alignment
        case "tho":
            guard value == "true" || value == "false" else { return false }
            isRegularHoursOnly = value == "true"
        default: return false
        }
        return true
    }

    /// The symbol as the feed sends it back: defaults left out, keys in order.
    var normalized: String {
        var attributes: [String] = []
        let isOne = length == Quantity(whole: 1)
        if !isOne || type != .tick { attributes.append("=" + (isOne ? "" : length.description) + type.rawValue) }
        if alignment != .midnight { attributes.append("a=\(alignment.rawValue)") }
        if price != .last { attributes.append("price=\(price.rawValue)") }
        if isRegularHoursOnly { attributes.append("tho=true") }
        return attributes.isEmpty ? base : base + "{" + attributes.joined(separator: ",") + "}"
    }
}
