import Brokerage
import MarketModel
import Options

extension SimulatedListing {
    /// The listing as a brokerage trades it.
    ///
    /// Coins trade at any hour; their calendar is only where days are cut.
    var tradable: TradableInstrument {
        let tick = TradableInstrument.Tick(specification.tick)
        switch kind {
        case .future(let contract):
            return TradableInstrument(
                symbol: symbol, kind: .future(contract), underlying: "/" + contract.root,
                multiplier: specification.multiplier, ticks: [tick], calendar: specification.calendar)
        case .cryptocurrency:
            return TradableInstrument(
                symbol: symbol, kind: .cryptocurrency, underlying: symbol, multiplier: Quantity(whole: 1),
                ticks: [tick], calendar: specification.calendar)
        case .index, .equity:
            let fine = TradableInstrument.Tick(Price(billionths: 100_000), below: Price(billionths: 1_000_000_000))
            return TradableInstrument(
                symbol: symbol, kind: .equity(isIndex: isIndex), underlying: symbol, multiplier: Quantity(whole: 1),
                ticks: isIndex ? [tick] : [fine, tick], calendar: specification.calendar)
        }
    }

    /// When its price of a day is fixed: 16:00 in New York, or the opening; `nil` on a day without a session.
    func settles(on day: TradingDay, atOpen: Bool) -> Timestamp? {
        if isCoin { return USTimeZone.eastern.moment(day, atOpen ? 0 : 16) }
        let regular = specification.calendar.session(on: day)?.regular
        return atOpen ? regular?.lowerBound : regular?.upperBound
    }
}

extension OptionContract {
    /// The contract as a brokerage trades it.
    func tradable(_ symbol: String, ticks: OptionTicks) -> TradableInstrument {
        let coarse = TradableInstrument.Tick(ticks.coarse)
        return TradableInstrument(
            symbol: symbol, kind: series.isOnFuture ? .futureOption(self) : .equityOption(self),
            underlying: series.underlying, multiplier: series.multiplier,
            ticks: ticks.threshold.map { [TradableInstrument.Tick(ticks.fine, below: $0), coarse] } ?? [coarse],
            calendar: series.calendar)
    }
}
