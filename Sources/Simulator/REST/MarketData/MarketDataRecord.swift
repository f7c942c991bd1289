import Brokerage
import JSON
import MarketModel
import Options

extension SimulatorServices {
    /// What the venue tells of a symbol at a moment; `nil` for one that is not listed under that type.
    func marketData(_ symbol: String, type: String, at now: Timestamp) -> JSONValue? {
        guard let instrument = venue.instrument(symbol), instrument.kind.answers(to: type) else { return nil }
        var quote = venue.quote(of: symbol, at: now)
        if faults.strike(.missingQuotes, on: [symbol], at: now) != nil, let known = quote {
            quote = VenueQuote(
                bid: nil, ask: nil, last: known.last, previousClose: known.previousClose, isHalted: known.isHalted)
        }
        if faults.strike(.crossedQuotes, on: [symbol], at: now) != nil, var crossed = quote {
            (crossed.bid, crossed.ask) = (crossed.ask, crossed.bid)
            quote = crossed
        }
        let (bid, ask) = (quote?.bid, quote?.ask)
        let middle = bid.flatMap { bid in
            ask.map { Price(billionths: bid.billionths + ($0.billionths - bid.billionths) / 2) }
        }
        let previous = instrument.calendar.previousSession(before: instrument.calendar.session(owning: now).day)
        let isHalted = quote?.isHalted ?? false
        var members: [JSONValue.Member] =
            JSONValue.record([
                "symbol": .string(symbol), "instrument-type": .string(type), "updated-at": .string(now.zuluText),
                "bid": bid.map { .decimal($0) }, "bid-size": bid == nil ? nil : quote.map { .decimal($0.bidSize) },
                "ask": ask.map { .decimal($0) }, "ask-size": ask == nil ? nil : quote.map { .decimal($0.askSize) },
                "mid": middle.map { .decimal($0) }, "mark": quote?.mark.map { .decimal($0) },
                "last": quote?.last.map { .decimal($0) }, "last-mkt": quote?.last.map { .decimal($0) },
            ]).object ?? []
        members += figures(symbol, at: now)
        members +=
            JSONValue.record([
                "close-price-type": .string("Unknown"),
                "prev-close": quote?.previousClose.map { .decimal($0) },
                "prev-close-date": previous.map { .date($0.day) }, "prev-close-price-type": .string("Final"),
                "is-trading-halted": .bool(isHalted), "trading-halted": .bool(isHalted),
                "trading-halted-reason": isHalted ? .string("T1") : nil, "halt-start-time": .integer(-1),
                "halt-end-time": .integer(-1),
                "instrument": .record([
                    "symbol": .string(symbol), "instrument-type": .string(type),
                    "instrument-key": .record(["symbol": .string(symbol), "instrument-type": .string(type)]),
                    "root-symbol": .string(instrument.underlying), "exchange": .string(instrument.exchangeName),
                    "underlying-instrument": .string(instrument.underlying),
                ]),
            ]).object ?? []
        return .object(members)
    }

    /// What the day and the year have brought.
    private func figures(_ symbol: String, at now: Timestamp) -> [JSONValue.Member] {
        if let events = venue.option(symbol) {
            let (trade, summary) = (events.trade(at: now), events.summary(at: now))
            return JSONValue.record([
                "last-trade-time": .integer(trade?.time.milliseconds ?? 0),
                "volume": .decimal(trade?.dayVolume ?? 0, digits: 0),
                "open": summary.dayOpenPrice.map { .decimal($0) }, "summary-date": .date(summary.day),
                "open-interest": .string("\(summary.openInterest).0"),
            ]).object ?? []
        }
        guard let lane = venue.lane(symbol) else { return [] }
        let standing = lane.standing(at: now)
        let day = venue.memory.day(lane, at: now)
        let year = venue.memory.year(lane, before: day.day)
        let last = standing.last?.price ?? day.open
        let isFuture = lane.instrument.listing.isFuture
        let traits = InstrumentTraits(lane, venue)
        let limit = isFuture ? year.closes.last.map { ($0 * 0.93, $0 * 1.07) } : nil
        return JSONValue.record([
            "last-trade-time": .integer(standing.last?.time.milliseconds ?? 0), "volume": .string("\(day.volume).0"),
            "open": .decimal(day.open), "day-high-price": .decimal(max(day.high, last)),
            "day-low-price": .decimal(min(day.low, last)), "summary-date": .date(day.day),
            "year-high-price": .decimal(max(year.high, last)), "year-low-price": .decimal(min(year.low, last)),
            "low-limit-price": limit.map { .decimal($0.0, digits: 2) },
            "high-limit-price": limit.map { .decimal($0.1, digits: 2) },
            "beta": lane.instrument.listing.isEquity ? .decimal(traits.beta(before: day.day), digits: 4) : nil,
            "dividend-amount": traits.dividend.map { .decimal($0, digits: 2) },
            "dividend-frequency": traits.dividend == nil ? nil : .string("4.0"),
            "open-interest": isFuture ? .string("\(lane.instrument.restingSize * 4_000).0") : nil,
        ]).object ?? []
    }
}

extension TradableInstrument.Kind {
    /// Whether it is told under a type of the venue; an index answers as a stock too.
    fileprivate func answers(to type: String) -> Bool {
        switch self {
        case .equity(let isIndex): type == "Equity" || (isIndex && type == "Index")
        case .equityOption: type == "Equity Option"
        case .future: type == "Future"
        case .futureOption: type == "Future Option"
        case .cryptocurrency: type == "Cryptocurrency"
        }
    }
}

extension TradableInstrument {
    /// The exchange in the words of market data: one name for all of CME Group, the kind for what has no exchange.
    fileprivate var exchangeName: String {
        switch kind {
        case .future(let contract): contract.exchange == .cfe ? "CFE" : "CME"
        case .futureOption: "CME"
        case .cryptocurrency: "Cryptocurrency"
        case .equity, .equityOption: "Equity"
        }
    }
}
