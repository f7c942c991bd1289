package import MarketModel

/// One field of an event as the wire spells it, before it becomes text.
package enum FeedFieldValue: Equatable, Sendable {
    case integer(Int64)
    /// Billionths; `Price.absentBillionths` is the feed's NaN.
    case fixed(Int64)
    case double(Double)
    case bool(Bool)
    case character(ExchangeCode)
    /// Text of a closed set.
    case word(String)
    /// Text of the session's name table; `none` is null.
    case name(NameID)
    /// The event has no such field.
    case absent
}

extension MarketEvent {
    /// The value of a field of this event.
    package func value(of field: EventField) -> FeedFieldValue {
        if field == .eventType { return .word(type.feedName) }
        if field == .eventSymbol { return .name(symbol) }
        return switch self {
        case .quote(let event): event.value(of: field)
        case .trade(let event), .tradeETH(let event): event.value(of: field)
        case .summary(let event): event.value(of: field)
        case .profile(let event): event.value(of: field)
        case .greeks(let event): event.value(of: field)
        case .theoPrice(let event): event.value(of: field)
        case .underlying(let event): event.value(of: field)
        case .timeAndSale(let event): event.value(of: field)
        case .candle(let event): event.value(of: field)
        }
    }
}

extension Timestamp {
    fileprivate var feedTime: FeedFieldValue { .integer(milliseconds) }
    fileprivate var feedNanoPart: FeedFieldValue { .integer(nanoseconds - milliseconds * 1_000_000) }
}

extension TradingDay {
    fileprivate var feedDay: FeedFieldValue { .integer(Int64(daysSince1970)) }
}

extension Price? {
    fileprivate var feedNumber: FeedFieldValue { .fixed(packed) }
}

extension Quantity? {
    fileprivate var feedNumber: FeedFieldValue { .fixed(packed) }
}

extension Quote {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .sequence: .integer(Int64(sequence))
        case .timeNanoPart: .integer(Int64(timeNanoPart))
        case .bidTime: bidTime.feedTime
        case .bidExchangeCode: .character(bidExchangeCode)
        case .bidPrice: bidPrice.feedNumber
        case .bidSize: bidSize.feedNumber
        case .askTime: askTime.feedTime
        case .askExchangeCode: .character(askExchangeCode)
        case .askPrice: askPrice.feedNumber
        case .askSize: askSize.feedNumber
        default: .absent
        }
    }
}

extension Trade {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .time: time.feedTime
        case .timeNanoPart: time.feedNanoPart
        case .sequence: .integer(Int64(sequence))
        case .exchangeCode: .character(exchangeCode)
        case .price: price.feedNumber
        case .change: .double(change)
        case .size: size.feedNumber
        case .dayId: day.feedDay
        case .dayVolume: .double(dayVolume)
        case .dayTurnover: .double(dayTurnover)
        case .tickDirection: .word(tickDirection.feedText)
        case .extendedTradingHours: .bool(extendedTradingHours)
        default: .absent
        }
    }
}

extension Summary {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .dayId: day.feedDay
        case .dayOpenPrice: dayOpenPrice.feedNumber
        case .dayHighPrice: dayHighPrice.feedNumber
        case .dayLowPrice: dayLowPrice.feedNumber
        case .dayClosePrice: dayClosePrice.feedNumber
        case .dayClosePriceType: .word(dayClosePriceType.feedText)
        case .prevDayId: previousDay.feedDay
        case .prevDayClosePrice: previousDayClosePrice.feedNumber
        case .prevDayClosePriceType: .word(previousDayClosePriceType.feedText)
        case .prevDayVolume: .double(previousDayVolume)
        case .openInterest: .integer(openInterest)
        default: .absent
        }
    }
}

