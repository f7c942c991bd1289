public import MarketModel

/// A broker's commissions and what it passes on, by date. Every table may be replaced.
public struct FeeSchedule: Hashable, Sendable {
    /// What one kind of product pays the broker and the clearing house.
    public struct Commission: Hashable, Sendable {
        /// Dollars per unit to open.
        public var open: Price
        /// Dollars per unit to close.
        public var close: Price
        /// The most that one leg of one order pays to the broker, if there is a limit.
        public var capPerLeg: Money?
        /// Dollars per unit to the clearing house.
        public var clearing: Price
        /// How well these are known.
        public var mark: FigureMark

        /// Creates a row.
        public init(open: Price, close: Price, capPerLeg: Money? = nil, clearing: Price, mark: FigureMark) {
            self.open = open
            self.close = close
            self.capPerLeg = capPerLeg
            self.clearing = clearing
            self.mark = mark
        }
    }

    /// What the owner of an index takes per contract.
    public struct ProprietaryFee: Hashable, Sendable {
        /// Dollars per contract.
        public var rate: Price
        /// The smallest leg that pays it.
        public var fromContracts: Int
        /// How well it is known.
        public var mark: FigureMark

        /// Creates a row.
        public init(rate: Price, fromContracts: Int = 1, mark: FigureMark) {
            self.rate = rate
            self.fromContracts = fromContracts
            self.mark = mark
        }
    }

    /// Stocks and funds.
    public var shares: Commission
    /// Dollars that an order for a fraction of shares pays the clearing house, instead of the rate per share.
    public var fractionalClearing: Price
    /// Options on stocks and funds.
    public var equityOptions: Commission
    /// Options on broad indices.
    public var indexOptions: Commission
    /// Futures.
    public var futures: Commission
    /// Micro futures.
    public var microFutures: Commission
    /// Options on futures.
    public var futureOptions: Commission
    /// Options on micro futures.
    public var microFutureOptions: Commission
    /// The products that count as micro, by root.
    public var microProducts: Set<String>
    /// The options regulatory fee per contract.
    public var regulatory: DatedRates
    /// The broker's fee per leg that is exercised or assigned, however many contracts.
    public var exercise: DatedRates
    /// The trading activity fee per share sold.
    public var tafPerShare: DatedRates
    /// The trading activity fee per option contract sold.
    public var tafPerContract: DatedRates
    /// The SEC's fee in dollars per million dollars of proceeds.
    public var secPerMillion: DatedRates
    /// The National Futures Association's fee per contract and side.
    public var nfa: DatedRates
    /// The exchange's fee per future and side, by root.
    public var futuresExchange: [String: DatedRate]
    /// The exchange's fee per option on a future and side, by the future's root.
    public var futureOptionsExchange: [String: DatedRate]
    /// What the owner of an index takes, by index.
    public var proprietary: [String: ProprietaryFee]

    /// The fees of an order that trades on a day.
    public func fees(for legs: [FeeLeg], on day: TradingDay) -> FeeBreakdown {
        var breakdown = FeeBreakdown()
        for (index, leg) in legs.enumerated() {
            var tally = LegTally(leg: leg, index: index)
            add(to: &tally, day)
            breakdown.items += tally.items
            breakdown.unknown += tally.unknown
        }
        return breakdown
    }

    /// The fees of opening a structure at its entry prices on a day.
    public func fees(toOpen structure: OptionStructure, on day: TradingDay) -> FeeBreakdown {
        fees(for: structure.legs.map(FeeLeg.init(opening:)), on: day)
    }

    /// The fees of options that were exercised or assigned on a day; those that expired worthless pay nothing. A leg is
    /// named by its place among the results.
    public func fees(for results: [ExpirationResult], on day: TradingDay) -> FeeBreakdown {
        var breakdown = FeeBreakdown()
        for (index, result) in results.enumerated() where [.exercised, .assigned].contains(result.outcome) {
            if let rate = exercise.rate(on: day) {
                let amount = Money(rate.rate, times: Quantity(whole: 1))
                breakdown.items.append(FeeItem(kind: .exercise, leg: index, amount: amount, mark: rate.mark))
            } else {
                breakdown.unknown.append(.init(kind: .exercise, leg: index))
            }
        }
        return breakdown
    }

