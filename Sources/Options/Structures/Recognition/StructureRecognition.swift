public import MarketModel

/// What a set of legs is called.
///
/// Legs of the same instrument are added up first. Legs that are one known strategy, in any multiple of its ratios,
/// are one part; others are taken apart into known ones, the largest first. A share position that fits no option is
/// a part of its own, so the parts always hold exactly the legs.
public struct StructureRecognition: Hashable, Sendable {
    /// A known strategy among the legs.
    public struct Part: Hashable, Sendable {
        /// The strategy.
        public let template: StrategyTemplate
        /// How many times its ratios; for shares beside no option, hundreds.
        public let units: Quantity
        /// Its legs, in the order of `template.legs`.
        public let legs: [OptionLeg]
    }

    /// The known strategies, those with most legs first; none when all legs cancel.
    public let parts: [Part]

    /// The one strategy that the legs are; `nil` when they are several or none.
    public var template: StrategyTemplate? { parts.count == 1 ? parts[0].template : nil }

    /// The slug of the one strategy, or `custom`.
    public var slug: String { template?.slug ?? "custom" }

    /// What people call it: `Iron condor`, or its parts: `Bull put spread + 2 × Long call`.
    public var name: String {
        guard parts.count != 1 else { return parts[0].template.name }
        return parts.map { part in
            part.units == Quantity(whole: 1) ? part.template.name : "\(part.units) × \(part.template.name)"
        }.joined(separator: " + ")
    }

    /// Recognises a structure.
    public init(of structure: OptionStructure) { self.init(of: structure.legs) }

    /// Recognises legs on one underlying.
    public init(of legs: [OptionLeg]) {
        var rest = NetLeg.net(legs)
        var found: [Part] = []
        if let whole = Self.match(rest, indices: Array(rest.indices), exactly: true) {
            parts = [whole.part]
            return
        }
        for size in stride(from: min(Self.largest, rest.count), through: 1, by: -1) {
            while let best = Self.best(rest, size: size) {
                found.append(best.part)
                for (index, used) in best.used { rest[index].quantity = rest[index].quantity - used }
                rest.removeAll { $0.quantity == .zero }
            }
        }
        parts = found
    }

    private static let largest = StrategyCatalogue.all.map(\.legs.count).max() ?? 1

    private typealias Match = (part: Part, used: [(index: Int, quantity: Quantity)], taken: Int64)

    private static let byShape: [LegShape: [(template: StrategyTemplate, legs: [TemplateLeg])]] = {
        var table: [LegShape: [(template: StrategyTemplate, legs: [TemplateLeg])]] = [:]
        for template in StrategyCatalogue.all where !template.isCashSecured {
            let (shape, legs) = LegShape.of(template)
            table[shape, default: []].append((template, legs))
        }
        return table
    }()

    /// The strategy of `size` of the legs that takes up most contracts; the first such in order.
    private static func best(_ legs: [NetLeg], size: Int) -> Match? {
        var best: Match?
        forEachChoice(of: size, from: legs.count) { indices in
            guard let match = match(legs, indices: indices, exactly: false) else { return }
            if match.taken > best?.taken ?? 0 { best = match }
        }
        return best
    }

    /// The strategy that the legs at `indices` are, as many units as fit.
    ///
    /// - Parameter exactly: Whether nothing may be left over.
    private static func match(_ legs: [NetLeg], indices: [Int], exactly: Bool) -> Match? {
        let chosen = indices.map { legs[$0] }
        guard Set(chosen.compactMap { $0.contract?.series.multiplier }).count <= 1,
            let (shape, order) = LegShape.of(chosen)
        else { return nil }
        let strikes = Set(chosen.compactMap { $0.contract?.strike }).sorted()
        for (template, wanted) in byShape[shape] ?? [] where template.wings.allows(strikes) {
            let sizes = zip(order, wanted).map { chosen[$0].units.billionths / Int64($1.ratio) }
            // Beside options everything comes whole; the underlying alone may be any part.
            let isLoose = chosen.allSatisfy { $0.contract == nil }
            guard let least = sizes.min(), isLoose || least >= 1_000_000_000 else { continue }
            let times = isLoose ? least : least / 1_000_000_000 * 1_000_000_000
            var used: [(index: Int, quantity: Quantity)] = []
            var taken: [TemplateLeg: OptionLeg] = [:]
            for (place, leg) in zip(order, wanted) {
                let net = chosen[place]
                let part =
                    isLoose ? net.quantity : net.quantity(ofUnits: Quantity(billionths: times * Int64(leg.ratio)))
                used.append((indices[place], part))
                taken[leg] = net.leg(part)
            }
            if exactly, !used.allSatisfy({ legs[$0.index].quantity == $0.quantity }) { continue }
            let part = Part(
                template: template, units: Quantity(billionths: times), legs: template.legs.compactMap { taken[$0] })
            let ratios = template.legs.reduce(0) { $0 + Int64($1.ratio.magnitude) }
            return (part, used, times * ratios)
        }
        return nil
    }

    /// Calls `body` with every choice of `size` of the numbers below `count`, in order.
    private static func forEachChoice(of size: Int, from count: Int, _ body: ([Int]) -> Void) {
        guard size > 0, size <= count else { return }
        var choice = Array(0..<size)
        while true {
            body(choice)
            guard let place = choice.indices.last(where: { choice[$0] < count - size + $0 }) else { return }
            choice[place] += 1
            for next in (place + 1)..<max(size, place + 1) { choice[next] = choice[next - 1] + 1 }
        }
    }
}
