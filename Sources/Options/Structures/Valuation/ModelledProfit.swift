internal import MarketModel

/// What a structure earns at one moment as a function of the underlying's price, by the model: a curve without
/// corners to compute from, so its extremes and zeros are searched for.
struct ModelledProfit {
    let structure: OptionStructure
    let market: StructureMarket
    let openingCash: Double

    /// The profit in dollars at a price of the underlying.
    func callAsFunction(_ underlying: Double) -> Double {
        structure.value(in: market.moved(underlying: underlying)) + openingCash
    }

    /// Prices that hold every feature of the curve: from near zero to far above all strikes, dense between them.
    var grid: [Double] {
        let strikes = structure.strikes.map(\.doubleValue)
        let low = min(strikes.first ?? market.underlying, market.underlying)
        let high = max(strikes.last ?? market.underlying, market.underlying)
        let dense = (0...400).map { low * 0.5 + (high * 1.5 - low * 0.5) * Double($0) / 400 }
        let sparse = [1e-6, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4].map { low * $0 } + [2, 3, 5, 10, 30].map { high * $0 }
        return (dense + sparse + strikes).sorted()
    }

    /// The prices at which the profit changes its sign, to about nine digits.
    func zeros(on grid: [Double]) -> [Double] {
        zip(grid, grid.dropFirst()).compactMap { left, right in
            let (first, last) = (self(left), self(right))
            guard first.sign != last.sign, first != 0 else { return first == 0 ? left : nil }
            var (low, high) = (left, right)
            for _ in 0..<60 {
                let middle = (low + high) / 2
                if self(middle).sign == first.sign { low = middle } else { high = middle }
            }
            return (low + high) / 2
        }
    }

    /// The highest (`sign` 1) or lowest (-1) profit, by golden-section search around the best price of the grid.
    func extreme(sign: Double, on grid: [Double]) -> Double {
        let values = grid.map { sign * self($0) }
        guard let best = values.indices.max(by: { values[$0] < values[$1] }) else { return 0 }
        var (low, high) = (grid[max(0, best - 1)], grid[min(grid.count - 1, best + 1)])
        let ratio = (5.0.squareRoot() - 1) / 2
        for _ in 0..<60 {
            let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
            if sign * self(left) > sign * self(right) { high = right } else { low = left }
        }
        return sign * max(values[best], sign * self((low + high) / 2))
    }
}
