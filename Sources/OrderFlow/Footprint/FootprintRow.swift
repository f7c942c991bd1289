public import MarketModel

/// One row of a footprint or profile.
public struct FootprintRow: Sendable, Hashable, BitwiseCopyable {
    /// The lowest price of the row; with rows of one tick, its price.
    public var price: Price
    /// Volume by side.
    public var volume: SideVolume
    /// Prints.
    public var trades: Int

    /// Creates a row.
    public init(price: Price, volume: SideVolume, trades: Int) {
        self.price = price
        self.volume = volume
        self.trades = trades
    }

    /// Buy less sell.
    public var delta: Volume { volume.delta }
}

/// Rows of a footprint or profile, lowest price first, none without a print.
public struct Footprint: Sendable, Equatable {
    /// The rows, lowest price first.
    public let rows: [FootprintRow]
    /// The distance of adjacent rows: whole ticks, anchored at zero.
    public let step: Price

    /// Creates a footprint from rows sorted by price.
    public init(rows: [FootprintRow], step: Price) {
        self.rows = rows
        self.step = step
    }

    /// The same prints in rows of `ticks` times the step, anchored at zero. A row takes what lies at or above its
    /// price and below the next, prices off the grid included.
    ///
    /// - Precondition: `ticks` is above zero.
    public func grouped(by ticks: Int) -> Footprint {
        precondition(ticks > 0, "a row has at least one tick")
        let (wide, overflow) = step.billionths.multipliedReportingOverflow(by: Int64(ticks))
        guard ticks > 1, !overflow else { return self }
        var grouped: [FootprintRow] = []
        for row in rows {
            let price = Price(billionths: row.price.billionths.flooredMultiple(of: wide))
            if let last = grouped.last, last.price == price {
                grouped[grouped.count - 1] += row
            } else {
                grouped.append(FootprintRow(price: price, volume: row.volume, trades: row.trades))
            }
        }
        return Footprint(rows: grouped, step: Price(billionths: wide))
    }

    /// The sums of all rows.
    public var volume: SideVolume {
        rows.reduce(into: SideVolume()) { sum, row in sum += row.volume }
    }

    /// The point of control: the row with most volume, the lowest on ties; `nil` without rows.
    public var pointOfControl: FootprintRow? { best { $0.volume.total } }
    /// The row with the largest delta, the lowest on ties.
    public var maximumDelta: FootprintRow? { best { $0.delta } }
    /// The row with the smallest delta, the lowest on ties.
    public var minimumDelta: FootprintRow? { best { -$0.delta } }

    private func best(_ measure: (FootprintRow) -> Volume) -> FootprintRow? {
        guard var best = rows.first else { return nil }
        for row in rows.dropFirst() where measure(row) > measure(best) { best = row }
        return best
    }

    /// The row at a price, if it has prints.
    public func row(at price: Price) -> FootprintRow? {
        let position = position(atOrAbove: price)
        guard position < rows.count, rows[position].price == price else { return nil }
        return rows[position]
    }

    /// The first row at or above a price.
    func position(atOrAbove price: Price) -> Int {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].price < price { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SideVolume {
    static func += (sum: inout SideVolume, other: SideVolume) {
        sum = SideVolume(buy: sum.buy + other.buy, sell: sum.sell + other.sell, unknown: sum.unknown + other.unknown)
    }
}

extension FootprintRow {
    static func += (row: inout FootprintRow, other: FootprintRow) {
        row.volume += other.volume
        row.trades += other.trades
    }
}

extension Footprint {
    /// Rows from the engine's own form.
    init(_ packed: ContiguousArray<PackedRow>, wide: [Int64: WideSums], tick: Price) {
        self.init(
            rows: packed.map { row in
                var sums = SideSums()
                sums.lanes = row.cell
                sums.wide = wide.isEmpty ? .zero : wide[row.price] ?? .zero
                return FootprintRow(
                    price: Price(billionths: row.price), volume: SideVolume(sums), trades: sums.trades)
            }, step: tick)
    }

    /// Rows of several footprints of one step added up.
    init(merging footprints: [Footprint], step: Price) {
        var rows: [FootprintRow] = []
        for row in footprints.flatMap(\.rows).sorted(by: { $0.price < $1.price }) {
            if let last = rows.last, last.price == row.price {
                rows[rows.count - 1] += row
            } else {
                rows.append(row)
            }
        }
        self.init(rows: rows, step: step)
    }
}
