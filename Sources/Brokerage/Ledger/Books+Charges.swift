internal import MarketModel
internal import Options

extension Books {
    /// The fees of a leg that has been filled so far, in cents: each kind's exact sum rounded once.
    ///
    /// A fill pays the difference between this and what the leg has paid already, so that caps hold for the leg and
    /// however many fills there are, the sum is that of one fill.
    func charges(
        of instrument: TradableInstrument, units: Quantity, ordered: Quantity?, price: Price?, isOpening: Bool,
        on day: TradingDay
    ) -> Transaction.Charges {
        guard let product = instrument.feeProduct else { return .init() }
        let leg = FeeLeg(
            product, quantity: units, ordered: ordered, price: price, multiplier: instrument.multiplier,
            effect: isOpening ? .open : .close)
        return Transaction.Charges(rules.fees.fees(for: [leg], on: day))
    }

    /// What a new fill of a leg pays; notes in the leg what it has paid now.
    func charge(
        _ leg: inout OrderLeg, _ instrument: TradableInstrument, on day: TradingDay
    ) -> Transaction.Charges {
        let filled = leg.filled
        let cost = leg.fills.reduce(Money.zero) { $0 + Money($1.price, times: $1.quantity) }
        let average =
            filled > .zero
            ? Price(billionths: Int64(clamping: cost.billionths * 1_000_000_000 / Int128(filled.billionths))) : nil
        let due = charges(
            of: instrument, units: leg.action.isBuy ? filled : -filled, ordered: leg.quantity, price: average,
            isOpening: !leg.action.isClosing, on: day)
        var now = due
        now.subtract(leg.charged)
        leg.charged = due
        return now
    }

    /// The fee of an exercise or assignment, in cents.
    func exerciseCharge(on day: TradingDay) -> Transaction.Charges {
        var charges = Transaction.Charges()
        charges.other =
            rules.fees.exercise.rate(on: day).map { Money($0.rate, times: Quantity(whole: 1)) }?.roundedToCents ?? .zero
        return charges
    }
}

extension Transaction.Charges {
    /// The known fees of a breakdown, each kind rounded to cents; fees whose rate is not known are not charged.
    init(_ breakdown: FeeBreakdown) {
        self.init()
        commission = (breakdown.total(.commission) ?? .zero).roundedToCents
        clearing = (breakdown.total(.clearing) ?? .zero).roundedToCents
        proprietary = (breakdown.total(.proprietary) ?? .zero).roundedToCents
        let passedOn: [FeeKind] = [.regulatory, .exchange, .nfa, .taf, .sec]
        regulatory = passedOn.reduce(Money.zero) { $0 + (breakdown.total($1) ?? .zero) }.roundedToCents
        other = (breakdown.total(.exercise) ?? .zero).roundedToCents
    }

    /// Takes away what was charged before.
    mutating func subtract(_ before: Transaction.Charges) {
        commission = commission - before.commission
        clearing = clearing - before.clearing
        regulatory = regulatory - before.regulatory
        proprietary = proprietary - before.proprietary
        other = other - before.other
    }
}
