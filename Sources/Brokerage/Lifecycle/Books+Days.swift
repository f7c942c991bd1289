internal import MarketModel
internal import Options

extension Books {
    /// Begins or ends the books' day.
    mutating func pass(_ event: DailyEvent, _ market: some VenueMarket) {
        for number in state.accountNumbers {
            switch event.kind {
            case .beginning: begin(event.day, number, market)
            case .end: end(event.day, number, market)
            }
        }
        state.daily = DailyEvent.next(after: event.at)
    }

    private mutating func begin(_ day: TradingDay, _ number: String, _ market: some VenueMarket) {
        guard var account = state.accounts[number] else { return }
        let isNewYear = ExchangeCalendar.nyse.previousSession(before: day).map { $0.day.year != day.year } ?? false
        let due = Set(account.publications.map(\.symbol))
        for symbol in account.positions.keys.sorted() {
            guard var position = account.positions[symbol] else { continue }
            if position.quantity == .zero, account.unsettledFutures[symbol] == nil, !due.contains(symbol) {
                account.positions[symbol] = nil
                account.shown[symbol] = nil
                continue
            }
            if isNewYear { position.yearCost = position.dayCost }
            account.positions[symbol] = position
        }
        state.accounts[number] = account
        payDividends(day, number)
        take(.beginning, day, number, market)
    }

    private mutating func end(_ day: TradingDay, _ number: String, _ market: some VenueMarket) {
        assignEarly(day, number, market)
        for symbol in state.accounts[number]?.positions.keys.sorted() ?? [] {
            guard let instrument = state.instruments[symbol] else { continue }
            if instrument.isFuture {
                markToMarket(instrument, number, day, market)
            } else {
                close(instrument, number, day, market)
            }
        }
        take(.end, day, number, market)
        let balance = state.accounts[number]?.snapshots.last?.balance
        state.accounts[number]?.netLiqAtClose = balance?.netLiq ?? .zero
        note(.balance(account: number), in: number)
    }

    /// The day's close becomes what the next day's gain is counted from.
    private mutating func close(
        _ instrument: TradableInstrument, _ number: String, _ day: TradingDay, _ market: some VenueMarket
    ) {
        guard var position = state.accounts[number]?.positions[instrument.symbol], position.quantity != .zero else {
            return
        }
        let price =
            market.settlement(of: instrument.symbol, on: day, atOpen: false) ?? mark(of: position, instrument, market)
        position.closePrice = price
        position.dayCost = Money(price, times: position.quantity, multiplier: instrument.multiplier)
        state.accounts[number]?.positions[instrument.symbol] = position
        state.accounts[number]?.shown[instrument.symbol]?.closePrice = price
        state.accounts[number]?.shown[instrument.symbol]?.dayCost = position.dayCost
    }

    /// Turns a future's profit since the last settlement into cash.
    private mutating func markToMarket(
        _ instrument: TradableInstrument, _ number: String, _ day: TradingDay, _ market: some VenueMarket
    ) {
        let symbol = instrument.symbol
        guard let account = state.accounts[number], let position = account.positions[symbol] else { return }
        let closed = account.unsettledFutures[symbol]
        guard position.quantity != .zero || closed != nil else { return }
        let price =
            market.settlement(of: symbol, on: day, atOpen: false) ?? mark(of: position, instrument, market)
        settle(instrument, number, at: price, subtype: "Mark to Market")
    }

    /// Pays what a future made since the last settlement, and counts from the new price on.
    mutating func settle(_ instrument: TradableInstrument, _ number: String, at price: Price, subtype: String) {
        let symbol = instrument.symbol
        guard var position = state.accounts[number]?.positions[symbol] else { return }
        let worth = Money(price, times: position.quantity, multiplier: instrument.multiplier)
        let closed = state.accounts[number]?.unsettledFutures[symbol] ?? .zero
        move(
            closed + worth - position.dayCost, in: number, subtype: subtype,
            text: "\(symbol) \(subtype.lowercased()) at \(price)", at: state.now, instrument: instrument,
            units: position.quantity.magnitude, price: price)
        position.dayCost = worth
        position.closePrice = price
        state.accounts[number]?.positions[symbol] = position
        state.accounts[number]?.unsettledFutures[symbol] = nil
        state.accounts[number]?.shown[symbol]?.dayCost = worth
        state.accounts[number]?.shown[symbol]?.closePrice = price
    }

    private mutating func payDividends(_ day: TradingDay, _ number: String) {
        for (symbol, dividends) in rules.dividends.sorted(by: { $0.key < $1.key }) {
            guard let position = state.accounts[number]?.positions[symbol], position.quantity != .zero,
                let instrument = state.instruments[symbol], instrument.instrumentClass == .equity
            else { continue }
            for dividend in dividends where dividend.exDay == day {
                move(
                    dividend.cash(forShares: position.quantity).roundedToCents, in: number, subtype: "Dividend",
                    text: "\(symbol) dividend of \(dividend.amount) a share", at: state.now, instrument: instrument,
                    units: position.quantity.magnitude, price: dividend.amount)
                note(.balance(account: number), in: number)
            }
        }
    }

    private mutating func take(
        _ timeOfDay: BalanceSnapshot.TimeOfDay, _ day: TradingDay, _ number: String,
        _ market: some VenueMarket
    ) {
        let balance = balance(of: number, market)
        state.accounts[number]?.snapshots.append(
            BalanceSnapshot(day: day, timeOfDay: timeOfDay, balance: balance))
        record(balance.netLiq, in: number, startsPoint: true)
    }

    /// Adds a value to the history: to its last point, or as a new one when the last is old enough.
    mutating func record(_ value: Money, in number: String, startsPoint: Bool = false) {
        guard let last = state.accounts[number]?.history.indices.last else {
            state.accounts[number]?.history.append(NetLiqPoint(at: state.now, value))
            return
        }
        if !startsPoint, let point = state.accounts[number]?.history[last], state.now < point.time + rules.historySpan {
            state.accounts[number]?.history[last].high = max(point.high, value)
            state.accounts[number]?.history[last].low = min(point.low, value)
            state.accounts[number]?.history[last].close = value
            return
        }
        if last >= rules.historyLimit {
            state.accounts[number]?.history.removeFirst(max(1, rules.historyLimit / 10))
        }
        state.accounts[number]?.history.append(NetLiqPoint(at: state.now, value))
    }
}