extension Profile {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .description: .name(description)
        case .shortSaleRestriction: .word(shortSaleRestriction.feedText)
        case .tradingStatus: .word(tradingStatus.feedText)
        case .statusReason: .name(statusReason)
        case .haltStartTime: haltStartTime.feedTime
        case .haltEndTime: haltEndTime.feedTime
        case .highLimitPrice: highLimitPrice.feedNumber
        case .lowLimitPrice: lowLimitPrice.feedNumber
        case .high52WeekPrice: high52WeekPrice.feedNumber
        case .low52WeekPrice: low52WeekPrice.feedNumber
        case .beta: .double(beta)
        case .earningsPerShare: .double(earningsPerShare)
        case .dividendFrequency: .double(dividendFrequency)
        case .exDividendAmount: .double(exDividendAmount)
        case .exDividendDayId: exDividendDay.feedDay
        case .shares: .double(shares)
        case .freeFloat: .double(freeFloat)
        default: .absent
        }
    }
}

extension Greeks {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .eventFlags: .integer(Int64(flags.rawValue))
        case .index: .integer(index)
        case .time: time.feedTime
        case .sequence: .integer(Int64(sequence))
        case .price: .double(price)
        case .volatility: .double(volatility)
        case .delta: .double(delta)
        case .gamma: .double(gamma)
        case .theta: .double(thetaPerDay)
        case .rho: .double(rhoPerPoint)
        case .vega: .double(vegaPerPoint)
        default: .absent
        }
    }
}

extension TheoPrice {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .eventFlags: .integer(Int64(flags.rawValue))
        case .index: .integer(index)
        case .time: time.feedTime
        case .sequence: .integer(Int64(sequence))
        case .price: .double(price)
        case .underlyingPrice: .double(underlyingPrice)
        case .delta: .double(delta)
        case .gamma: .double(gamma)
        case .dividend: .double(dividend)
        case .interest: .double(interest)
        default: .absent
        }
    }
}

extension Underlying {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .eventFlags: .integer(Int64(flags.rawValue))
        case .index: .integer(index)
        case .time: time.feedTime
        case .sequence: .integer(Int64(sequence))
        case .volatility: .double(volatility)
        case .frontVolatility: .double(frontVolatility)
        case .backVolatility: .double(backVolatility)
        case .callVolume: .double(callVolume)
        case .putVolume: .double(putVolume)
        case .putCallRatio: .double(putCallRatio)
        default: .absent
        }
    }
}

extension TimeAndSale {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .eventFlags: .integer(Int64(flags.rawValue))
        case .index: .integer(index)
        case .time: time.feedTime
        case .timeNanoPart: time.feedNanoPart
        case .sequence: .integer(Int64(sequence))
        case .exchangeCode: .character(exchangeCode)
        case .price: price.feedNumber
        case .size: size.feedNumber
        case .bidPrice: bidPrice.feedNumber
        case .askPrice: askPrice.feedNumber
        case .exchangeSaleConditions: .name(exchangeSaleConditions)
        case .tradeThroughExempt: .character(tradeThroughExempt)
        case .aggressorSide: .word(aggressorSide.feedText)
        case .spreadLeg: .bool(isSpreadLeg)
        case .extendedTradingHours: .bool(extendedTradingHours)
        case .validTick: .bool(isValidTick)
        case .type: .word(kind.feedText)
        case .buyer: .name(buyer)
        case .seller: .name(seller)
        default: .absent
        }
    }
}

extension Candle {
    fileprivate func value(of field: EventField) -> FeedFieldValue {
        switch field {
        case .eventTime: eventTime.feedTime
        case .eventFlags: .integer(Int64(flags.rawValue))
        case .index: .integer(index)
        case .time: time.feedTime
        case .sequence: .integer(Int64(sequence))
        case .count: .integer(count)
        case .open: open.feedNumber
        case .high: high.feedNumber
        case .low: low.feedNumber
        case .close: close.feedNumber
        case .volume: volume.feedNumber
        case .vwap: .double(vwap)
        case .bidVolume: bidVolume.feedNumber
        case .askVolume: askVolume.feedNumber
        case .impVolatility: .double(impliedVolatility)
        case .openInterest: .integer(openInterest)
        default: .absent
        }
    }
}
