/// A call and a put of one strike, as put-call parity sees them. All in points.
public struct ParityQuote: Hashable, Sendable {
    /// The strike.
    public var strike: Double
    /// The call's mid less the put's mid.
    public var difference: Double
    /// Half of both spreads together: how far off the difference may be.
    public var uncertainty: Double

    /// Creates a pair from the quotes of both options.
    public init(strike: Double, callBid: Double, callAsk: Double, putBid: Double, putAsk: Double) {
        self.strike = strike
        difference = (callBid + callAsk - putBid - putAsk) / 2
        uncertainty = max((callAsk - callBid + putAsk - putBid) / 2, 0.001)
    }
}
