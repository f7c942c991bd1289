public import MarketModel

/// The prices of the underlying that fix what options are worth on their expiration day.
public struct SettlementPrices: Hashable, Sendable {
    /// The value calculated from opening prices (SPX: SET), for AM series; `nil` until it is known.
    public var opening: Price?
    /// The closing price, for PM series; `nil` until it is known.
    public var closing: Price?

    /// Creates the prices of a day.
    public init(opening: Price? = nil, closing: Price? = nil) {
        self.opening = opening
        self.closing = closing
    }

    /// The price that counts for a series; `nil` while it is not known. The other one never stands in for it: the
    /// opening value can be far from both closes.
    public func price(for series: OptionSeries) -> Price? { series.settlement == .am ? opening : closing }
}

/// What a structure becomes when some of its options expire.
public struct StructureExpiration: Hashable, Sendable {
    /// What became of every leg that expired, in the order of the legs.
    public let results: [ExpirationResult]
    /// Money received, above zero, or paid.
    public let cash: Money
    /// What is left: legs that live on, and shares or futures that came, of the same instrument added up.
    public let legs: [OptionLeg]
    /// Options that are over but whose settlement price is not known; they are among `legs`.
    public let unsettled: [OptionContract]
}

extension OptionStructure {
    /// Settles all options whose worth is fixed at a moment or before.
    ///
    /// - Parameters:
    ///   - prices: The settlement prices of an expiration day.
    ///   - instructions: What holders do other than the automatic rule, by contract.
    public func settled(
        at moment: Timestamp, prices: (TradingDay) -> SettlementPrices,
        instructions: [OptionContract: ExerciseInstruction] = [:]
    ) -> StructureExpiration {
        var results: [ExpirationResult] = []
        var unsettled: [OptionContract] = []
        var left: [OptionLeg] = []
        for leg in legs {
            guard let option = leg.option, option.series.expiresAt <= moment else {
                left.append(leg)
                continue
            }
            guard let price = prices(option.series.expiration).price(for: option.series),
                let result = leg.expired(at: price, instruction: instructions[option] ?? .automatic)
            else {
                unsettled.append(option)
                left.append(leg)
                continue
            }
            results.append(result)
        }
        return StructureExpiration(
            results: results, cash: results.reduce(.zero) { $0 + $1.cash },
            legs: Self.merged(left + results.compactMap(\.delivered)), unsettled: unsettled)
    }

    /// Shares and futures of one instrument as one leg, those that cancel gone; their entry price is kept where it is
    /// the same for all.
    private static func merged(_ legs: [OptionLeg]) -> [OptionLeg] {
        var merged: [OptionLeg] = []
        for leg in legs {
            if leg.option == nil, let index = merged.firstIndex(where: { $0.instrument == leg.instrument }) {
                merged[index].quantity = merged[index].quantity + leg.quantity
                if merged[index].entryPrice != leg.entryPrice { merged[index].entryPrice = nil }
            } else {
                merged.append(leg)
            }
        }
        return merged.filter { $0.quantity != .zero }
    }
}
