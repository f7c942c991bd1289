import MarketModel

/// The clocks and the price scales of LEAN's folders.
enum LeanMarket: String {
    case option, equity, index, future
    case indexOption = "indexoption"
    case futureOption = "futureoption"

    /// The clock of the rows; `nil` is UTC.
    ///
    /// Index bars follow the exchange in Chicago, although options on the index follow New York.
    var zone: USTimeZone? {
        switch self {
        case .option, .equity, .indexOption: .eastern
        case .index: .central
        case .future, .futureOption: nil
        }
    }

    /// What prices are multiplied by in the files.
    var priceScale: Int64 {
        switch self {
        case .option, .equity, .indexOption: 10_000
        case .index, .future, .futureOption: 1
        }
    }

    /// The option market, unless it is one of underlyings.
    var chainMarket: ChainMarket? { ChainMarket(rawValue: rawValue) }
}

/// Turns the times in LEAN rows, which are those of a bar's start, into the moment of its end.
struct LeanClock {
    /// The length of the bars.
    enum Resolution {
        case minute, hour, daily
    }

    let market: LeanMarket
    let resolution: Resolution
    /// The day of minute rows.
    let day: TradingDay?

    /// The end of the bar whose first column is this; `nil` when it cannot be read.
    func end(_ field: borrowing Span<UInt8>) -> Timestamp? {
        switch resolution {
        case .minute:
            guard let day, let milliseconds = FieldText.integer(field), (0..<86_400_000).contains(milliseconds) else {
                return nil
            }
            return midnight(day, minute: Int(milliseconds / 60_000)) + .milliseconds(milliseconds % 60_000 + 60_000)
        case .hour:
            guard let (day, hour) = Self.dayAndHour(field) else { return nil }
            return midnight(day, minute: hour * 60) + .seconds(3600)
        case .daily:
            guard let (day, _) = Self.dayAndHour(field) else { return nil }
            return ExchangeCalendar.nyse.session(on: day)?.close
        }
    }

    /// The moment at which the market's clock shows so many minutes of a day.
    private func midnight(_ day: TradingDay, minute: Int) -> Timestamp {
        if let zone = market.zone { return zone.moment(day, minute / 60, minute % 60) }
        return Timestamp(nanoseconds: Int64(day.daysSince1970) * TradingDay.nanosecondsPerDay)
            + .seconds(minute * 60)
    }

    /// Reads `20140606 09:00`, whole hours only.
    private static func dayAndHour(_ field: borrowing Span<UInt8>) -> (TradingDay, Int)? {
        guard field.count == 14, let text = FieldText.text(field), text.dropFirst(8).hasPrefix(" "),
            let day = LeanName.day(text.prefix(8)), text.hasSuffix(":00"), let hour = Int(text.dropFirst(9).prefix(2)),
            (0..<24).contains(hour)
        else { return nil }
        return (day, hour)
    }
}
