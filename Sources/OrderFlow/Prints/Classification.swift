import MarketModel

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
struct Classifier: Sendable, BitwiseCopyable {
    /// The last price seen; `Price.absentBillionths` before the first.
    var lastPrice = Price.absentBillionths
    /// The answer of the tick rule at the last price: 0 unknown, 1 buy, 2 sell.
    var direction: UInt8 = 0
    private let flagMask: UInt8
    private let quoteMask: UInt8
    private let tickMask: UInt8

    init(policy: ClassificationPolicy) {
        flagMask = policy == .flagThenRules || policy == .flagOnly ? 3 : 0
        quoteMask = policy == .flagThenRules || policy == .quoteRule ? 3 : 0
        tickMask = policy == .flagOnly ? 0 : 3
    }

    /// What one print's side is and why.
    struct Decision: BitwiseCopyable {
        /// 0 unknown, 1 buy, 2 sell: the raw values of `AggressorSide`.
        var side: UInt8
        /// The raw value of a `ClassificationTier`.
        var tier: UInt8
        /// What the quote rule says, asked or not; for the polarity check.
        var quoteSide: UInt8

        var sideValue: AggressorSide { side == 1 ? .buy : side == 2 ? .sell : .undefined }

        var tierValue: ClassificationTier {
            tier == 0 ? .exchange : tier == 1 ? .quote : tier == 2 ? .tick : .unknown
        }
    }

    // Sides of consecutive prints are close to random, so branches on them would be guessed wrong every other time:
    // what follows is arithmetic on 0 (silent), 1 (buy) and 2 (sell).

    /// Moves the tick rule's state on to this price.
    @inline(__always)
    mutating func advance(to price: Int64) {
        let answer = Self.sign(price &- lastPrice)
        direction = Self.first(answer, else: direction)
        lastPrice = price
    }

    /// Decides with the state that `advance(to:)` left.
    @inline(__always)
    func decide(_ print: Print) -> Decision { decide(print, direction: direction) }

    /// Decides with another answer of the tick rule: a correction stands where its original stood.
    @inline(__always)
    func decide(_ print: Print, direction: UInt8) -> Decision {
        let quoteSide = Self.quoteRule(price: print.rawPrice, bid: print.rawBid, ask: print.rawAsk)
        let flag = print.side.rawValue & flagMask
        let quote = quoteSide & quoteMask
        let tick = direction & tickMask
        let tier = Self.isSilent(flag) &* (1 &+ Self.isSilent(quote) &* (1 &+ Self.isSilent(tick)))
        return Decision(
            side: Self.first(flag, else: Self.first(quote, else: tick)), tier: tier, quoteSide: quoteSide)
    }

    /// The quote rule: 1 buy, 2 sell, 0 when it is silent.
    @inline(__always)
    static func quoteRule(price: Int64, bid: Int64, ask: Int64) -> UInt8 {
        let answer = sign((price &- bid) &- (ask &- price))
        let beyond = (UInt64(bitPattern: bid &+ (1 << 61)) | UInt64(bitPattern: ask &+ (1 << 61))) >> 62
        let crossed = UInt64(bitPattern: ask &- bid) >> 63
        return beyond | crossed == 0 ? answer : 0
    }

    /// 1 above zero, 2 below, 0 at zero.
    @inline(__always)
    private static func sign(_ difference: Int64) -> UInt8 {
        let below = UInt64(bitPattern: difference) >> 63
        let above = UInt64(bitPattern: 0 &- difference) >> 63
        return UInt8(truncatingIfNeeded: (above & ~below) | below << 1)
    }

    /// 1 for the answer 0, else 0.
    @inline(__always)
    private static func isSilent(_ answer: UInt8) -> UInt8 { ((answer | answer >> 1) & 1) ^ 1 }

    /// The answer, or another where it is silent.
    @inline(__always)
    private static func first(_ answer: UInt8, else other: UInt8) -> UInt8 {
        answer | (other & (0 &- isSilent(answer)))
    }

    /// Whether a raw price is present and small enough that sums and differences of two cannot overflow: ±2.3 billion.
    @inline(__always)
    static func isUsable(_ raw: Int64) -> Bool {
        UInt64(bitPattern: raw &+ (1 << 61)) < 1 << 62
    }
}
