public import MarketModel

/// What the fee tables tell apart.
public enum FeeProduct: Hashable, Sendable {
    /// Shares of a stock or fund.
    case shares
    /// Options on a stock or fund.
    case equityOption
    /// Options on a broad index, by the index: `SPX`.
    case indexOption(index: String)
    /// A future, by its product's root: `ES`.
    case future(product: String)
    /// An option on a future, by the future's root: `ES`.
    case futureOption(product: String)

    /// The product of a leg.
    public init(_ instrument: LegInstrument) {
        switch instrument {
        case .shares: self = .shares
        case .future(let symbol, _): self = .future(product: Self.root(ofFuture: symbol))
        case .option(let contract):
            switch contract.series.delivery {
            case .shares: self = .equityOption
            case .cash: self = .indexOption(index: contract.series.underlying)
            case .future: self = .futureOption(product: Self.root(ofFuture: contract.series.underlying))
            }
        }
    }

    /// The root of `/ESZ6`, `/ESZ26` or `/ESZ26:XCME`: without slash, exchange, year and month.
    private static func root(ofFuture symbol: String) -> String {
        let code = symbol.drop { $0 == "/" || $0 == "." }.prefix { $0 != ":" && $0 != " " }
        let letters = code.prefix { !$0.isNumber }
        // `M2K` has a digit of its own: take only the digits at the end for the year.
        let year = code.reversed().prefix(while: \.isNumber).count
        guard year > 0, code.count > year + 1 else { return String(letters) }
        return String(code.dropLast(year + 1))
    }
}

/// Whether a trade opens a position or closes one.
public enum PositionEffect: String, Sendable, CaseIterable {
    /// Opens or adds to it.
    case open
    /// Closes it or part of it.
    case close
}

/// One leg of an order, as the fee tables see it.
public struct FeeLeg: Hashable, Sendable {
    /// What is traded.
    public let product: FeeProduct
    /// Contracts or shares: above zero when bought, below when sold.
    public let quantity: Quantity
    /// What the order was for, without sign, where `quantity` is only a part of it; `nil` when it is all of it. Whether
    /// shares come in fractions is a matter of the whole.
    public let ordered: Quantity?
    /// The price per unit; `nil` when not known, which leaves the fee on proceeds unknown.
    public let price: Price?
    /// Dollars per point of one unit.
    public let multiplier: Quantity
    /// Whether it opens or closes.
    public let effect: PositionEffect

    /// Creates a leg.
    public init(
        _ product: FeeProduct, quantity: Quantity, ordered: Quantity? = nil, price: Price?, multiplier: Quantity,
        effect: PositionEffect
    ) {
        self.product = product
        self.quantity = quantity
        self.ordered = ordered
        self.price = price
        self.multiplier = multiplier
        self.effect = effect
    }

    /// The opening of a structure's leg at its entry price.
    public init(opening leg: OptionLeg) {
        self.init(
            FeeProduct(leg.instrument), quantity: leg.quantity, price: leg.entryPrice,
            multiplier: leg.instrument.multiplier, effect: .open)
    }

    /// The closing of a structure's leg at a price.
    public init(closing leg: OptionLeg, at price: Price?) {
        self.init(
            FeeProduct(leg.instrument), quantity: -leg.quantity, price: price,
            multiplier: leg.instrument.multiplier, effect: .close)
    }
}
