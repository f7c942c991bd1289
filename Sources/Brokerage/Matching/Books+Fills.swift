internal import MarketModel

extension Books {
    /// Does a part of an order, or all of it, at a price per leg.
    mutating func fill(_ id: Int, _ units: Quantity, _ prices: [Price], _ market: some VenueMarket) {
        guard var order = state.orders[id] else { return }
        if order.size == nil {
            order.size = units
            order.legs[0].quantity = units
            order.legs[0].remaining = units
        }
        guard let size = order.size else { return }
        let before = order.remainingSize
        let group = "\(order.id)-\(state.nextFill)"
        for index in order.legs.indices {
            var leg = order.legs[index]
            guard let instrument = state.instruments[leg.symbol] else { continue }
            let done = Quantity(billionths: units.billionths * Int64(leg.ratio(size: size).magnitude))
            let fill = Fill(
                id: "\(state.nextFill)_SIM", groupID: group, quantity: done, price: prices[index],
                filledAt: state.now, venue: rules.venue)
            state.nextFill += 1
            leg.fills.append(fill)
            leg.remaining = (leg.remaining ?? .zero) - done
            let charges = charge(&leg, instrument, on: bookingDay(of: instrument, at: state.now))
            order.legs[index] = leg
            let verb = leg.action.isBuy ? "Bought" : "Sold"
            post(
                Posting(
                    account: order.account, instrument: instrument, units: leg.action.isBuy ? done : -done,
                    price: prices[index], kind: .trade, subtype: leg.action.rawValue,
                    text: "\(verb) \(done) \(leg.symbol) @ \(prices[index])", action: leg.action, charges: charges,
                    order: order.id, legCount: order.legs.count, fill: fill))
        }
        let left = order.remainingSize
        order.reserved = order.reserved.part(left, of: before)
        order.fillableFrom = state.now + rules.refill
        order.isResting = false
        store(order)
        if left <= .zero {
            end(id, .filled)
            activateChildren(of: order, market)
        } else {
            note(order)
            followPartialFill(of: order, units)
        }
    }
}
