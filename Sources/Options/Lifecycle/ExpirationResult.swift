public import MarketModel

/// What a holder has told the clearing house to do with an option that expires.
public enum ExerciseInstruction: String, Sendable, CaseIterable {
    /// Nothing: exercise when at least a cent in the money.
    case automatic
    /// Exercise whatever it is worth.
    case exercise
    /// Let it expire whatever it is worth.
    case doNotExercise
}

/// What became of a leg when its option expired.
public struct ExpirationResult: Hashable, Sendable {
    /// How it ended.
    public enum Outcome: String, Sendable {
        /// Out of the money, or less than a cent in it.
        case worthless
        /// In the money and let go on instruction.
        case abandoned
        /// A long option was exercised.
        case exercised
        /// A short option was assigned.
        case assigned
    }

    /// The leg that expired.
    public let leg: OptionLeg
    /// How.
    public let outcome: Outcome
    /// Money paid, below zero, or received: the strike for shares, the settlement for options settled in cash,
    /// nothing for futures.
    public let cash: Money
    /// Shares or futures that came, at the strike; `nil` where none did.
    public let delivered: OptionLeg?
}

extension OptionLeg {
    /// The least an option must be in the money to be exercised without an instruction: one cent.
    public static let automaticExercise = Price(billionths: 10_000_000)

    /// What becomes of the leg when its option's worth is fixed at a price; `nil` for shares and futures.
    ///
    /// A short leg is taken to face holders who exercise by the automatic rule, unless `instruction` is what its
    /// holder was seen to do.
    public func expired(at settlement: Price, instruction: ExerciseInstruction = .automatic) -> ExpirationResult? {
        guard let option else { return nil }
        let inTheMoney = option.intrinsicValue(at: settlement)
        let isAutomatic = inTheMoney >= Self.automaticExercise
        switch instruction {
        case .automatic where !isAutomatic:
            return ExpirationResult(leg: self, outcome: .worthless, cash: .zero, delivered: nil)
        case .doNotExercise:
            let outcome = isAutomatic ? ExpirationResult.Outcome.abandoned : .worthless
            return ExpirationResult(leg: self, outcome: outcome, cash: .zero, delivered: nil)
        case .automatic, .exercise:
            return exercised(at: option.right == .call ? settlement - option.strike : option.strike - settlement)
        }
    }

    /// What becomes of the leg when it is exercised or assigned before expiration; `nil` for shares and futures, and
    /// for options that cannot be exercised early.
    public func exercisedEarly() -> ExpirationResult? {
        guard let option, option.series.style == .american, option.series.delivery != .cash else { return nil }
        return exercised(at: .zero)
    }

    /// - Parameter difference: What exercise is worth per point; only what is settled in cash looks at it.
    private func exercised(at difference: Price) -> ExpirationResult? {
        guard let option else { return nil }
        let outcome = isLong ? ExpirationResult.Outcome.exercised : .assigned
        let series = option.series
        // A long call and a short put receive the underlying.
        let receives = (option.right == .call) == isLong
        let size = quantity < .zero ? -quantity : quantity
        switch series.delivery {
        case .cash:
            return ExpirationResult(leg: self, outcome: outcome, cash: value(of: difference), delivered: nil)
        case .shares:
            let shares = Quantity(
                billionths: Int64(Int128(size.billionths) * Int128(series.multiplier.billionths) / 1_000_000_000))
            let delivered = OptionLeg(
                .shares(symbol: series.underlying), quantity: receives ? shares : -shares, entryPrice: option.strike)
            return ExpirationResult(
                leg: self, outcome: outcome, cash: -delivered.value(of: option.strike), delivered: delivered)
        case .future:
            let future = LegInstrument.future(symbol: series.underlying, multiplier: series.multiplier)
            let delivered = OptionLeg(future, quantity: receives ? size : -size, entryPrice: option.strike)
            return ExpirationResult(leg: self, outcome: outcome, cash: .zero, delivered: delivered)
        }
    }
}
