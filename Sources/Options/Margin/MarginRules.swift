public import MarketModel

/// The fractions and floors that a margin account asks for; a broker's own may be set instead.
///
/// Fractions are prices of one: `0.2` is 20 %. The initial values are the common rules under Regulation T, as an
/// approximation of what a broker asks.
public struct MarginRules: Hashable, Sendable {
    /// Of the underlying's price, for a short option without cover, before what it is out of the money.
    public var nakedFraction: Price
    /// Of the underlying's price (call) or the strike (put), the least for a short option without cover.
    public var nakedMinimum: Price
    /// Of the value of shares bought.
    public var longShares: Price
    /// Of the value of shares sold short, on top of the proceeds.
    public var shortShares: Price

    /// Creates rules.
    public init(nakedFraction: Price, nakedMinimum: Price, longShares: Price, shortShares: Price) {
        self.nakedFraction = nakedFraction
        self.nakedMinimum = nakedMinimum
        self.longShares = longShares
        self.shortShares = shortShares
    }

    /// 20 % and 10 % for short options, 50 % for shares bought or sold short.
    public static let regulationT = MarginRules(
        nakedFraction: Price(billionths: 200_000_000), nakedMinimum: Price(billionths: 100_000_000),
        longShares: Price(billionths: 500_000_000), shortShares: Price(billionths: 500_000_000))

    /// What one short option without cover asks for besides its own price, in points: the greater of the fraction of
    /// the underlying less what the option is out of the money, and the minimum.
    public func nakedPoints(_ contract: OptionContract, underlying: Price) -> Price {
        let isCall = contract.right == .call
        let outOfTheMoney = max(.zero, isCall ? contract.strike - underlying : underlying - contract.strike)
        let usual = underlying.scaled(by: nakedFraction) - outOfTheMoney
        return max(usual, (isCall ? underlying : contract.strike).scaled(by: nakedMinimum))
    }
}

extension Price {
    /// The price times a fraction, towards zero at the last billionth.
    func scaled(by fraction: Price) -> Price {
        Price(billionths: Int64(Int128(billionths) * Int128(fraction.billionths) / 1_000_000_000))
    }
}
