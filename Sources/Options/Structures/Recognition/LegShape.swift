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
                isLong: leg.quantity > .zero)
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
