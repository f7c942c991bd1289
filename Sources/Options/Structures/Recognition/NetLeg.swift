internal import MarketModel

/// All legs of one instrument taken together, exact to the fraction of a share.
struct NetLeg {
    let instrument: LegInstrument
    /// Contracts or shares.
    var quantity: Quantity
    /// The entry price, when all legs have the same.
    var entryPrice: Price?
    /// How many stand against one option contract: 100 shares, one future, one option.
    let perUnit: Quantity

    var contract: OptionContract? { instrument.option }

    /// The quantity in option contracts or what one delivers, cut towards zero at the last billionth.
    var units: Quantity {
        Quantity(billionths: Int64(Int128(quantity.billionths) * 1_000_000_000 / Int128(perUnit.billionths)))
    }

    /// The quantity of so many units.
    func quantity(ofUnits units: Quantity) -> Quantity {
        Quantity(billionths: Int64(Int128(units.billionths) * Int128(perUnit.billionths) / 1_000_000_000))
    }

    /// The leg of a part of the quantity, or all of it.
    func leg(_ part: Quantity? = nil) -> OptionLeg {
        OptionLeg(instrument, quantity: part ?? quantity, entryPrice: entryPrice)
    }

    private var order: (Timestamp, Price, String, String) {
        guard let contract else { return (.epoch, .zero, "", instrument.underlying) }
        return (contract.series.expiresAt, contract.strike, contract.right.rawValue, contract.series.root)
    }

    /// Legs of the same instrument added up, those that cancel left out; sorted, so that the order the legs were given
    /// in does not matter.
    static func net(_ legs: [OptionLeg]) -> [NetLeg] {
        let delivered = legs.compactMap(\.option).first?.series.multiplier
        var net: [NetLeg] = []
        for leg in legs {
            if let index = net.firstIndex(where: { $0.instrument == leg.instrument }) {
                net[index].quantity = net[index].quantity + leg.quantity
                if net[index].entryPrice != leg.entryPrice { net[index].entryPrice = nil }
            } else {
                net.append(
                    NetLeg(
                        instrument: leg.instrument, quantity: leg.quantity, entryPrice: leg.entryPrice,
                        perUnit: leg.instrument.perUnit(delivered: delivered)))
            }
        }
        return net.filter { $0.quantity != .zero }.sorted { $0.order < $1.order }
    }
}

extension LegInstrument {
    /// How many of it stand against one option contract of so many dollars per point.
    fileprivate func perUnit(delivered: Quantity?) -> Quantity {
        switch self {
        case .option: return Quantity(whole: 1)
        case .shares: return delivered ?? Quantity(whole: 100)
        case .future(_, let multiplier):
            guard let delivered, multiplier > .zero, delivered >= multiplier else { return Quantity(whole: 1) }
            return Quantity(
                billionths: Int64(Int128(delivered.billionths) * 1_000_000_000 / Int128(multiplier.billionths)))
        }
    }
}
