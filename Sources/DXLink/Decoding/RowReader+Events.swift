import MarketModel

extension RowReader {
    /// Reads rows from `position` on until their array closes, the frame ends, or there is no more space.
    ///
    /// - Returns: Whether rows may follow: only the space ended.
    mutating func readRows(
        _ padded: borrowing Span<UInt8>, _ position: inout Int, end: Int, _ cache: inout NameCache,
        _ ledger: inout FeedLedger, into events: inout OutputSpan<MarketEvent>
    ) -> Bool {
        let raw = padded.bytes
        let usedBefore = events.count
        var rows = 0
        defer {
            ledger.received += rows
            ledger.used += events.count - usedBefore
        }
        while events.freeCapacity > 0 {
            let start = position
            rows &+= 1
            let rowEnd = readFast(raw, start, &cache)
            var excluded: RowExclusion?
            if rowEnd >= 0, raw.byte(rowEnd) == 0x2C || raw.byte(rowEnd) == 0x5D {
                position = rowEnd
                excluded = append(to: &events)
            } else {
                let bytes = padded.extracting(first: end)
                excluded = readSlow(bytes, &position, cache, &ledger)
                if excluded == nil { excluded = append(to: &events) }
            }
            if let excluded {
                ledger.exclude(excluded, type: program.type.feedName, padded, start..<position)
            }
            guard position < end else { return false }
            position &+= 1
            if raw.byte(position &- 1) == 0x5D { return false }
        }
        return true
    }

    /// Makes the event of the row that was read and appends it.
    ///
    /// Changes nothing; `mutating` here and below keeps the compiler from copying the whole reader for each call.
    ///
    /// - Returns: Why it cannot be used; `nil` when it was appended.
    @inline(__always)
    mutating func append(to events: inout OutputSpan<MarketEvent>) -> RowExclusion? {
        let symbol = NameID(rawValue: UInt32(truncatingIfNeeded: values[.eventSymbol]))
        guard symbol != .none else { return .noSymbol }
        guard let eventTime = moment(.eventTime) else { return .outOfRange }
        if program.type == .timeAndSale {
            guard let time = momentWithNanoPart() else { return .outOfRange }
            events.append(.timeAndSale(timeAndSale(symbol, eventTime, time)))
            return nil
        }
        guard let event = event(symbol, eventTime) else { return .outOfRange }
        events.append(event)
        return nil
    }

    /// The event of a type other than `TimeAndSale`; `nil` when a time is outside the range of `Timestamp`.
    @inline(never)
    private mutating func event(_ symbol: NameID, _ eventTime: Timestamp) -> MarketEvent? {
        switch program.type {
        case .quote: quote(symbol, eventTime).map(MarketEvent.quote)
        case .trade: trade(symbol, eventTime).map(MarketEvent.trade)
        case .tradeETH: trade(symbol, eventTime).map(MarketEvent.tradeETH)
        case .summary: .summary(summary(symbol, eventTime))
        case .profile: profile(symbol, eventTime).map(MarketEvent.profile)
        case .greeks: moment(.time).map { .greeks(greeks(symbol, eventTime, $0)) }
        case .theoPrice: moment(.time).map { .theoPrice(theoPrice(symbol, eventTime, $0)) }
        case .underlying: moment(.time).map { .underlying(underlying(symbol, eventTime, $0)) }
        case .timeAndSale: momentWithNanoPart().map { .timeAndSale(timeAndSale(symbol, eventTime, $0)) }
        case .candle: moment(.time).map { .candle(candle(symbol, eventTime, $0)) }
        }
    }

    @inline(__always)
    private mutating func timeAndSale(_ symbol: NameID, _ eventTime: Timestamp, _ time: Timestamp) -> TimeAndSale {
        TimeAndSale(
            symbol: symbol, eventTime: eventTime, flags: flags, index: values[.index], time: time,
            sequence: int32(.sequence), exchangeCode: code(.exchangeCode), price: price(.price),
            size: quantity(.size), bidPrice: price(.bidPrice), askPrice: price(.askPrice),
            exchangeSaleConditions: name(.exchangeSaleConditions), tradeThroughExempt: code(.tradeThroughExempt),
            aggressorSide: AggressorSide(rawValue: word(.aggressorSide)) ?? .undefined,
            isSpreadLeg: flag(.spreadLeg), extendedTradingHours: flag(.extendedTradingHours),
            isValidTick: flag(.validTick), kind: PrintKind(rawValue: word(.type)) ?? .new, buyer: name(.buyer),
            seller: name(.seller))
    }

    private mutating func quote(_ symbol: NameID, _ eventTime: Timestamp) -> Quote? {
        guard let bidTime = moment(.bidTime), let askTime = moment(.askTime) else { return nil }
        return Quote(
            symbol: symbol, eventTime: eventTime, sequence: int32(.sequence), timeNanoPart: int32(.timeNanoPart),
            bidTime: bidTime, bidExchangeCode: code(.bidExchangeCode), bidPrice: price(.bidPrice),
            bidSize: quantity(.bidSize), askTime: askTime, askExchangeCode: code(.askExchangeCode),
            askPrice: price(.askPrice), askSize: quantity(.askSize))
    }

    private mutating func trade(_ symbol: NameID, _ eventTime: Timestamp) -> Trade? {
        guard let time = momentWithNanoPart() else { return nil }
        return Trade(
            symbol: symbol, eventTime: eventTime, time: time, sequence: int32(.sequence),
            exchangeCode: code(.exchangeCode), price: price(.price), change: double(.change), size: quantity(.size),
            day: day(.dayId), dayVolume: double(.dayVolume), dayTurnover: double(.dayTurnover),
            tickDirection: TickDirection(rawValue: word(.tickDirection)) ?? .undefined,
            extendedTradingHours: flag(.extendedTradingHours))
    }

