public import MarketModel

/// Money as a function of the underlying's price: straight lines that meet at the strikes, exact at every price.
public struct PayoffCurve: Hashable, Sendable {
    /// A price of the underlying and the money there.
    public struct Point: Hashable, Sendable {
        /// Price of the underlying.
        public let price: Price
        /// What the structure is worth, or earns, there.
        public let value: Money
    }

    /// The ends of the lines, by rising price: the floor, then every strike above it.
    public let points: [Point]
    /// Dollars per point of the underlying above the last strike.
    public let slopeAbove: Money
    /// Dollars per point below the first point; looked at only where there is no floor.
    public let slopeBelow: Money
    /// The lowest price the underlying can have; `nil` where it can fall without end.
    public let floor: Price?

    /// The curve of legs whose options expire together, moved up by `offset`.
    init(legs: [OptionLeg], offset: Money, floor: Price?) {
        let strikes = legs.compactMap { $0.option?.strike }
        let prices = Set(strikes.filter { $0 > floor ?? .lowest } + [floor ?? strikes.min() ?? .zero])
        points = prices.sorted().map { price in
            Point(price: price, value: legs.reduce(offset) { $0 + $1.expiryValue(at: price) })
        }
        let perPoint = Price(billionths: 1_000_000_000)
        slopeAbove = legs.reduce(.zero) { $1.option?.right == .put ? $0 : $0 + $1.value(of: perPoint) }
        slopeBelow = legs.reduce(.zero) { sum, leg in
            switch leg.option?.right {
            case .call: sum
            case .put: sum - leg.value(of: perPoint)
            case nil: sum + leg.value(of: perPoint)
            }
        }
        self.floor = floor
    }

    /// The money at a price of the underlying.
    ///
    /// Below the floor it is what it is at the floor.
    public func value(at price: Price) -> Money {
        guard let first = points.first, let last = points.last else { return .zero }
        if price <= first.price {
            return floor == nil ? first.value + Self.rise(slopeBelow, price - first.price) : first.value
        }
        if price >= last.price { return last.value + Self.rise(slopeAbove, price - last.price) }
        let next = points.firstIndex { $0.price >= price } ?? points.endIndex - 1
        let (left, right) = (points[next - 1], points[next])
        let run = Int128(right.price.billionths) - Int128(left.price.billionths)
        let part = Int128(price.billionths) - Int128(left.price.billionths)
        let (whole, rest) = (right.value - left.value).billionths.quotientAndRemainder(dividingBy: run)
        return Money(billionths: left.value.billionths + whole * part + rest * part / run)
    }

    private static func rise(_ slope: Money, _ run: Price) -> Money {
        let (whole, rest) = slope.billionths.quotientAndRemainder(dividingBy: 1_000_000_000)
        return Money(billionths: whole * Int128(run.billionths) + rest * Int128(run.billionths) / 1_000_000_000)
    }
}

extension Price {
    /// Below every strike.
    fileprivate static let lowest = Price(billionths: .min)
}
