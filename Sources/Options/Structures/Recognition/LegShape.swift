internal import MarketModel

/// Legs without their prices, days and sizes: what a template and real legs have in common.
struct LegShape: Hashable, Comparable {
    /// A leg's right (none for the underlying), its strike's and expiration's place, and its side.
    struct Part: Hashable, Comparable {
        let right: OptionRight?
        let strike: Int
        let expiration: Int
        let isLong: Bool

        static func < (lhs: Part, rhs: Part) -> Bool { lhs.order < rhs.order }

        private var order: (String, Int, Int, Int) { (right?.rawValue ?? "", strike, expiration, isLong ? 1 : 0) }
    }

    let parts: [Part]

    static func < (lhs: LegShape, rhs: LegShape) -> Bool { lhs.parts.lexicographicallyPrecedes(rhs.parts) }

    /// The shape of legs, and the place in `legs` of each part; `nil` when two legs make the same part.
    static func of(_ legs: [NetLeg]) -> (shape: LegShape, order: [Int])? {
        let strikes = Set(legs.compactMap { $0.contract?.strike }).sorted()
        let expirations = Set(legs.compactMap { $0.contract?.series.expiresAt }).sorted()
        let parts = legs.map { leg in
            Part(
                right: leg.contract?.right,
                strike: leg.contract.flatMap { strikes.firstIndex(of: $0.strike) } ?? 0,
                expiration: leg.contract.flatMap { expirations.firstIndex(of: $0.series.expiresAt) } ?? 0,
                isLong: leg.units > .zero)
        }
        guard Set(parts).count == parts.count else { return nil }
        let order = parts.indices.sorted { parts[$0] < parts[$1] }
        return (LegShape(parts: order.map { parts[$0] }), order)
    }

    /// The shape of a template, and its legs in the shape's order.
    static func of(_ template: StrategyTemplate) -> (shape: LegShape, legs: [TemplateLeg]) {
        let legs = template.legs.map { leg -> (part: Part, leg: TemplateLeg) in
            switch leg.kind {
            case .call(let strike, let expiration):
                (Part(right: .call, strike: strike, expiration: expiration, isLong: leg.ratio > 0), leg)
            case .put(let strike, let expiration):
                (Part(right: .put, strike: strike, expiration: expiration, isLong: leg.ratio > 0), leg)
            case .underlying: (Part(right: nil, strike: 0, expiration: 0, isLong: leg.ratio > 0), leg)
            }
        }.sorted { $0.part < $1.part }
        return (LegShape(parts: legs.map(\.part)), legs.map(\.leg))
    }
}

/// All legs of one instrument taken together, counted in option contracts or what one delivers.
struct NetLeg {
    let instrument: LegInstrument
    /// Contracts; shares as hundredths of what a contract delivers, for a multiplier of 100.
    var units: Quantity
    /// The entry price, when all legs have the same.
    var entryPrice: Price?
    /// Shares or futures in one unit.
    let perUnit: Quantity

    var contract: OptionContract? { instrument.option }

    private var order: (Timestamp, Price, String, String) {
        guard let contract else { return (.epoch, .zero, "", instrument.underlying) }
        return (contract.series.expiresAt, contract.strike, contract.right.rawValue, contract.series.root)
    }

    /// The leg of so many of its units.
    func leg(units: Quantity) -> OptionLeg {
        let quantity = Int128(units.billionths) * Int128(perUnit.billionths) / 1_000_000_000
        return OptionLeg(instrument, quantity: Quantity(billionths: Int64(quantity)), entryPrice: entryPrice)
    }

    /// Legs of the same instrument added up, those that cancel left out; sorted, so that the order the
    /// legs were given in does not matter.
    static func net(_ legs: [OptionLeg]) -> [NetLeg] {
        let delivered = legs.compactMap(\.option).first?.series.multiplier
        var net: [NetLeg] = []
        for leg in legs {
            let perUnit = leg.instrument.sharesPerUnit(delivered: delivered)
            let units = Quantity(
                billionths: Int64(Int128(leg.quantity.billionths) * 1_000_000_000 / Int128(perUnit.billionths)))
            if let index = net.firstIndex(where: { $0.instrument == leg.instrument }) {
                net[index].units = net[index].units + units
                if net[index].entryPrice != leg.entryPrice { net[index].entryPrice = nil }
            } else {
                net.append(
                    NetLeg(instrument: leg.instrument, units: units, entryPrice: leg.entryPrice, perUnit: perUnit))
            }
        }
        return net.filter { $0.units != .zero }.sorted { $0.order < $1.order }
    }
}

extension LegInstrument {
    /// How many of it stand against one option contract: 100 shares, one future, one option.
    fileprivate func sharesPerUnit(delivered: Quantity?) -> Quantity {
        switch self {
        case .option: return Quantity(whole: 1)
        case .shares: return delivered ?? Quantity(whole: 100)
        case .future(_, let multiplier):
            guard let delivered, multiplier > .zero else { return Quantity(whole: 1) }
            return Quantity(
                billionths: Int64(Int128(delivered.billionths) * 1_000_000_000 / Int128(multiplier.billionths)))
        }
    }
}
