internal import MarketModel
internal import Options

extension Books {
    /// Ends the positions whose time is over and whose last price is known; options before what they deliver.
    mutating func expirePositions(_ market: some VenueMarket) {
        for number in state.accountNumbers {
            for isFuture in [false, true] {
                for symbol in state.accounts[number]?.positions.keys.sorted() ?? [] {
                    guard let instrument = state.instruments[symbol], instrument.isFuture == isFuture,
                        let end = instrument.endsAt, end <= state.now,
                        let position = state.accounts[number]?.positions[symbol], position.quantity != .zero,
                        let day = instrument.lastDay,
                        let price = market.settlement(
                            of: instrument.followed, on: day, atOpen: instrument.settlesAtOpening)
                    else { continue }
                    if let contract = instrument.option {
                        let leg = Options.OptionLeg(.option(contract), quantity: position.quantity)
                        guard let result = leg.expired(at: price) else { continue }
                        finish(instrument, number, result, market)
                    } else {
                        finish(instrument, number, at: price)
                    }
                }
            }
        }
    }

    /// The last settlement of a future: its profit becomes cash and it is gone.
    private mutating func finish(_ instrument: TradableInstrument, _ number: String, at price: Price) {
        settle(instrument, number, at: price, subtype: "Futures Settlement")
        guard let position = state.accounts[number]?.positions[instrument.symbol] else { return }
        post(
            Posting(
                account: number, instrument: instrument, units: -position.quantity, price: price,
                kind: .receiveDeliver, subtype: "Expiration",
                text: "Removal of \(position.quantity.magnitude) \(instrument.symbol) due to expiration",
                action: .of(isBuy: position.quantity < .zero, isClosing: true), movesMoney: false))
        // It was settled at this very price: nothing is left to pay.
        state.accounts[number]?.unsettledFutures[instrument.symbol] = nil
        note(.balance(account: number), in: number)
    }

    /// The end of an option: nothing, money, or shares or a future at the strike.
    mutating func finish(
        _ instrument: TradableInstrument, _ number: String, _ result: ExpirationResult,
        _ market: some VenueMarket
    ) {
        guard let contract = instrument.option else { return }
        let units = -result.leg.quantity
        var closing = Posting(
            account: number, instrument: instrument, units: units, price: .zero, kind: .receiveDeliver,
            subtype: "Expiration",
            text: "Removal of \(units.magnitude) \(instrument.symbol) due to expiration",
            action: .of(isBuy: units > .zero, isClosing: true))
        let day = bookingDay(of: instrument, at: state.now)
        switch result.outcome {
        case .worthless, .abandoned: post(closing)
        case .exercised, .assigned:
            let word = result.outcome == .exercised ? "Exercise" : "Assignment"
            closing.charges = exerciseCharge(on: day)
            closing.text = "Removal of \(units.magnitude) \(instrument.symbol) due to \(word.lowercased())"
            if let delivered = result.delivered, let brought = deliverable(of: contract, market) {
                closing.subtype = word
                post(closing)
                post(
                    Posting(
                        account: number, instrument: brought, units: delivered.quantity, price: contract.strike,
                        kind: .receiveDeliver, subtype: word,
                        text: "\(delivered.quantity > .zero ? "Buy" : "Sell") \(delivered.quantity.magnitude) "
                            + "\(brought.symbol) at \(contract.strike) due to \(word.lowercased())",
                        action: action(of: delivered.quantity, brought.symbol, number)))
            } else {
                // Cash ÷ units is what the option is worth per point.
                let cash = result.delivered == nil ? result.cash : intrinsicCash(of: result, contract, market)
                closing.price = Price(
                    billionths: Int64(
                        clamping: cash.magnitude.billionths * 1_000_000_000 / Int128(units.magnitude.billionths)
                            * 1_000_000_000 / Int128(instrument.multiplier.billionths)))
                closing.subtype = "Cash Settled \(word)"
                post(closing)
            }
        }
        note(.balance(account: number), in: number)
    }

    /// What an option brings that delivers something this market does not list any more: the difference in money.
    private func intrinsicCash(
        of result: ExpirationResult, _ contract: OptionContract, _ market: some VenueMarket
    ) -> Money {
        let atOpen = contract.series.settlement == .am
        let price = market.settlement(of: contract.series.underlying, on: contract.series.expiration, atOpen: atOpen)
        return result.leg.value(of: price.map(contract.intrinsicValue(at:)) ?? .zero)
    }

    /// What an option delivers; `nil` for a future the market does not know.
    private mutating func deliverable(
        of contract: OptionContract, _ market: some VenueMarket
    ) -> TradableInstrument? {
        let symbol = contract.series.underlying
        if let known = instrument(symbol, market) { return known }
        guard contract.series.delivery == .shares else { return nil }
        let specification = InstrumentSpecification.equity(symbol)
        return TradableInstrument(
            symbol: symbol, kind: .equity(isIndex: false), underlying: symbol, multiplier: Quantity(whole: 1),
            ticks: [
                .init(Price(billionths: 100_000), below: Price(billionths: 1_000_000_000)),
                .init(specification.tick),
            ], calendar: .nyse)
    }

    private func action(of units: Quantity, _ symbol: String, _ number: String) -> OrderAction {
        let held = state.accounts[number]?.positions[symbol]?.quantity ?? .zero
        let isClosing = held != .zero && (held < .zero) != (units < .zero)
        return .of(isBuy: units > .zero, isClosing: isClosing)
    }

    /// Assigns, by chance, short options that nobody would hold on to: in the money and quoted at no more than what
    /// exercise gives.
    mutating func assignEarly(_ day: TradingDay, _ number: String, _ market: some VenueMarket) {
        guard rules.earlyAssignmentPerMille > 0 else { return }
        for symbol in state.accounts[number]?.positions.keys.sorted() ?? [] {
            guard let position = state.accounts[number]?.positions[symbol], position.quantity < .zero,
                let instrument = state.instruments[symbol], let contract = instrument.option,
                contract.series.style == .american, contract.series.delivery != .cash,
                contract.series.expiresAt > state.now,
                let underlying = market.quote(of: contract.series.underlying, at: state.now)?.mark,
                let price = market.quote(of: symbol, at: state.now)?.mark,
                contract.intrinsicValue(at: underlying) > .zero, price <= contract.intrinsicValue(at: underlying),
                SeededChance.perMille(seed: rules.seed, number + symbol, Int64(day.daysSince1970))
                    < rules.earlyAssignmentPerMille,
                let result = Options.OptionLeg(.option(contract), quantity: position.quantity).exercisedEarly()
            else { continue }
            finish(instrument, number, result, market)
        }
    }
}
