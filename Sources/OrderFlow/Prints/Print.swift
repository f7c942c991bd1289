public import MarketModel

/// One trade as the engine reads it: a plain record of 56 bytes, made from a `TimeAndSale` or given directly.
@frozen
public struct Print: Sendable, BitwiseCopyable, Equatable {
    /// The `index` of a print whose source gives none: it is never a duplicate and cannot be corrected.
    public static let noIndex = Int64.min

    /// When it traded.
    public var time: Timestamp
    /// Identity within the instrument, as `EventIndex` packs it; `noIndex` when the source has none.
    public var index: Int64
    /// Price in billionths; `Price.absentBillionths` when absent.
    public var rawPrice: Int64
    /// Amount in billionths; `Quantity.absentBillionths` when absent.
    public var rawSize: Int64
    /// Best bid of the moment in billionths; `Price.absentBillionths` when the source has none.
    public var rawBid: Int64
    /// Best ask of the moment in billionths; `Price.absentBillionths` when the source has none.
    public var rawAsk: Int64
    /// The side that crossed as the source gives it.
    public var side: AggressorSide
    /// New, or the correction or cancellation of the print with the same index.
    public var kind: PrintKind
    /// Marks of the source.
    public var flags: PrintFlags

    /// Creates a print.
    ///
    /// - Parameters:
    ///   - time: When it traded.
    ///   - index: Identity within the instrument; `noIndex` when there is none.
    ///   - price: Price per unit.
    ///   - size: Amount, above zero in an ordinary print.
    ///   - bid: Best bid of the moment, if known.
    ///   - ask: Best ask of the moment, if known.
    ///   - side: The side that crossed, if the source knows.
    @inlinable
    public init(
        time: Timestamp,
        index: Int64 = Print.noIndex,
        price: Price?,
        size: Quantity?,
        bid: Price? = nil,
        ask: Price? = nil,
        side: AggressorSide = .undefined,
        kind: PrintKind = .new,
        flags: PrintFlags = []
    ) {
        self.time = time
        self.index = index
        rawPrice = price.packed
        rawSize = size.packed
        rawBid = bid.packed
        rawAsk = ask.packed
        self.side = side
        self.kind = kind
        self.flags = flags
    }

    /// Reads a feed event; a record the feed removes counts as a cancellation.
    @inlinable
    public init(_ event: TimeAndSale) {
        self.init(
            time: event.time, index: event.index, price: event.price, size: event.size,
            bid: event.bidPrice, ask: event.askPrice, side: event.aggressorSide,
            kind: event.flags.contains(.removeEvent) ? .cancel : event.kind,
            flags: PrintFlags(
                rawValue: (event.isSpreadLeg ? PrintFlags.spreadLeg.rawValue : 0)
                    | (event.isValidTick ? 0 : PrintFlags.invalidTick.rawValue)
                    | (event.extendedTradingHours ? PrintFlags.extendedHours.rawValue : 0)))
    }

    /// Price; `nil` only in records that void another.
    @inlinable public var price: Price? { Price(packed: rawPrice) }
    /// Amount; `nil` when absent.
    @inlinable public var size: Quantity? { Quantity(packed: rawSize) }
    /// Best bid of the moment; `nil` when unknown.
    @inlinable public var bid: Price? { Price(packed: rawBid) }
    /// Best ask of the moment; `nil` when unknown.
    @inlinable public var ask: Price? { Price(packed: rawAsk) }
}

/// Marks a print's source puts on it.
@frozen
public struct PrintFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt8

    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Part of a spread trade.
    public static let spreadLeg = PrintFlags(rawValue: 1)
    /// Does not count for last, high and low.
    public static let invalidTick = PrintFlags(rawValue: 2)
    /// Outside the regular session; says nothing for CME products.
    public static let extendedHours = PrintFlags(rawValue: 4)
}
