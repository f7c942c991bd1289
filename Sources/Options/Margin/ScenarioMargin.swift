public import MarketModel

/// A portfolio margin by scenarios, in the style of the options clearing house's TIMS: the worst loss, by the model,
/// over equally spaced moves of the underlying, with a floor per contract.
///
/// An approximation: the clearing house also moves volatilities and offsets products against each other.
public struct ScenarioMargin: Hashable, Sendable {
    /// The furthest fall, a fraction above zero.
    public var fall: Double
    /// The furthest rise, a fraction above zero.
    public var rise: Double
    /// How many prices are tried, both ends among them.
    public var steps: Int
    /// The least per option contract or 100 shares, in dollars.
    public var minimumPerContract: Money

    /// Creates an array of scenarios.
    public init(fall: Double, rise: Double, steps: Int = 11, minimumPerContract: Money) {
        self.fall = fall
        self.rise = rise
        self.steps = steps
        self.minimumPerContract = minimumPerContract
    }

    private static let clearingMinimum = Money(billionths: 37_500_000_000)

    /// Stocks, funds and futures other than on indices: 15 % either way.
    public static let equity = ScenarioMargin(fall: 0.15, rise: 0.15, minimumPerContract: clearingMinimum)
    /// Broad indices and futures on them: 8 % down, 6 % up.
    public static let broadIndex = ScenarioMargin(fall: 0.08, rise: 0.06, minimumPerContract: clearingMinimum)

    /// The array for a structure's underlying: a broad index's where options are settled in cash or bring a future on
    /// one.
    public static func standard(for structure: OptionStructure) -> ScenarioMargin {
        let isIndex = structure.legs.contains { leg in
            switch FeeProduct(leg.instrument) {
            case .indexOption: true
            case .future(let product), .futureOption(let product): indexFutures.contains(product)
            case .shares, .equityOption: false
            }
        }
        return isIndex ? .broadIndex : .equity
    }

    private static let indexFutures: Set<String> = ["ES", "MES", "NQ", "MNQ", "RTY", "M2K", "YM", "MYM"]

    /// The worst loss from now, at once and at unchanged volatilities.
    public func requirement(for structure: OptionStructure, in market: StructureMarket) -> MarginRequirement {
        let now = structure.value(in: market)
        var worst = 0.0
        for step in 0..<max(2, steps) {
            let move = -fall + (fall + rise) * Double(step) / Double(max(2, steps) - 1)
            let scene = market.moved(underlying: market.underlying * (1 + move))
            worst = max(worst, now - structure.value(in: scene))
        }
        let contracts = NetLeg.net(structure.legs).reduce(Int128(0)) { $0 + Int128($1.units.billionths.magnitude) }
        let least = Money(billionths: minimumPerContract.billionths * contracts / 1_000_000_000)
        return MarginRequirement(
            groups: [.init(basis: .scenarios, legs: structure.legs, amount: max(least, Money(cents: worst)))],
            isLeast: true)
    }
}
