public import MarketModel

/// What a quote must offer before a contract is chosen.
public struct LiquidityFilter: Hashable, Sendable {
    /// The least bid, in points.
    public var minimumBid: Price?
    /// The widest spread as a fraction of the mid.
    public var maximumSpread: Double?
    /// The least open interest; a contract whose open interest is not known does not pass.
    public var minimumOpenInterest: Int64?
    /// The least volume of the day; a contract whose volume is not known does not pass.
    public var minimumVolume: Double?
    /// The oldest quote.
    public var maximumQuoteAge: Duration?
    /// Whether a contract with a bid of zero may be chosen, as one that is only bought.
    public var allowsZeroBid: Bool

    /// Creates a filter; what is left out is not looked at.
    public init(
        minimumBid: Price? = nil, maximumSpread: Double? = nil, minimumOpenInterest: Int64? = nil,
        minimumVolume: Double? = nil, maximumQuoteAge: Duration? = nil, allowsZeroBid: Bool = false
    ) {
        self.minimumBid = minimumBid
        self.maximumSpread = maximumSpread
        self.minimumOpenInterest = minimumOpenInterest
        self.minimumVolume = minimumVolume
        self.maximumQuoteAge = maximumQuoteAge
        self.allowsZeroBid = allowsZeroBid
    }

    /// Why a contract does not pass, the gravest reason first; `nil` when it does.
    public func refusal(of contract: ContractSnapshot) -> StrikeRefusal? {
        switch contract.exclusion {
        case nil: break
        case .zeroBid where allowsZeroBid: break
        case let exclusion?: return .unfit(exclusion)
        }
        if let minimumBid, contract.bid ?? .zero < minimumBid { return .bidTooLow }
        if let maximumSpread, contract.spreadFraction ?? .infinity > maximumSpread { return .spreadTooWide }
        if let minimumOpenInterest {
            guard let open = contract.openInterest else { return .openInterestUnknown }
            if open < minimumOpenInterest { return .openInterestTooLow }
        }
        if let minimumVolume {
            guard let volume = contract.volume else { return .volumeUnknown }
            if volume < minimumVolume { return .volumeTooLow }
        }
        if let maximumQuoteAge, contract.quoteAge ?? maximumQuoteAge > maximumQuoteAge { return .quoteTooOld }
        return nil
    }
}

/// Why a contract is not chosen although it is of the right side.
public enum StrikeRefusal: Hashable, Sendable {
    /// Its price is unfit.
    case unfit(ChainExclusion)
    /// The bid is under the filter's.
    case bidTooLow
    /// The spread is over the filter's.
    case spreadTooWide
    /// Open interest is under the filter's.
    case openInterestTooLow
    /// Open interest is asked for and not known.
    case openInterestUnknown
    /// Volume is under the filter's.
    case volumeTooLow
    /// Volume is asked for and not known.
    case volumeUnknown
    /// The quote is older than the filter allows.
    case quoteTooOld
    /// What is chosen by (delta, premium) is not known for it.
    case measureUnknown

    /// A short stable name.
    public var name: String {
        switch self {
        case .unfit(let exclusion): exclusion.rawValue
        case .bidTooLow: "bid-too-low"
        case .spreadTooWide: "spread-too-wide"
        case .openInterestTooLow: "open-interest-too-low"
        case .openInterestUnknown: "open-interest-unknown"
        case .volumeTooLow: "volume-too-low"
        case .volumeUnknown: "volume-unknown"
        case .quoteTooOld: "quote-too-old"
        case .measureUnknown: "measure-unknown"
        }
    }
}
