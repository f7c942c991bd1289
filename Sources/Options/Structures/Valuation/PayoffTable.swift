public import MarketModel

/// Profit by date and price of the underlying, before fees.
public struct PayoffTable: Hashable, Sendable {
    /// The prices of the underlying, one a row.
    public let prices: [Price]
    /// The moments, one a column.
    public let moments: [Timestamp]
    /// Dollars earned, by row and column.
    public let profits: [[Double]]

    /// Values a structure at every price and moment, all volatilities moved by `volatilityShift`.
    ///
    /// Where an option has expired before a moment, it counts with what it would pay at that row's price.
    ///
    /// - Throws: `StructureError.unknownEntryPrice` for the first leg without one.
    public init(
        of structure: OptionStructure, in market: StructureMarket, prices: [Price], moments: [Timestamp],
        volatilityShift: Double = 0
    ) throws(StructureError) {
        if let index = structure.legs.firstIndex(where: { $0.entryPrice == nil }) {
            throw .unknownEntryPrice(index: index)
        }
        let cash = (structure.openingCash ?? .zero).doubleValue
        self.prices = prices
        self.moments = moments
        profits = prices.map { price in
            moments.map { moment in
                let scene = market.moved(
                    underlying: price.doubleValue, moment: moment, volatilityShift: volatilityShift)
                return structure.value(in: scene) + cash
            }
        }
    }
}
