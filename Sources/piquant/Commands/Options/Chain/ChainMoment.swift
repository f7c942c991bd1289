import MarketModel

/// The moment that `--at` names.
enum ChainMoment: Equatable {
    /// Not given: the recording's last.
    case last
    /// The last of a day.
    case lastOf(TradingDay)
    /// A moment.
    case moment(Timestamp)

    /// Reads `2021-01-04T15:00:00Z`, `2021-01-04 15:00` on New York's clock, or `2021-01-04`.
    ///
    /// - Throws: `UsageError` for anything else.
    init(_ text: String?) throws(UsageError) {
        guard let text else {
            self = .last
            return
        }
        if let day = TradingDay(text) {
            self = .lastOf(day)
        } else if let moment = Timestamp(text) {
            self = .moment(moment)
        } else if let moment = Self.easternMoment(text) {
            self = .moment(moment)
        } else {
            throw UsageError(
                "--at is a moment such as 2021-01-04T15:00:00Z, '2021-01-04 15:00' in New York, or a day for its last; "
                    + "'\(text)' is none")
        }
    }

    private static func easternMoment(_ text: String) -> Timestamp? {
        let words = text.split { $0 == " " || $0 == "T" }
        guard words.count == 2, let day = TradingDay(String(words[0])), (1700...2250).contains(day.year) else {
            return nil
        }
        let clock = words[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 2, clock.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(clock[0]),
            let minute = Int(clock[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return USTimeZone.eastern.moment(day, hour, minute)
    }
}