    private mutating func summary(_ symbol: NameID, _ eventTime: Timestamp) -> Summary {
        Summary(
            symbol: symbol, eventTime: eventTime, day: day(.dayId), dayOpenPrice: price(.dayOpenPrice),
            dayHighPrice: price(.dayHighPrice), dayLowPrice: price(.dayLowPrice),
            dayClosePrice: price(.dayClosePrice),
            dayClosePriceType: PriceType(rawValue: word(.dayClosePriceType)) ?? .regular,
            previousDay: day(.prevDayId), previousDayClosePrice: price(.prevDayClosePrice),
            previousDayClosePriceType: PriceType(rawValue: word(.prevDayClosePriceType)) ?? .regular,
            previousDayVolume: double(.prevDayVolume), openInterest: values[.openInterest])
    }

    private mutating func profile(_ symbol: NameID, _ eventTime: Timestamp) -> Profile? {
        guard let haltStart = moment(.haltStartTime), let haltEnd = moment(.haltEndTime) else { return nil }
        return Profile(
            symbol: symbol, eventTime: eventTime, description: name(.description),
            shortSaleRestriction: ShortSaleRestriction(rawValue: word(.shortSaleRestriction)) ?? .undefined,
            tradingStatus: TradingStatus(rawValue: word(.tradingStatus)) ?? .undefined,
            statusReason: name(.statusReason), haltStartTime: haltStart, haltEndTime: haltEnd,
            highLimitPrice: price(.highLimitPrice), lowLimitPrice: price(.lowLimitPrice),
            high52WeekPrice: price(.high52WeekPrice), low52WeekPrice: price(.low52WeekPrice), beta: double(.beta),
            earningsPerShare: double(.earningsPerShare), dividendFrequency: double(.dividendFrequency),
            exDividendAmount: double(.exDividendAmount), exDividendDay: day(.exDividendDayId),
            shares: double(.shares), freeFloat: double(.freeFloat))
    }

    private mutating func greeks(_ symbol: NameID, _ eventTime: Timestamp, _ time: Timestamp) -> Greeks {
        Greeks(
            symbol: symbol, eventTime: eventTime, flags: flags, index: values[.index], time: time,
            sequence: int32(.sequence), price: double(.price), volatility: double(.volatility),
            delta: double(.delta), gamma: double(.gamma), thetaPerDay: double(.theta), rhoPerPoint: double(.rho),
            vegaPerPoint: double(.vega))
    }

    private mutating func theoPrice(_ symbol: NameID, _ eventTime: Timestamp, _ time: Timestamp) -> TheoPrice {
        TheoPrice(
            symbol: symbol, eventTime: eventTime, flags: flags, index: values[.index], time: time,
            sequence: int32(.sequence), price: double(.price), underlyingPrice: double(.underlyingPrice),
            delta: double(.delta), gamma: double(.gamma), dividend: double(.dividend), interest: double(.interest))
    }

    private mutating func underlying(_ symbol: NameID, _ eventTime: Timestamp, _ time: Timestamp) -> Underlying {
        Underlying(
            symbol: symbol, eventTime: eventTime, flags: flags, index: values[.index], time: time,
            sequence: int32(.sequence), volatility: double(.volatility), frontVolatility: double(.frontVolatility),
            backVolatility: double(.backVolatility), callVolume: double(.callVolume), putVolume: double(.putVolume),
            putCallRatio: double(.putCallRatio))
    }

    private mutating func candle(_ symbol: NameID, _ eventTime: Timestamp, _ time: Timestamp) -> Candle {
        Candle(
            symbol: symbol, eventTime: eventTime, flags: flags, index: values[.index], time: time,
            sequence: int32(.sequence), count: values[.count], open: price(.open), high: price(.high),
            low: price(.low), close: price(.close), volume: quantity(.volume), vwap: double(.vwap),
            bidVolume: quantity(.bidVolume), askVolume: quantity(.askVolume),
            impliedVolatility: double(.impVolatility), openInterest: values[.openInterest])
    }
}

extension RowReader {
    @inline(__always) private func price(_ field: EventField) -> Price? { Price(packed: values[field]) }
    @inline(__always) private func quantity(_ field: EventField) -> Quantity? { Quantity(packed: values[field]) }
    @inline(__always) private func flag(_ field: EventField) -> Bool { values[field] != 0 }
    @inline(__always) private func word(_ field: EventField) -> UInt8 { UInt8(truncatingIfNeeded: values[field]) }
    @inline(__always) private func int32(_ field: EventField) -> Int32 { Int32(truncatingIfNeeded: values[field]) }
    @inline(__always) private var flags: EventFlags { EventFlags(rawValue: int32(.eventFlags)) }
    @inline(__always) private func day(_ field: EventField) -> TradingDay { TradingDay(daysSince1970: int32(field)) }

    @inline(__always)
    private func double(_ field: EventField) -> Double { Double(bitPattern: UInt64(bitPattern: values[field])) }

    @inline(__always)
    private func name(_ field: EventField) -> NameID { NameID(rawValue: UInt32(truncatingIfNeeded: values[field])) }

    @inline(__always)
    private func code(_ field: EventField) -> ExchangeCode {
        ExchangeCode(rawValue: UInt16(truncatingIfNeeded: values[field]))
    }

    @inline(__always)
    private func moment(_ field: EventField) -> Timestamp? { Timestamp(milliseconds: values[field]) }

    @inline(__always)
    private func momentWithNanoPart() -> Timestamp? {
        Timestamp(milliseconds: values[.time], nanoPart: values[.timeNanoPart])
    }
}
