/// The forward price and the rate of one expiration, with where they come from.
public struct ForwardEstimate: Hashable, Sendable {
    /// Where the forward comes from.
    public enum ForwardSource: String, Sendable, CaseIterable {
        /// Put-call parity of the expiration's own quotes.
        case parity
        /// The future that the options are on.
        case future
        /// The underlying's price less the dividends known to come, carried at the rate: parity gave none.
        case carried
    }

    /// Where the rate comes from.
    public enum RateSource: String, Sendable, CaseIterable {
        /// The slope of put-call parity over the strikes.
        case parity
        /// The curve that was handed in.
        case curve
    }

    /// What limits the estimate.
    public enum Caution: String, Sendable, CaseIterable {
        /// American options: parity holds only roughly, so only strikes near the money are used.
        case americanNearTheMoney = "american-near-the-money"
        /// Fewer than five strikes agree.
        case fewStrikes = "few-strikes"
    }

    /// In points.
    public var forward: Double
    /// Annual, continuously compounded, as a fraction.
    public var rate: Double
    /// Where the forward comes from.
    public var forwardSource: ForwardSource
    /// Where the rate comes from.
    public var rateSource: RateSource
    /// The dividend yield that ties the forward to the underlying's price, annual and continuous; zero for options on
    /// a future's own price; `nil` without a price of the underlying.
    public var impliedDividendYield: Double?
    /// Strikes that parity rests on; 0 for other sources.
    public var strikesUsed: Int
    /// Strikes that parity left out because they disagree with the others.
    public var outliers: Int
    /// The standard error of the forward, in points; `nil` for other sources than parity.
    public var standardError: Double?
    /// What limits the estimate, in the order of `Caution`.
    public var cautions: [Caution]

    /// Creates an estimate.
    public init(
        forward: Double, rate: Double, forwardSource: ForwardSource, rateSource: RateSource,
        impliedDividendYield: Double? = nil, strikesUsed: Int = 0, outliers: Int = 0, standardError: Double? = nil,
        cautions: [Caution] = []
    ) {
        self.forward = forward
        self.rate = rate
        self.forwardSource = forwardSource
        self.rateSource = rateSource
        self.impliedDividendYield = impliedDividendYield
        self.strikesUsed = strikesUsed
        self.outliers = outliers
        self.standardError = standardError
        self.cautions = cautions
    }
}
