import JSON
import MarketModel
import Options

/// How volatility figures are written.
enum RegimeText {
    /// A fraction to four places, `–` when absent.
    static func fraction(_ value: Double?) -> String { value.map { rounded($0, places: 4) } ?? "–" }

    /// A number to so many places, at most nine, a half away from zero.
    static func rounded(_ value: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        guard value.isFinite, abs(value) * scale < 9e15 else { return "–" }
        let units = Int((value * scale).rounded())
        let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        let digits = String(rest)
        let text =
            places == 0 ? "\(whole)" : "\(whole).\(String(repeating: "0", count: places - digits.count))\(digits)"
        return units < 0 ? "-\(text)" : text
    }

    /// Writes a rank's members, definitions beside the figures.
    static func write(_ rank: VolatilityRank, into json: inout JSONWriter) {
        json.member("value", rank.value)
        json.member("low", rank.low)
        json.member("high", rank.high)
        json.member("window", rank.window)
        json.member("rank", rank.rank ?? .nan)
        json.member("rankDefinition", rank.rankDefinition)
        json.member("percentile", rank.percentileIncludingToday)
        json.member("percentileDefinition", rank.percentileIncludingTodayDefinition)
        json.member("percentilePrior", rank.percentileOfPriorSessions ?? .nan)
        json.member("percentilePriorDefinition", rank.percentileOfPriorSessionsDefinition)
    }
}

extension DailyHistory {
    /// Says what was left out; rows cut off on purpose do not make the data incomplete.
    func finish() -> ExitCode {
        guard let note else { return .done }
        Terminal.note("piquant: \(path): \(note). Every other row was used.")
        return .incomplete
    }

    /// Writes the rows used and left out.
    func writeExcluded(into json: inout JSONWriter) {
        json.member("rows", rows.count)
        json.key("excluded")
        json.beginObject()
        for (reason, count) in excluded { json.member(reason.rawValue, count) }
        json.endObject()
    }
}

extension Arguments {
    /// A fraction from 0 to 1.
    ///
    /// - Throws: `UsageError` when it is none.
    func fraction(_ option: String) throws(UsageError) -> Double? {
        guard let text = value(option) else { return nil }
        guard let number = Double(text), (0...1).contains(number) else {
            throw UsageError("--\(option) is a fraction from 0 to 1, as in 0.25 for 25 %; '\(text)' is not")
        }
        return number
    }

    /// A number above zero.
    ///
    /// - Throws: `UsageError` when it is none.
    func positive(_ option: String) throws(UsageError) -> Double? {
        guard let text = value(option) else { return nil }
        guard let number = Double(text), number > 0, number.isFinite else {
            throw UsageError("--\(option) is a number above zero; '\(text)' is not")
        }
        return number
    }

    /// A day such as 2026-11-20.
    ///
    /// - Throws: `UsageError` when it is none.
    func day(_ option: String) throws(UsageError) -> TradingDay? {
        guard let text = value(option) else { return nil }
        guard let day = TradingDay(text) else {
            throw UsageError("--\(option) is a day such as 2026-11-20; '\(text)' is not")
        }
        return day
    }
}
