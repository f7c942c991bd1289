public import MarketModel

/// A row where one side outweighs the other side of the neighbouring tick.
public struct Imbalance: Sendable, Hashable, BitwiseCopyable {
    /// The row of the stronger side.
    public var price: Price
    /// The stronger side: `buy` or `sell`.
    public var side: AggressorSide

    /// Creates an imbalance.
    public init(price: Price, side: AggressorSide) {
        self.price = price
        self.side = side
    }
}

/// Adjacent imbalances of one side.
public struct StackedImbalance: Sendable, Hashable, BitwiseCopyable {
    /// The stronger side.
    public var side: AggressorSide
    /// The lowest row.
    public var low: Price
    /// The highest row.
    public var high: Price
    /// The number of rows.
    public var rows: Int
}

/// A traded row inside the range where one side has nothing.
public struct ZeroPrint: Sendable, Hashable, BitwiseCopyable {
    /// The row.
    public var price: Price
    /// The side without volume: `buy` or `sell`.
    public var missing: AggressorSide
}

extension Footprint {
    /// Diagonal imbalances by volume, lowest price first; a row can have both.
    ///
    /// Buy at `p`: `buy(p) × 100 ≥ percent × sell(p − 1 row)` and `buy(p) ≥ minimum`. Sell at `p`:
    /// `sell(p) × 100 ≥ percent × buy(p + 1 row)` and `sell(p) ≥ minimum`. The neighbour is the adjacent row of the
    /// grid, zero when nothing traded there; rows off the grid have no neighbours and are not judged.
    public func imbalances(percent: Int, minimum: Quantity) -> [Imbalance] {
        let floor = max(Volume(minimum), Volume(billionths: 1))
        var found: [Imbalance] = []
        for (position, row) in rows.enumerated() where row.price.isMultiple(of: step) {
            if row.volume.buy >= floor,
                outweighs(row.volume.buy, neighbour(of: position, below: true)?.sell ?? .zero, percent)
            {
                found.append(Imbalance(price: row.price, side: .buy))
            }
            if row.volume.sell >= floor,
                outweighs(row.volume.sell, neighbour(of: position, below: false)?.buy ?? .zero, percent)
            {
                found.append(Imbalance(price: row.price, side: .sell))
            }
        }
        return found
    }

    private func outweighs(_ strong: Volume, _ weak: Volume, _ percent: Int) -> Bool {
        let (left, overflow) = strong.billionths.multipliedReportingOverflow(by: 100)
        let (right, rightOverflow) = weak.billionths.multipliedReportingOverflow(by: Int128(percent))
        return !rightOverflow && (overflow || left >= right)
    }

    /// The volume one row below or above, stepping over rows off the grid.
    private func neighbour(of position: Int, below: Bool) -> SideVolume? {
        let wanted = below ? rows[position].price - step : rows[position].price + step
        var next = position + (below ? -1 : 1)
        while rows.indices.contains(next), below ? rows[next].price > wanted : rows[next].price < wanted {
            next += below ? -1 : 1
        }
        return rows.indices.contains(next) && rows[next].price == wanted ? rows[next].volume : nil
    }

    /// Runs of at least `count` adjacent imbalances of one side, lowest first, buys before sells.
    public func stacks(of imbalances: [Imbalance], count: Int) -> [StackedImbalance] {
        var found: [StackedImbalance] = []
        for side in [AggressorSide.buy, .sell] {
            var run: StackedImbalance?
            for imbalance in imbalances where imbalance.side == side {
                if var open = run, imbalance.price == open.high + step {
                    open.high = imbalance.price
                    open.rows += 1
                    run = open
                } else {
                    if let run, run.rows >= count { found.append(run) }
                    run = StackedImbalance(side: side, low: imbalance.price, high: imbalance.price, rows: 1)
                }
            }
            if let run, run.rows >= count { found.append(run) }
        }
        return found
    }

    /// Both sides traded at the highest row: buyers were still met there.
    public var isUnfinishedAtHigh: Bool { rows.last.map { isTwoSided($0) } ?? false }
    /// Both sides traded at the lowest row.
    public var isUnfinishedAtLow: Bool { rows.first.map { isTwoSided($0) } ?? false }

    private func isTwoSided(_ row: FootprintRow) -> Bool { row.volume.buy > .zero && row.volume.sell > .zero }

    /// Traded rows strictly inside the range where exactly one side has volume.
    public var zeroPrints: [ZeroPrint] {
        rows.dropFirst().dropLast().compactMap { row in
            let (buys, sells) = (row.volume.buy > .zero, row.volume.sell > .zero)
            guard buys != sells else { return nil }
            return ZeroPrint(price: row.price, missing: buys ? .sell : .buy)
        }
    }
}
