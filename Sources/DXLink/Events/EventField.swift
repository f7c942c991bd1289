package import MarketModel

/// A field of the feed's events, by its name on the wire. The same name means the same thing in every type.
package enum EventField: UInt8, CaseIterable, Sendable {
    case eventType, eventSymbol, eventTime, eventFlags, index, time, timeNanoPart, sequence
    case exchangeCode, price, size, change, dayId, dayVolume, dayTurnover, tickDirection, extendedTradingHours
    case bidTime, bidExchangeCode, bidPrice, bidSize, askTime, askExchangeCode, askPrice, askSize
    case exchangeSaleConditions, tradeThroughExempt, aggressorSide, spreadLeg, validTick, type, buyer, seller
    case dayOpenPrice, dayHighPrice, dayLowPrice, dayClosePrice, dayClosePriceType
    case prevDayId, prevDayClosePrice, prevDayClosePriceType, prevDayVolume, openInterest
    case description, shortSaleRestriction, tradingStatus, statusReason, haltStartTime, haltEndTime
    case highLimitPrice, lowLimitPrice, high52WeekPrice, low52WeekPrice, beta, earningsPerShare
    case dividendFrequency, exDividendAmount, exDividendDayId, shares, freeFloat
    case volatility, delta, gamma, theta, rho, vega, underlyingPrice, dividend, interest
    case frontVolatility, backVolatility, callVolume, putVolume, putCallRatio
    case count, open, high, low, close, volume
    case vwap
    case bidVolume, askVolume, impVolatility

    private static let feedNames = allCases.map { $0 == .vwap ? "VWAP" : "\($0)" }
    private static let byFeedName = Dictionary(uniqueKeysWithValues: zip(feedNames, allCases))

    /// The name on the wire.
    package var feedName: String { Self.feedNames[Int(rawValue)] }

    /// The field with this name on the wire; `vwap` is known in any case, as both spellings travel.
    package init?(feedName: String) {
        if let match = Self.byFeedName[feedName] {
            self = match
        } else if feedName.lowercased() == "vwap" {
            self = .vwap
        } else {
            return nil
        }
    }
}

extension MarketEventType {
    private static let common: [EventField] = [.eventType, .eventSymbol, .eventTime]
    private static let indexed: [EventField] = common + [.eventFlags, .index, .time]

    private static let fieldsByType = allCases.map(\.specifiedFields)

    /// Every field of the type, in the order of the protocol's specification.
    package var feedFields: [EventField] { Self.fieldsByType[Int(rawValue)] }

    private var specifiedFields: [EventField] {
        switch self {
        case .quote:
            Self.common + [
                .sequence, .timeNanoPart, .bidTime, .bidExchangeCode, .bidPrice, .bidSize, .askTime, .askExchangeCode,
                .askPrice, .askSize,
            ]
        case .trade, .tradeETH:
            Self.common + [
                .time, .timeNanoPart, .sequence, .exchangeCode, .price, .change, .size, .dayId, .dayVolume,
                .dayTurnover, .tickDirection, .extendedTradingHours,
            ]
        case .summary:
            Self.common + [
                .dayId, .dayOpenPrice, .dayHighPrice, .dayLowPrice, .dayClosePrice, .dayClosePriceType, .prevDayId,
                .prevDayClosePrice, .prevDayClosePriceType, .prevDayVolume, .openInterest,
            ]
        case .profile:
            Self.common + [
                .description, .shortSaleRestriction, .tradingStatus, .statusReason, .haltStartTime, .haltEndTime,
                .highLimitPrice, .lowLimitPrice, .high52WeekPrice, .low52WeekPrice, .beta, .earningsPerShare,
                .dividendFrequency, .exDividendAmount, .exDividendDayId, .shares, .freeFloat,
            ]
        case .greeks:
            Self.indexed + [.sequence, .price, .volatility, .delta, .gamma, .theta, .rho, .vega]
        case .theoPrice:
            Self.indexed + [.sequence, .price, .underlyingPrice, .delta, .gamma, .dividend, .interest]
        case .underlying:
            Self.indexed + [
                .sequence, .volatility, .frontVolatility, .backVolatility, .callVolume, .putVolume, .putCallRatio,
            ]
        case .timeAndSale:
            Self.indexed + [
                .timeNanoPart, .sequence, .exchangeCode, .price, .size, .bidPrice, .askPrice,
                .exchangeSaleConditions, .tradeThroughExempt, .aggressorSide, .spreadLeg, .extendedTradingHours,
                .validTick, .type, .buyer, .seller,
            ]
        case .candle:
            Self.indexed + [
                .sequence, .count, .open, .high, .low, .close, .volume, .vwap, .bidVolume, .askVolume,
                .impVolatility, .openInterest,
            ]
        }
    }

    /// Whether events of the type carry an index and transaction flags, so that history can be asked for.
    package var isIndexed: Bool {
        switch self {
        case .greeks, .theoPrice, .underlying, .timeAndSale, .candle: true
        case .quote, .trade, .tradeETH, .summary, .profile: false
        }
    }
}
