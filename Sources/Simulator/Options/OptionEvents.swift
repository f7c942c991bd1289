import MarketModel
import Options

/// What the feed says about one listed option, at any moment.
struct OptionEvents: Sendable {
    let symbol: NameID
    let option: SyntheticOptions.Listed
    private let description: NameID
    private let options: SyntheticOptions
    private let model: OptionModel
    private let activity: OptionActivity
    private let calendar: ExchangeCalendar

    /// - Parameter names: Where its description is named; `nil` for one that is only asked about prices.
    init?(
        _ option: SyntheticOptions.Listed, symbol: NameID = .none, options: SyntheticOptions, names: NameTable? = nil
    ) {
        guard let model = options.model(of: option) else { return nil }
        self.symbol = symbol
        self.option = option
        self.options = options
        self.model = model
        let series = option.contract.series
        calendar = series.calendar
        let text = "\(series.underlying) \(series.expiration) \(option.contract.strike)"
        description = names?.id(for: text + (option.contract.right == .call ? " Call" : " Put")) ?? .none
        let years = max(series.years(at: options.start), 1 / 365.0)
        let forward = model.forward(of: series, at: options.start) ?? 1
        let deviation = model.surface.totalVarianceAtTheMoney(years: years).squareRoot()
        let distance = option.contract.strike.doubleValue / forward - 1
        let ten = model.carryIsVolatility ? Int64(5_000_000_000) : forward > 2000 ? 100_000_000_000 : 10_000_000_000
        activity = OptionActivity(
            key: SplitMix.hash(options.seed, SplitMix.hash(text + option.contract.right.rawValue)),
            deviations: distance / deviation, daysToExpiry: Int(years * 365),
            isRound: option.contract.strike.billionths % ten == 0)
    }

    /// The model's price, and what it depends on; `nil` once expired.
    func valuation(at moment: Timestamp) -> (value: OptionValuation, inputs: PricingInputs)? {
        model.valuation(of: option.contract, at: moment)
    }

    /// Bid and ask around the model's price, by the tick rules; `nil` when it does not trade.
    ///
    /// The bid is never above the model's price and the ask never below it.
    func prices(at moment: Timestamp) -> (bid: Price, ask: Price)? {
        guard options.trades(option.contract, at: moment), let (value, _) = valuation(at: moment) else { return nil }
        let ticks = options.chains[option.chain].ticks
        // A tenth of a volatility point, and a little of the price: wider where it is dear or far away.
        let half = 0.1 * value.greeks.vegaPerPoint + 0.0015 * value.price
        let bid = ticks.below(value.price - half)
        let ask = ticks.above(value.price + half)
        return (bid, max(ask, bid + ticks.step(at: bid)))
    }

    func quote(at moment: Timestamp) -> Quote? {
        guard let (bid, ask) = prices(at: moment) else { return nil }
        let exchange = ExchangeCode(rawValue: UInt16(UInt8(ascii: option.contract.series.isOnFuture ? "G" : "C")))
        // What nobody bids for has no size: the feed sends NaN.
        let bidSize = bid > .zero ? Quantity(whole: activity.restingSize(at: moment, side: 1)) : nil
        return Quote(
            symbol: symbol, bidExchangeCode: bidSize == nil ? .none : exchange, bidPrice: bid, bidSize: bidSize,
            askExchangeCode: exchange, askPrice: ask,
            askSize: Quantity(whole: activity.restingSize(at: moment, side: 2)))
    }

    func greeks(at moment: Timestamp) -> Greeks? {
        guard moment < option.contract.series.stopsTradingAt, let (value, inputs) = valuation(at: moment) else {
            return nil
        }
        return Greeks(
            symbol: symbol, index: EventIndex.pack(milliseconds: moment.milliseconds, sequence: 0), time: moment,
            price: value.price, volatility: inputs.volatility, delta: value.greeks.delta, gamma: value.greeks.gamma,
            thetaPerDay: value.greeks.thetaPerDay, rhoPerPoint: value.greeks.rhoPerPoint,
            vegaPerPoint: value.greeks.vegaPerPoint)
    }

    func theoPrice(at moment: Timestamp) -> TheoPrice? {
        guard let (value, inputs) = valuation(at: moment) else { return nil }
        return TheoPrice(
            symbol: symbol, index: EventIndex.pack(milliseconds: moment.milliseconds, sequence: 0), time: moment,
            price: value.price, underlyingPrice: inputs.underlying, delta: value.greeks.delta,
            gamma: value.greeks.gamma, dividend: inputs.dividendYield, interest: inputs.rate)
    }

    /// How many of the session's trades have happened, and when it opened.
    func trades(at moment: Timestamp) -> (count: Int64, open: Timestamp, day: TradingDay) {
        let session = calendar.session(owning: moment)
        let until = min(moment, option.contract.series.stopsTradingAt)
        return (activity.trades(since: session.open, at: until), session.open, session.day)
    }

    /// The session's n-th trade as a print; `nil` when it could not trade then.
    func print(_ number: Int64, of session: (count: Int64, open: Timestamp, day: TradingDay)) -> TimeAndSale? {
        let time = activity.time(of: number, since: session.open)
        guard let (bid, ask) = prices(at: time) else { return nil }
        // Nobody sells for nothing.
        let isBuy = activity.isBuy(number) || bid == .zero
        return TimeAndSale(
            symbol: symbol, index: EventIndex.pack(milliseconds: time.milliseconds, sequence: 0), time: time,
            exchangeCode: ExchangeCode(rawValue: UInt16(UInt8(ascii: "C"))), price: isBuy ? ask : bid,
            size: Quantity(whole: activity.size(of: number)), bidPrice: bid, askPrice: ask,
            aggressorSide: isBuy ? .buy : .sell)
    }

    /// The last trade with the totals of its session; `nil` before the first.
    func trade(at moment: Timestamp) -> Trade? {
        let session = trades(at: moment)
        guard session.count > 0, let print = print(session.count, of: session), let price = print.price else {
            return nil
        }
        let volume = activity.volume(of: session.count)
        let close = previousClose(of: session.day)
        return Trade(
            symbol: symbol, time: print.time, exchangeCode: print.exchangeCode, price: price,
            change: close.map { (price - $0.price).doubleValue } ?? .nan, size: print.size, day: session.day,
            dayVolume: Double(volume), dayTurnover: Double(volume) * price.doubleValue,
            tickDirection: print.aggressorSide == .buy ? .up : .down)
    }

    /// The middle of the market at the close of the session before; `nil` for what was not yet listed or had no price.
    private func previousClose(of day: TradingDay) -> (price: Price, day: TradingDay)? {
        guard let session = calendar.previousSession(before: day), let close = session.regular?.upperBound,
            let value = valuation(at: close)?.value.price
        else { return nil }
        return (options.chains[option.chain].ticks.above(value), session.day)
    }

    func summary(at moment: Timestamp) -> Summary {
        let session = trades(at: moment)
        let close = previousClose(of: session.day)
        let first = session.count > 0 ? print(1, of: session)?.price : nil
        return Summary(
            symbol: symbol, day: session.day, dayOpenPrice: first,
            previousDay: close?.day ?? TradingDay(daysSince1970: 0), previousDayClosePrice: close?.price,
            previousDayClosePriceType: .final, openInterest: activity.openInterest)
    }

    var profile: Profile { Profile(symbol: symbol, description: description, tradingStatus: .active) }
}

extension OptionModel {
    /// Whether the underlying is a volatility, whose round strikes lie closer.
    fileprivate var carryIsVolatility: Bool { if case .reverting = carry { true } else { false } }
}
