/// What an alert watches.
public struct AlertField: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The last trade.
    public static let last = AlertField(rawValue: "Last")
    /// The best bid.
    public static let bid = AlertField(rawValue: "Bid")
    /// The best offer.
    public static let ask = AlertField(rawValue: "Ask")
    /// Implied volatility.
    public static let impliedVolatility = AlertField(rawValue: "IV")

    public static let known = [last, bid, ask, impliedVolatility]
}

/// Which way a threshold must be passed.
public struct AlertOperator: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Upward.
    public static let above = AlertOperator(rawValue: ">")
    /// Downward.
    public static let below = AlertOperator(rawValue: "<")

    public static let known = [above, below]
}