    private func add(to tally: inout LegTally, _ day: TradingDay) {
        switch tally.leg.product {
        case .shares:
            tally.charge(shares, clearingFractions: fractionalClearing)
            tally.charge(.taf, tafPerShare.rate(on: day))
            tally.chargeProceeds(secPerMillion.rate(on: day))
        case .equityOption:
            tally.charge(equityOptions)
            tally.charge(.regulatory, regulatory.rate(on: day))
            tally.charge(.taf, tafPerContract.rate(on: day))
            tally.chargeProceeds(secPerMillion.rate(on: day))
        case .indexOption(let index):
            tally.charge(indexOptions)
            tally.charge(.regulatory, regulatory.rate(on: day))
            tally.charge(proprietary[index])
        case .future(let product):
            tally.charge(microProducts.contains(product) ? microFutures : futures)
            tally.charge(.exchange, futuresExchange[product])
            tally.charge(.nfa, nfa.rate(on: day))
        case .futureOption(let product):
            tally.charge(microProducts.contains(product) ? microFutureOptions : futureOptions)
            tally.charge(.exchange, futureOptionsExchange[product])
            tally.charge(.nfa, nfa.rate(on: day))
        }
    }
}

/// The fees of one leg as they are added up.
private struct LegTally {
    let leg: FeeLeg
    let index: Int
    var items: [FeeItem] = []
    var unknown: [FeeBreakdown.Unknown] = []

    private var size: Quantity { leg.quantity < .zero ? -leg.quantity : leg.quantity }
    private var isSale: Bool { leg.quantity < .zero }

    /// - Parameter fraction: What clearing costs when the order is for a fraction; `nil` for the rate per unit.
    mutating func charge(_ row: FeeSchedule.Commission, clearingFractions fraction: Price? = nil) {
        let full = Money(leg.effect == .open ? row.open : row.close, times: size)
        add(.commission, row.capPerLeg.map { min($0, full) } ?? full, row.mark)
        let isFractional = (leg.ordered ?? leg.quantity).billionths % 1_000_000_000 != 0
        if isFractional, let fraction {
            add(.clearing, Money(fraction, times: Quantity(whole: 1)), row.mark)
        } else {
            add(.clearing, Money(row.clearing, times: size), row.mark)
        }
    }

    /// A fee per unit; unknown without a rate.
    mutating func charge(_ kind: FeeKind, _ rate: DatedRate?) {
        guard isSale || !kind.isOnSales else { return }
        guard let rate else { return unknown.append(.init(kind: kind, leg: index)) }
        let full = Money(rate.rate, times: size)
        add(kind, rate.cap.map { min($0, full) } ?? full, rate.mark)
    }

    mutating func charge(_ fee: FeeSchedule.ProprietaryFee?) {
        guard let fee else { return unknown.append(.init(kind: .proprietary, leg: index)) }
        guard size >= Quantity(whole: fee.fromContracts) else { return }
        add(.proprietary, Money(fee.rate, times: size), fee.mark)
    }

    /// A fee in dollars per million of what a sale brings.
    mutating func chargeProceeds(_ rate: DatedRate?) {
        guard isSale else { return }
        guard let rate, let price = leg.price else { return unknown.append(.init(kind: .sec, leg: index)) }
        let proceeds = Money(price, times: size, multiplier: leg.multiplier)
        // Dollars per million times dollars: divide by a million and by the scale of the rate.
        let exact = proceeds.billionths * Int128(rate.rate.billionths)
        add(.sec, Money(billionths: max(0, exact / 1_000_000_000_000_000)), rate.mark)
    }

    private mutating func add(_ kind: FeeKind, _ amount: Money, _ mark: FigureMark) {
        items.append(FeeItem(kind: kind, leg: index, amount: amount, mark: mark))
    }
}
