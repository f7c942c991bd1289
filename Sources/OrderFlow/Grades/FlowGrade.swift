import MarketModel

/// Where an engine's prints come from.
public enum FlowSource: Sendable, Hashable {
    /// Every print, with the quote of its moment.
    case timeAndSale
    /// Last trades and quotes, joined by `TradeQuotePrints`: prints are missing where the feed conflates.
    case tradeAndQuote
}

/// How good the sides are, best first; shown wherever their numbers are.
public enum FlowGrade: String, Sendable, CaseIterable, Comparable {
    /// The exchange or vendor says who crossed.
    case exchange
    /// Each print's own quote decides.
    case quote
    /// The last price change decides.
    case tick
    /// Guessed from last trades and quotes; conflated trades are missing.
    case tradeQuote = "trade-quote"
    /// Bid and ask volume of the feed's candles: no footprint.
    case candle
    /// Nothing has a side.
    case unknown

    public static func < (lhs: FlowGrade, rhs: FlowGrade) -> Bool { lhs.order < rhs.order }

    private var order: Int { FlowGrade.allCases.firstIndex(of: self) ?? 0 }

    /// The grade of prints whose sides one tier decided.
    public init(_ tier: ClassificationTier) {
        self =
            switch tier {
            case .exchange: .exchange
            case .quote: .quote
            case .tick: .tick
            case .unknown: .unknown
            }
    }
}

extension FlowEngine {
    /// How good the sides are: the source's grade, else the lowest tier that decided at least 5 % of the sided prints.
    public var grade: FlowGrade {
        let tiers = TierCounts(counters.tiers).grade
        guard configuration.source == .tradeAndQuote, tiers != .unknown else { return FlowGrade(tiers) }
        return .tradeQuote
    }
}
