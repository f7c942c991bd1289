internal import MarketModel

extension Position {
    /// What a change of a position realized.
    struct Realized {
        /// Against the price of opening.
        var open = Money.zero
        /// Against the last daily close.
        var day = Money.zero
        /// Against the close of the year before.
        var year = Money.zero
        /// Units that were closed, above zero.
        var closed = Quantity.zero
    }

    /// Adds units at a price, below zero when sold. Units of the other side close first, at the average cost of what
    /// is held, cut to a billionth of a dollar; what is left over opens.
    ///
    /// - Parameters:
    ///   - value: What all the units cost, exact; below zero when sold.
    ///   - day: The day gains count for.
    mutating func post(_ units: Quantity, value: Money, on day: TradingDay) -> Realized {
        if realizedDay != day {
            realizedDay = day
            (realizedToday, realizedDayGain) = (.zero, .zero)
        }
        let isOpposite = quantity != .zero && (units < .zero) != (quantity < .zero)
        var realized = Realized()
        var left = (units: units, value: value)
        if isOpposite {
            let held = quantity.magnitude
            let closed = min(units.magnitude, held)
            // The value of the part that closes, from the side of the position: what it brings.
            let part = value.part(closed, of: units.magnitude)
            let removed = (
                open: openCost.part(closed, of: held), day: dayCost.part(closed, of: held),
                year: yearCost.part(closed, of: held)
            )
            realized = Realized(
                open: -part - removed.open, day: -part - removed.day, year: -part - removed.year, closed: closed)
            quantity = quantity < .zero ? quantity + closed : quantity - closed
            openCost = openCost - removed.open
            dayCost = dayCost - removed.day
            yearCost = yearCost - removed.year
            realizedToday = realizedToday + realized.open
            realizedTotal = realizedTotal + realized.open
            realizedDayGain = realizedDayGain + realized.day
            left = (units < .zero ? units + closed : units - closed, value - part)
        }
        quantity = quantity + left.units
        openCost = openCost + left.value
        dayCost = dayCost + left.value
        yearCost = yearCost + left.value
        return realized
    }
}

extension Money {
    /// The share of an amount that belongs to a part of the units, cut towards zero to a billionth.
    func part(_ units: Quantity, of whole: Quantity) -> Money {
        guard whole != .zero, units != whole else { return self }
        return Money(billionths: billionths * Int128(units.billionths) / Int128(whole.billionths))
    }

    /// The amount by another fraction than the one it was taken at.
    func scaled(_ fraction: Price, over other: Price) -> Money {
        guard other != .zero, fraction != other else { return self }
        return Money(billionths: billionths * Int128(fraction.billionths) / Int128(other.billionths))
    }

    /// Without sign.
    var magnitude: Money { self < .zero ? -self : self }
}

extension Quantity {
    /// Whether it is not a whole number.
    var isFractional: Bool { billionths % 1_000_000_000 != 0 }

    /// Without sign.
    var magnitude: Quantity { self < .zero ? -self : self }
}
