internal import MarketModel

/// What a structure earns at one moment as a function of the underlying's price, by the model: a curve without
/// corners to compute from, so its extremes and zeros are searched for, from values on a grid that are worked out once.
struct ModelledProfit {
    private let structure: OptionStructure
    private let market: StructureMarket
    private let openingCash: Double
    /// Prices that hold every feature of the curve: from near zero to far above all strikes, dense between them.
    let prices: [Double]
    /// The profit at each of them.
    let values: [Double]

    init(structure: OptionStructure, market: StructureMarket, openingCash: Double) {
        self.structure = structure
        self.market = market
        self.openingCash = openingCash
        let strikes = structure.strikes.map(\.doubleValue)
        let low = min(strikes.first ?? market.underlying, market.underlying)
        let high = max(strikes.last ?? market.underlying, market.underlying)
        let dense = (0...160).map { low * 0.7 + (high * 1.3 - low * 0.7) * Double($0) / 160 }
        let sparse = [1e-6, 0.05, 0.2, 0.4, 0.5, 0.6].map { low * $0 } + [1.5, 2, 4, 10, 30].map { high * $0 }
        prices = (dense + sparse + strikes).sorted()
        values = prices.map { price in
            structure.value(in: market.moved(underlying: price)) + openingCash
        }
    }

    /// The profit in dollars at a price of the underlying.
    func callAsFunction(_ underlying: Double) -> Double {
        structure.value(in: market.moved(underlying: underlying)) + openingCash
    }

    /// The prices at which the profit changes its sign, to about a billionth of a cell of the grid.
    var zeros: [Double] {
        prices.indices.dropLast().compactMap { index in
            let first = values[index]
            guard first != 0 else { return prices[index] }
            guard first.sign != values[index + 1].sign else { return nil }
            var (low, high) = (prices[index], prices[index + 1])
            for _ in 0..<30 {
                let middle = (low + high) / 2
                if self(middle).sign == first.sign { low = middle } else { high = middle }
            }
            return (low + high) / 2
        }
    }

    /// The highest (`sign` 1) or lowest (-1) profit, by golden-section search around the best price of the grid.
    func extreme(sign: Double) -> Double {
        guard let best = values.indices.max(by: { sign * values[$0] < sign * values[$1] }) else { return 0 }
        var (low, high) = (prices[max(0, best - 1)], prices[min(prices.count - 1, best + 1)])
        let ratio = (5.0.squareRoot() - 1) / 2
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
        var (atLeft, atRight) = (sign * self(left), sign * self(right))
        var most = max(sign * values[best], atLeft, atRight)
        for _ in 0..<30 {
            if atLeft > atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - ratio * (high - low)
                atLeft = sign * self(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + ratio * (high - low)
                atRight = sign * self(right)
            }
            most = max(most, atLeft, atRight)
        }
        return sign * most
    }
}
