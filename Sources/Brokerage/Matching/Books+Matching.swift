internal import MarketModel

extension Books {
    /// Compares every working order with the market.
    mutating func match(_ market: some VenueMarket) {
        for id in state.open {
            guard let order = state.orders[id], order.status.isWorking, let from = order.fillableFrom,
                from <= state.now
            else { continue }
            match(order, market)
        }
    }

    private mutating func match(_ given: Order, _ market: some VenueMarket) {
        var order = given
        guard let window = window(of: order), window.isOpen(at: state.now) else { return }
        guard let natural = natural(of: order, market) else {
            // At once means now: it does not wait for a halt to end or for somebody to quote.
            if order.request.timeInForce == .ioc { end(order.id, .cancelled) }
            return
        }
        if order.request.type.hasTrigger, order.triggeredAt == nil {
            guard isTriggered(order, natural) else { return }
            order.triggeredAt = state.now
            store(order)
        }
        let isTaken = order.limit.map { natural.net <= $0 } ?? true
        if isTaken, let units = fillable(order, natural), units > .zero {
            // An order that waited is filled at its own price: the market came to it.
            let net = order.isResting ? order.limit ?? natural.net : natural.net
            fill(order.id, units, natural.prices(for: net), market)
        } else if !order.isResting {
            order.isResting = true
            store(order)
        }
        if order.request.timeInForce == .ioc, state.orders[order.id]?.status.isTerminal == false {
            end(order.id, .cancelled)
        }
    }

    /// What an order could be done at now.
    struct Natural {
        /// Paid for one unit, received below zero.
        var net: Price
        /// Per leg: the side of the quote it would take.
        var prices: [Price]
        /// Per leg: units against one of the order, above zero when bought.
        var ratios: [Int64]
        /// Per leg: the size shown there.
        var sizes: [Quantity]
        /// Per leg: the last traded price, else the mark.
        var lasts: [Price]

        /// The legs' prices when one unit is done at another net price: the difference goes to a leg with one unit,
        /// as far as that leaves it a price.
        func prices(for wanted: Price) -> [Price] {
            guard wanted != net else { return prices }
            let difference = wanted.billionths - net.billionths
            for index in prices.indices where ratios[index].magnitude == 1 {
                let moved = prices[index].billionths + difference * ratios[index]
                if moved >= 0 || prices.count == 1 {
                    var changed = prices
                    changed[index] = Price(billionths: moved)
                    return changed
                }
            }
            return prices
        }
    }

    /// `nil` while a leg has no quote on the side it needs, or is halted.
    func natural(of order: Order, _ market: some VenueMarket) -> Natural? {
        var natural = Natural(net: .zero, prices: [], ratios: [], sizes: [], lasts: [])
        for leg in order.legs {
            guard let quote = market.quote(of: leg.symbol, at: state.now), !quote.isHalted,
                let price = leg.action.isBuy ? quote.ask : quote.bid
            else { return nil }
            let ratio = order.size.map { leg.ratio(size: $0) } ?? (leg.action.isBuy ? 1 : -1)
            natural.prices.append(price)
            natural.ratios.append(ratio)
            natural.sizes.append(leg.action.isBuy ? quote.askSize : quote.bidSize)
            natural.lasts.append(quote.last ?? quote.mark ?? price)
            natural.net = Price(billionths: natural.net.billionths + price.billionths * ratio)
        }
        return natural
    }

    /// Whether a stop was reached: by the last price of its leg, of a spread by the net of its legs' last prices.
    private func isTriggered(_ order: Order, _ natural: Natural) -> Bool {
        guard let trigger = order.request.stopTrigger else { return false }
        let net = zip(natural.lasts, natural.ratios).reduce(Int64(0)) { $0 + $1.0.billionths * $1.1 }
        // Selling triggers at or below, buying at or above.
        if net < 0 { return -net <= trigger.billionths }
        return net >= trigger.billionths
    }

    /// How many units can be done now; `nil` or zero when none.
    private func fillable(_ order: Order, _ natural: Natural) -> Quantity? {
        guard let size = order.size, let first = order.legs.first, let instrument = state.instruments[first.symbol]
        else { return notionalUnits(order, natural) }
        let left = order.remainingSize
        let step = order.legs.count == 1 ? instrument.quantityStep : Quantity(whole: 1)
        var most = left
        for (shown, ratio) in zip(natural.sizes, natural.ratios) where shown > .zero {
            let part = Int64(Int128(shown.billionths) * Int128(rules.participationPerMille) / 1000)
            most = min(most, Quantity(billionths: part / Int64(ratio.magnitude)))
        }
        // Whole contracts and shares are never split by a size shown; fractions go with the last piece.
        let unit = size.billionths % 1_000_000_000 == 0 ? Quantity(whole: 1) : step
        most = most == left ? most : Quantity(billionths: most.billionths / unit.billionths * unit.billionths)
        return most > .zero ? most : min(left, unit)
    }

    /// The units that an amount of money buys or sells, cut to the instrument's smallest step.
    private func notionalUnits(_ order: Order, _ natural: Natural) -> Quantity? {
        guard let value = order.request.value, let price = natural.prices.first, price > .zero,
            let leg = order.legs.first, let instrument = state.instruments[leg.symbol]
        else { return nil }
        let units = value.billionths * 1_000_000_000 / Int128(price.billionths)
        let step = Int128(instrument.quantityStep.billionths)
        return Quantity(billionths: Int64(clamping: units / step * step))
    }
}
