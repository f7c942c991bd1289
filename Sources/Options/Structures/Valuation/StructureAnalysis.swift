public import MarketModel

/// What can be said of a structure before it is opened: its best and worst case, breakevens, odds and Greeks.
public struct StructureAnalysis: Hashable, Sendable {
    /// Where best case, worst case and breakevens come from.
    public enum Basis: String, Sendable {
        /// The payoff at expiration: exact.
        case payoff
        /// The model's worth of what is left at the first expiration, searched over prices: as good as the model and
        /// its volatilities, shown to the cent.
        case model
    }

    /// Money received for opening, above zero, or paid, below; before fees.
    public let openingCash: Money
    /// The most that can be made.
    public let maximumProfit: PayoffBound
    /// The most that can be lost, below zero where something can.
    public let maximumLoss: PayoffBound
    /// The prices of the underlying at which nothing is made or lost, rising.
    public let breakevens: [Price]
    /// Where these come from.
    public let basis: Basis
    /// The moment they hold for: the first expiration.
    public let horizon: Timestamp
    /// The chance to end with a profit at `horizon`, when the underlying's price is lognormal with the market's
    /// volatility and drifts with the rate less the yield.
    public let probabilityOfProfit: Double
    /// The model's worth and Greeks now.
    public let valuation: StructureValuation

    /// Analyses a structure in a market.
    ///
    /// - Parameter floor: The lowest price the underlying can have; `nil` where it can fall below zero.
    /// - Throws: `StructureError.unknownEntryPrice` for the first leg without one.
    public init(
        of structure: OptionStructure, in market: StructureMarket, floor: Price? = .zero
    ) throws(StructureError) {
        let expirations = structure.expirations
        valuation = structure.valuation(in: market)
        horizon = expirations.first ?? market.moment
        if let index = structure.legs.firstIndex(where: { $0.entryPrice == nil }) {
            throw .unknownEntryPrice(index: index)
        }
        let cash = structure.openingCash ?? .zero
        openingCash = cash
        let stretches: [(above: Double?, below: Double?)]
        if expirations.count <= 1 {
            let profit = try structure.profitAtExpiration(floor: floor)
            basis = .payoff
            maximumProfit = profit.maximum
            maximumLoss = profit.minimum
            breakevens = profit.zeros
            stretches = profit.profitable.map { ($0.above?.doubleValue, $0.below?.doubleValue) }
        } else {
            basis = .model
            let profit = ModelledProfit(
                structure: structure, market: market.moved(moment: expirations[0]), openingCash: cash.doubleValue)
            let ends = PayoffCurve(legs: structure.legs, offset: .zero, floor: floor)
            maximumProfit =
                ends.maximum == .unlimited ? .unlimited : .limited(Money(cents: profit.extreme(sign: 1)))
            maximumLoss =
                ends.minimum == .unlimited ? .unlimited : .limited(Money(cents: profit.extreme(sign: -1)))
            let zeros = profit.zeros
            breakevens = zeros.compactMap { Price(nearest: $0)?.rounded(to: Price(billionths: 10_000_000)) }
            let bounds: [Double?] = [nil] + zeros + [nil]
            stretches = zip(bounds, bounds.dropFirst()).filter { above, below in
                let inside = ((above ?? profit.prices[0]) + (below ?? profit.prices[profit.prices.count - 1])) / 2
                return profit(inside) > 0
            }
        }
        let isFuture = structure.legs.contains { $0.option?.series.isOnFuture ?? false }
        let diffusion = PricingInputs(
            right: .call, underlying: market.underlying, strike: market.underlying,
            years: max(0, Double((horizon - market.moment).wholeNanoseconds) / (365 * 86_400 * 1e9)),
            rate: market.rate, dividendYield: isFuture ? market.rate : market.dividendYield,
            volatility: market.volatility)
        probabilityOfProfit = stretches.reduce(0) { sum, stretch in
            sum
                + OptionProbability.finishing(
                    between: stretch.above ?? 0, and: stretch.below ?? .infinity, diffusion)
        }
    }
}

extension Money {
    /// A model's dollars to the nearest cent.
    init(cents dollars: Double) { self.init(billionths: Int128((dollars * 100).rounded()) * 10_000_000) }
}
