internal import MarketModel

/// Something that the payoff does not show and that can go wrong around expiration.
public enum ExpirationRisk: Hashable, Sendable {
    /// A short American option is in the money: it can be assigned on any day.
    case assignableNow(OptionContract)
    /// It expires within a day and the underlying is so near to a short strike that nobody knows what will be
    /// assigned, and the shares or futures arrive after the market has closed.
    case pin(OptionContract)
    /// The last trade is on the session before the price is fixed: it moves overnight while nothing can be done.
    case settlesAtOpening(OptionSeries)
    /// Exercise brings a future.
    case deliversFuture(OptionSeries)
    /// Options on the VIX are worth what the VIX future of their expiration makes them, not the index.
    case followsFuture(OptionSeries)
    /// A short option outlives the long ones that cover it.
    case coverEndsFirst(OptionContract)

    /// How near to a strike, as a fraction of it, the underlying has to be for `pin`.
    public static let pinZone = 0.005

    /// The risks of a structure, by its legs, each once.
    public static func risks(of structure: OptionStructure, in market: StructureMarket) -> [ExpirationRisk] {
        var risks: [ExpirationRisk] = []
        func add(_ risk: ExpirationRisk) { if !risks.contains(risk) { risks.append(risk) } }
        for leg in structure.legs {
            guard let option = leg.option else { continue }
            let series = option.series
            let isPhysical = series.delivery != .cash
            if !leg.isLong {
                let isCall = option.right == .call
                let strike = option.strike.doubleValue
                if series.style == .american, isCall ? market.underlying > strike : market.underlying < strike {
                    add(.assignableNow(option))
                }
                let isNear = (market.underlying - strike).magnitude <= strike * pinZone
                if isPhysical, isNear, series.expiresAt - market.moment < .seconds(86_400) { add(.pin(option)) }
                if isUncoveredAfterFirst(option, in: structure) { add(.coverEndsFirst(option)) }
            }
            if series.underlying == "VIX", series.delivery == .cash { add(.followsFuture(series)) }
            if series.settlement == .am { add(.settlesAtOpening(series)) }
            if series.delivery == .future { add(.deliversFuture(series)) }
        }
        return risks
    }

    /// Whether long options of the same right cover a short one now, but not to its end.
    private static func isUncoveredAfterFirst(_ option: OptionContract, in structure: OptionStructure) -> Bool {
        let covers = structure.legs.filter { $0.isLong && $0.option?.right == option.right }.compactMap(\.option)
        return !covers.isEmpty && covers.allSatisfy { $0.series.expiresAt < option.series.expiresAt }
    }

    /// What it means, in a sentence.
    public var text: String {
        switch self {
        case .assignableNow(let option):
            "the short \(option.strike) \(option.right == .call ? "call" : "put") is in the money and can be assigned on "
                + "any day\(option.right == .call ? ", most likely before a dividend" : "")."
        case .pin(let option):
            "the underlying is within half a percent of the short strike \(option.strike) on its last day: what is "
                + "assigned is known only after the close."
        case .settlesAtOpening(let series):
            "\(series.root) of \(series.expiration) stops trading on "
                + "\(USTimeZone.eastern.day(of: series.stopsTradingAt)) and settles at the opening prices of its last day."
        case .deliversFuture(let series): "exercise of \(series.root) brings the future \(series.underlying)."
        case .followsFuture(let series):
            "\(series.root) options follow the VIX future of their expiration: value them at its price, not at the "
                + "index."
        case .coverEndsFirst(let option):
            "the short \(option.strike) of \(option.series.expiration) outlives the option that covers it."
        }
    }
}
