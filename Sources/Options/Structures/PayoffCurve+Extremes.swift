public import MarketModel

/// The most that can be made or lost.
public enum PayoffBound: Hashable, Sendable {
    /// So much, above zero when it is made and below when it is lost.
    case limited(Money)
    /// There is no end to it.
    case unlimited

    /// The amount; `nil` when there is no end to it.
    public var amount: Money? {
        if case .limited(let money) = self { money } else { nil }
    }
}

extension PayoffCurve {
    /// The highest money on the curve.
    public var maximum: PayoffBound {
        if slopeAbove > .zero || floor == nil && slopeBelow < .zero { return .unlimited }
        return .limited(points.map(\.value).max() ?? .zero)
    }

    /// The lowest money on the curve.
    public var minimum: PayoffBound {
        if slopeAbove < .zero || floor == nil && slopeBelow > .zero { return .unlimited }
        return .limited(points.map(\.value).min() ?? .zero)
    }

    /// The prices at which the money is zero, rising; of a stretch of zero its ends, and never the floor itself.
    ///
    /// Exact to a billionth.
    public var zeros: [Price] {
        var found: Set<Price> = []
        for (index, point) in points.enumerated() where point.value == .zero {
            let isFlat =
                index > 0 && points[index - 1].value == .zero
                && (index + 1 < points.count ? points[index + 1].value == .zero : slopeAbove == .zero)
            if point.price != floor, !isFlat { found.insert(point.price) }
        }
        for (left, right) in zip(points, points.dropFirst())
        where left.value.billionths.signum() * right.value.billionths.signum() < 0 {
            let run = Int128(right.price.billionths) - Int128(left.price.billionths)
            let rise = right.value.billionths - left.value.billionths
            found.formUnion(Self.price(left.price, plus: -left.value.billionths, times: run, over: rise))
        }
        if let last = points.last, last.value.billionths.signum() * slopeAbove.billionths.signum() < 0 {
            found.formUnion(
                Self.price(
                    last.price, plus: -last.value.billionths, times: 1_000_000_000, over: slopeAbove.billionths))
        }
        if floor == nil, let first = points.first,
            first.value.billionths.signum() * slopeBelow.billionths.signum() > 0
        {
            found.formUnion(
                Self.price(
                    first.price, plus: -first.value.billionths, times: 1_000_000_000, over: slopeBelow.billionths))
        }
        return found.sorted()
    }

    /// The open stretches of price where the money is above zero, rising; a missing end is the floor or no end.
    public var profitable: [(above: Price?, below: Price?)] {
        let bounds: [Price?] = [nil] + zeros + [nil]
        var stretches: [(above: Price?, below: Price?)] = []
        for (above, below) in zip(bounds, bounds.dropFirst()) where value(between: above, and: below) > .zero {
            if let last = stretches.last, last.below == above, above.map({ value(at: $0) > .zero }) == true {
                stretches[stretches.count - 1].below = below
            } else {
                stretches.append((above, below))
            }
        }
        return stretches
    }

    /// The money at some price inside a stretch that has no zero inside.
    private func value(between above: Price?, and below: Price?) -> Money {
        let step = Price(billionths: 1_000_000_000)
        switch (above, below) {
        case (let above?, let below?):
            return value(at: Price(billionths: above.billionths + (below.billionths - above.billionths) / 2))
        case (let above?, nil): return value(at: max(above, points.last?.price ?? above) + step)
        case (nil, let below?):
            return value(at: min(below, points.first?.price ?? below) - (floor == nil ? step : .zero))
        case (nil, nil): return points.map(\.value).max() ?? .zero
        }
    }

    /// `start + run · value / rise` to the nearest billionth; none when it is out of a price's range.
    private static func price(_ start: Price, plus value: Int128, times run: Int128, over rise: Int128) -> [Price] {
        // The product can outgrow 128 bits.
        let product = value.magnitude.multipliedFullWidth(by: run.magnitude)
        guard product.high < rise.magnitude else { return [] }
        let (whole, rest) = rise.magnitude.dividingFullWidth(product)
        let isHalf = rest >= rise.magnitude - rest
        guard let distance = Int64(exactly: whole + (isHalf ? 1 : 0)) else { return [] }
        let isUp = value.signum() * run.signum() * rise.signum() > 0
        let (sum, overflow) = start.billionths.addingReportingOverflow(isUp ? distance : -distance)
        return overflow ? [] : [Price(billionths: sum)]
    }
}
