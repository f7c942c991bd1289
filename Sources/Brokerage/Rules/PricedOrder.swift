internal import MarketModel
internal import Options

/// An order with the price it is expected at: its limit, else what the quote would give.
struct PricedOrder {
    /// What it brings into the account, at marks.
    let holdings: [Holding]
    /// What cash and shares change by before fees: money paid or received, and shares at their mark.
    let equityChange: Money
    private let order: Order
    private let prices: [Price]

    /// `nil` while there is no price for a leg.
    ///
    /// - Parameter mark: What one unit of a symbol is worth now.
    init?(_ order: Order, _ instruments: [TradableInstrument], _ natural: Books.Natural?, mark: (String) -> Price?) {
        self.order = order
        var prices: [Price] = []
        var marks: [Price] = []
        for (index, leg) in order.legs.enumerated() {
            guard
                let price = natural?.prices[index] ?? mark(leg.symbol)
                    ?? (order.legs.count == 1 ? order.request.price : nil)
            else { return nil }
            prices.append(price)
            marks.append(mark(leg.symbol) ?? price)
        }
        let ratios = order.legs.map { leg in order.size.map { leg.ratio(size: $0) } ?? (leg.action.isBuy ? 1 : -1) }
        var net: Int64 = 0
        for (price, ratio) in zip(prices, ratios) { net += price.billionths * ratio }
        let wanted = order.limit ?? order.request.stopTrigger.map { net < 0 ? -$0 : $0 }
        if let wanted {
            let expected = Books.Natural(
                net: Price(billionths: net), prices: prices, ratios: ratios, sizes: [], lasts: [])
            prices = expected.prices(for: wanted)
        }
        self.prices = prices
        var holdings: [Holding] = []
        var change = Money.zero
        for (index, leg) in order.legs.enumerated() {
            let instrument = instruments[index]
            var units = leg.quantity ?? .zero
            if leg.quantity == nil, let value = order.request.value, prices[index] > .zero {
                units = Quantity(
                    billionths: Int64(clamping: value.billionths * 1_000_000_000 / Int128(prices[index].billionths)))
            }
            if !leg.action.isBuy { units = -units }
            holdings.append(Holding(instrument: instrument, quantity: units, mark: marks[index]))
            guard !instrument.isFuture else { continue }
            change = change - Money(prices[index], times: units, multiplier: instrument.multiplier)
            // Shares and coins keep their worth as equity, at the price they are bought at.
            if instrument.option == nil { change = change + Money(prices[index], times: units) }
        }
        self.holdings = holdings
        equityChange = change
    }

    /// Whether it is for a fraction of shares that is worth less than the broker takes.
    var isBelowFractionalMinimum: Bool {
        holdings.indices.contains { index in
            let holding = holdings[index]
            guard case .equity = holding.instrument.kind, let quantity = order.legs[index].quantity,
                quantity.isFractional
            else { return false }
            return Money(prices[index], times: quantity) < OrderShape.smallestFraction
        }
    }

    /// The legs as the fee tables see them: as they are, or as they would be closed again.
    func feeLegs(isClosing: Bool) -> [FeeLeg] {
        holdings.indices.compactMap { index in
            let (holding, leg) = (holdings[index], order.legs[index])
            guard let product = holding.instrument.feeProduct else { return nil }
            return FeeLeg(
                product, quantity: isClosing ? -holding.quantity : holding.quantity, price: prices[index],
                multiplier: holding.instrument.multiplier,
                effect: isClosing || leg.action.isClosing ? .close : .open)
        }
    }
}

extension [Holding] {
    /// The holdings with others added, those of the same symbol netted.
    func merging(_ others: [Holding]) -> [Holding] {
        var merged = self
        for other in others {
            if let place = merged.firstIndex(where: { $0.instrument.symbol == other.instrument.symbol }) {
                merged[place].quantity = merged[place].quantity + other.quantity
            } else {
                merged.append(other)
            }
        }
        return merged.filter { $0.quantity != .zero }
    }
}

extension OrderFees {
    /// The known fees of a breakdown by the broker's names.
    init(_ breakdown: FeeBreakdown) {
        let names: [(FeeKind, String)] = [
            (.commission, "commission"), (.clearing, "clearing"), (.regulatory, "orf"), (.exchange, "exchange"),
            (.nfa, "nfa"), (.taf, "taf"), (.sec, "sec"), (.proprietary, "proprietary"),
        ]
        items = names.compactMap { kind, name in breakdown.total(kind).map { Item(name: name, amount: $0) } }
    }
}
