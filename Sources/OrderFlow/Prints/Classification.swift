public import MarketModel

/// What decided the side of a print, best first.
@frozen
public enum ClassificationTier: UInt8, Sendable, CaseIterable, Comparable {
    /// The exchange's or vendor's own aggressor flag.
    case exchange
    /// Above or below the midpoint of the print's own bid and ask.
    case quote
    /// Above or below the last different price.
    case tick
    /// Nothing could: the size counts in volume, never in delta.
    case unknown

    @inlinable
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The name in tables and messages: `exchange`, `quote`, `tick`, `unknown`.
    public var name: String {
        switch self {
        case .exchange: "exchange"
        case .quote: "quote"
        case .tick: "tick"
        case .unknown: "unknown"
        }
    }
}

/// Which rules may decide a side.
@frozen
public enum ClassificationPolicy: UInt8, Sendable, CaseIterable {
    /// The source's flag, else the quote rule, else the tick rule.
    case flagThenRules
    /// The source's flag alone; what it leaves open stays unknown.
    case flagOnly
    /// The quote rule, else the tick rule; the source's flag is not read.
    case quoteRule
    /// The tick rule alone.
    case tickRule
}

/// Decides sides, print by print, in stream order.
///
/// The quote rule reads the print's own bid and ask: above the midpoint a buy, below it a sell; at it the tick rule
/// decides. Ask = bid is a valid midpoint. A crossed or one-sided quote decides nothing. The tick rule compares with
/// the last different price and carries its answer over unchanged prices; before the first change it is silent.
@frozen
@usableFromInline
struct Classifier: Sendable, BitwiseCopyable {
    /// The last price seen; `Price.absentBillionths` before the first.
    @usableFromInline var lastPrice = Price.absentBillionths
    /// The answer of the tick rule at the last price: 0 unknown, 1 buy, 2 sell.
    @usableFromInline var direction: UInt8 = 0
    private let flagMask: UInt8
    private let quoteMask: UInt8
    private let tickMask: UInt8

    init(policy: ClassificationPolicy) {
        flagMask = policy == .flagThenRules || policy == .flagOnly ? 3 : 0
        quoteMask = policy == .flagThenRules || policy == .quoteRule ? 3 : 0
        tickMask = policy == .flagOnly ? 0 : 3
    }

    /// What one print's side is and why.
    @usableFromInline
    struct Decision: BitwiseCopyable {
        /// 0 unknown, 1 buy, 2 sell: the raw values of `AggressorSide`.
        @usableFromInline var side: UInt8
        /// The raw value of a `ClassificationTier`.
        @usableFromInline var tier: UInt8
        /// What the quote rule says, asked or not; for the polarity check.
        @usableFromInline var quoteSide: UInt8
    }

    /// Moves the tick rule's state on to this price.
    @inline(__always)
    mutating func advance(to price: Int64) {
        direction = price > lastPrice ? 1 : price < lastPrice ? 2 : direction
        lastPrice = price
    }

    /// Decides with the state that `advance(to:)` left.
    @inline(__always)
    func decide(_ print: Print) -> Decision {
        decide(print, direction: direction)
    }

    /// Decides with another answer of the tick rule: a correction stands where its original stood.
    @inline(__always)
    func decide(_ print: Print, direction: UInt8) -> Decision {
        let quoteSide = Self.quoteRule(price: print.rawPrice, bid: print.rawBid, ask: print.rawAsk)
        let flag = print.side.rawValue & flagMask
        let quote = quoteSide & quoteMask
        let tick = direction & tickMask
        let side = flag != 0 ? flag : quote != 0 ? quote : tick
        let tier: UInt8 = flag != 0 ? 0 : quote != 0 ? 1 : tick != 0 ? 2 : 3
        return Decision(side: side, tier: tier, quoteSide: quoteSide)
    }

    /// The quote rule: 1 buy, 2 sell, 0 when it is silent.
    @inline(__always)
    static func quoteRule(price: Int64, bid: Int64, ask: Int64) -> UInt8 {
        guard isUsable(bid), isUsable(ask), ask >= bid else { return 0 }
        let aboveBid = price &- bid
        let belowAsk = ask &- price
        return aboveBid > belowAsk ? 1 : aboveBid < belowAsk ? 2 : 0
    }

    /// Whether a raw price is present and small enough that differences of two cannot overflow: ±2.3 billion.
    @inline(__always)
    static func isUsable(_ raw: Int64) -> Bool {
        UInt64(bitPattern: raw &+ (1 << 61)) < 1 << 62
    }
}
