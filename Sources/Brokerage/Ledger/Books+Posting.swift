internal import MarketModel
internal import Options

extension Books {
    /// What is traded or delivered, on its way into the ledger.
    struct Posting {
        var account: String
        var instrument: TradableInstrument
        /// Above zero when bought.
        var units: Quantity
        var price: Price
        var kind: Transaction.Kind
        var subtype: String
        var text: String
        var action: OrderAction?
        var charges = Transaction.Charges()
        /// Whether price × units is paid; not so for futures and for what comes or goes without money.
        var movesMoney = true
        var order: Int?
        var legCount: Int?
        var fill: Fill?
        /// An old date for an opening history.
        var moment: Timestamp?
    }

    /// Books units and money, and has the position shown after its lag.
    mutating func post(_ posting: Posting) {
        let instrument = posting.instrument
        let (number, symbol) = (posting.account, instrument.symbol)
        let moment = posting.moment ?? state.now
        let isPaid = posting.movesMoney && !instrument.isFuture
        let exact = Money(posting.price, times: posting.units, multiplier: instrument.multiplier)
        // Money moves in cents; gains are counted from what was paid.
        let cost = isPaid ? exact.roundedToCents : exact
        let day = bookingDay(of: instrument, at: moment)
        state.instruments[symbol] = instrument
        // Taken out while it changes, so that its lists grow in place.
        guard var account = state.accounts.removeValue(forKey: number) else { return }

        var position = account.positions[symbol] ?? Position(account: number, symbol: symbol, at: moment)
        if position.quantity == .zero { position.createdAt = moment }
        let realized = position.post(posting.units, value: cost, on: day)
        position.orderID = posting.order ?? position.orderID
        position.updatedAt = moment
        account.positions[symbol] = position
        if instrument.isFuture {
            account.unsettledFutures[symbol] = (account.unsettledFutures[symbol] ?? .zero) + realized.day
        }
        account.publications.append(
            .init(at: moment + rules.latencies.position + faults.extraPositionLag, symbol: symbol))

        let transaction = Transaction(
            id: takeNumber(), account: number, kind: posting.kind, subtype: posting.subtype, text: posting.text,
            executedAt: moment, day: day, symbol: symbol, instrumentClass: instrument.instrumentClass,
            underlying: instrument.underlying, action: posting.action, quantity: posting.units.magnitude,
            price: posting.price, value: isPaid ? -cost : .zero, charges: posting.charges, orderID: posting.order,
            legCount: posting.legCount, fillID: posting.fill?.id, groupID: posting.fill?.groupID,
            venue: posting.fill?.venue)
        account.cash = account.cash + transaction.netValue
        account.transactions.append(transaction)
        account.book(realized, transaction, instrument)
        state.accounts[number] = account
        if realized.closed > .zero,
            let gain = account.years["\(day.year) \(instrument.underlying)"]
        {
            note(.yearGain(gain), in: number)
        }
    }

    /// Books money alone.
    mutating func move(
        _ amount: Money, in account: String, subtype: String, text: String, at moment: Timestamp,
        instrument: TradableInstrument? = nil, units: Quantity? = nil, price: Price? = nil
    ) {
        let transaction = Transaction(
            id: takeNumber(), account: account, kind: .moneyMovement, subtype: subtype, text: text,
            executedAt: moment,
            day: instrument.map { bookingDay(of: $0, at: moment) } ?? USTimeZone.eastern.day(of: moment),
            symbol: instrument?.symbol, instrumentClass: instrument?.instrumentClass,
            underlying: instrument?.underlying, quantity: units, price: price, value: amount)
        state.accounts[account]?.transactions.append(transaction)
        let before = state.accounts[account]?.cash ?? .zero
        state.accounts[account]?.cash = before + amount
    }

    /// The day that trades of a moment count for: the trading day for futures, which begins on the evening before.
    func bookingDay(of instrument: TradableInstrument, at moment: Timestamp) -> TradingDay {
        switch instrument.instrumentClass {
        case .future, .futureOption: instrument.calendar.tradingDay(of: moment)
        case .equity, .equityOption, .cryptocurrency: USTimeZone.eastern.day(of: moment)
        }
    }
}

extension Account {
    /// Adds fees and gains to the year's sums.
    fileprivate mutating func book(
        _ realized: Position.Realized, _ transaction: Transaction, _ instrument: TradableInstrument
    ) {
        let year = transaction.day.year
        let key = "\(year) \(instrument.underlying)"
        var gain =
            years[key]
            ?? YearGain(
                year: year, symbol: instrument.underlying, instrumentClass: instrument.underlyingClass)
        gain.commissions = gain.commissions + transaction.charges.commission
        gain.fees = gain.fees + transaction.charges.total - transaction.charges.commission
        gain.yearlyRealized = gain.yearlyRealized + realized.year
        gain.lotRealized = gain.lotRealized + realized.open
        years[key] = gain
    }
}

extension TradableInstrument {
    /// `Equity` for stocks and what stands on them, `Future` for futures and options on them.
    var underlyingClass: InstrumentClass {
        switch instrumentClass {
        case .equity, .equityOption: .equity
        case .future, .futureOption: .future
        case .cryptocurrency: .cryptocurrency
        }
    }
}
