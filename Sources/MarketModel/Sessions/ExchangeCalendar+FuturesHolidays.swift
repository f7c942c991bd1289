extension ExchangeCalendar {
    /// How a futures day differs from a usual one.
    enum FuturesException: Equatable {
        case closed
        case closesEarly(WallTime)
    }

    /// The holiday's name and what it does to this market.
    func futuresException(_ day: TradingDay) -> (name: String?, exception: FuturesException?) {
        if let special = MarketHoliday.specialClosure(day) {
            // Recorded calendars have full sessions in the storm of 2012; only equities stop for a funeral.
            return self == .cmeEquityFutures && day.year != 2012 ? (special, .closed) : (nil, nil)
        }
        guard let (holiday, isMoved) = MarketHoliday.on(day) else { return (nil, nil) }
        let exception = exception(for: holiday, on: day)
        let name = isMoved ? "\(holiday.rawValue) (observed)" : holiday.rawValue
        return (exception == nil ? nil : name, exception)
    }

    private func exception(for holiday: MarketHoliday, on day: TradingDay) -> FuturesException? {
        switch holiday {
        case .newYear, .christmas: .closed
        case .goodFriday: goodFriday(day)
        case .martinLutherKing, .presidents, .memorial, .labor, .thanksgiving: bankHoliday(day)
        case .juneteenth: juneteenth(day)
        case .independence: independenceDay(day)
        case .independenceEve, .afterThanksgiving, .christmasEve: halfDay(holiday)
        }
    }

    /// Trading halts at midday, without a settlement.
    private func bankHoliday(_ day: TradingDay) -> FuturesException? {
        switch self {
        case .cmeEquityFutures: .closesEarly(day < Self.may2014 ? WallTime(10, 30) : WallTime(12))
        case .cmeRates: .closesEarly(WallTime(12))
        case .cmeEnergyMetals: .closesEarly(WallTime(13, 30))
        case .cmeCurrencies: nil
        default: .closed
        }
    }

    private func juneteenth(_ day: TradingDay) -> FuturesException? {
        let isFriday = day.weekday == .friday
        return switch self {
        case .cmeEnergyMetals: .closesEarly(isFriday ? WallTime(12) : WallTime(13, 30))
        case .cmeCurrencies: isFriday ? .closesEarly(WallTime(12)) : nil
        default: bankHoliday(day)
        }
    }

    private func independenceDay(_ day: TradingDay) -> FuturesException? {
        switch self {
        case .cmeRates, .cmeEnergyMetals, .cmeCurrencies: .closesEarly(WallTime(12))
        default: bankHoliday(day)
        }
    }

    /// Closed, except that from 2010 financial futures trade until after the monthly employment report when that is
    /// published on Good Friday, which it is on a first Friday of the month.
    private func goodFriday(_ day: TradingDay) -> FuturesException {
        let hasReport = day.day <= 7 && day.year >= 2010
        return switch self {
        case .cmeEquityFutures where hasReport: .closesEarly(WallTime(8, 15))
        case .cmeRates where hasReport, .cmeCurrencies where hasReport: .closesEarly(WallTime(10, 15))
        default: .closed
        }
    }

    private func halfDay(_ holiday: MarketHoliday) -> FuturesException? {
        switch (self, holiday) {
        case (.cmeEquityFutures, _): .closesEarly(WallTime(12, 15))
        case (.cbotGrains, _), (.cmeLivestock, _): .closesEarly(WallTime(12, 5))
        case (_, .independenceEve): nil
        case (.cmeEnergyMetals, .afterThanksgiving): .closesEarly(WallTime(13, 45))
        case (.cmeEnergyMetals, _): .closesEarly(WallTime(12, 45))
        default: .closesEarly(WallTime(12, 15))
        }
    }

    private static let may2014 = TradingDay(daysSince1970: 16_201)  // 2014-05-11, before Memorial Day
}
