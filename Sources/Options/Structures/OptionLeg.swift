public import MarketModel

/// What one leg of a structure is made of.
public enum LegInstrument: Hashable, Sendable {
    /// An option.
    case option(OptionContract)
    /// Shares of a stock or fund, by the broker's symbol.
    case shares(symbol: String)
    /// A futures contract, by the broker's symbol, with its dollars per point.
    case future(symbol: String, multiplier: Quantity)

    /// The symbol of what the leg's worth depends on; a share's or future's own.
    public var underlying: String {
        switch self {
        case .option(let contract): contract.series.underlying
        case .shares(let symbol), .future(let symbol, _): symbol
        }
    }

    /// Dollars per point of one unit: 100 for most options on stocks, 1 for a share.
    public var multiplier: Quantity {
        switch self {
        case .option(let contract): contract.series.multiplier
        case .shares: Quantity(whole: 1)
        case .future(_, let multiplier): multiplier
        }
    }

    /// The option; `nil` for shares and futures.
    public var option: OptionContract? {
        if case .option(let contract) = self { contract } else { nil }
    }

    /// What one unit is worth per point when its option, if it is one, expires at this price of the underlying.
    public func expiryValue(at underlying: Price) -> Price {
        option?.intrinsicValue(at: underlying) ?? underlying
    }
}

/// A signed number of options, shares or futures, and what was paid for each.
public struct OptionLeg: Hashable, Sendable {
    /// What is held.
    public var instrument: LegInstrument
    /// Contracts or shares: above zero when long, below when short.
    public var quantity: Quantity
    /// What one unit was bought or sold at, in points of the underlying; `nil` when it is not known.
    public var entryPrice: Price?

    /// Creates a leg of any kind.
    public init(_ instrument: LegInstrument, quantity: Quantity, entryPrice: Price? = nil) {
        self.instrument = instrument
        self.quantity = quantity
        self.entryPrice = entryPrice
    }

    /// Creates a leg of whole option contracts, negative when short.
    public init(_ contract: OptionContract, quantity: Int, entryPrice: Price? = nil) {
        self.init(.option(contract), quantity: Quantity(whole: quantity), entryPrice: entryPrice)
    }

    /// The option; `nil` for shares and futures.
    public var option: OptionContract? { instrument.option }

    /// Whether the leg is owned rather than owed.
    public var isLong: Bool { quantity > .zero }

    /// The money that opening the leg brought in, above zero, or cost, below; `nil` without an entry price.
    public var openingCash: Money? { entryPrice.map { -value(of: $0) } }

    /// The leg's worth at a price per unit, below zero for a short leg with a positive price.
    public func value(of price: Price) -> Money {
        Money(price, times: quantity, multiplier: instrument.multiplier)
    }

    /// The leg's worth when its option, if it is one, expires at this price of the underlying.
    public func expiryValue(at underlying: Price) -> Money { value(of: instrument.expiryValue(at: underlying)) }
}
