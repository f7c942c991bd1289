public import MarketModel

/// Makes prints of a lower grade from last trades and quotes, for instruments without time and sales.
///
/// Each new `Trade` becomes a print with the bid and ask known at that moment, and the engine's quote rule decides its
/// side. Trades are conflated by the feed: what is missing shows in `missedVolume`. Give the engine
/// `FlowSource.tradeAndQuote`, so that its numbers carry the grade `trade-quote`.
public struct TradeQuotePrints: Sendable {
    /// Why a trade became no print.
    public enum Exclusion: String, Sendable, CaseIterable {
        /// The first trade after subscribing is the state of before, not a new trade.
        case initialState
        /// The same trade again, sent because another field changed.
        case repeated
        /// No price or no size.
        case incomplete
    }

    /// Trades given: `used` plus all of `excluded`.
    public private(set) var received = 0
    /// Trades that became prints.
    public private(set) var used = 0
    /// Volume the day's total grew by beyond the trades seen: conflated away. An estimate, as the total is.
    public private(set) var missedVolume = 0.0
    private var exclusions = [Int](repeating: 0, count: Exclusion.allCases.count)
    private var bid: Price?
    private var ask: Price?
    private var last: Trade?

    /// Creates a maker that has seen nothing.
    public init() {}

    /// Trades that became no print, by reason; only reasons that occurred.
    public var excluded: [(reason: Exclusion, count: Int)] {
        zip(Exclusion.allCases, exclusions).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
    }

    /// Remembers the quote for the trades that follow.
    public mutating func observe(_ quote: Quote) { (bid, ask) = (quote.bidPrice, quote.askPrice) }

    /// The print a trade stands for, or `nil` when it stands for none.
    public mutating func print(from trade: Trade) -> Print? {
        received += 1
        defer { last = trade }
        guard let price = trade.price, let size = trade.size else { return exclude(.incomplete) }
        guard let last else { return exclude(.initialState) }
        let isRepeated =
            last.time == trade.time && last.sequence == trade.sequence && last.price == price && last.size == size
        guard !isRepeated else { return exclude(.repeated) }
        if last.day == trade.day, last.dayVolume.isFinite, trade.dayVolume.isFinite {
            missedVolume += max(0, trade.dayVolume - last.dayVolume - size.doubleValue)
        }
        used += 1
        return Print(time: trade.time, price: price, size: size, bid: bid, ask: ask)
    }

    private mutating func exclude(_ reason: Exclusion) -> Print? {
        exclusions[Exclusion.allCases.firstIndex(of: reason) ?? 0] += 1
        return nil
    }
}
