import MarketModel
import Options
import Tape

/// A history of Treasury par yields: `date,m1,m3,m6,y1,y2,…`, fractions, fields may be empty.
enum CurveFile {
    /// How old the yields may be: a week's holidays.
    private static let reach = 7

    /// The curve of the last day up to the moment asked for.
    ///
    /// - Throws: `Failure` P201 when the file cannot be read, P205 when it has no such day.
    static func curve(path: String, at: ChainMoment) throws -> (rates: RateCurve, day: TradingDay) {
        let text: String
        do { text = try TextFile.read(path) } catch {
            throw Failure(code: "P201", message: "\(path): \(error). Nothing was worked out; check the path.")
        }
        let lines = text.split(whereSeparator: \.isNewline)
        let header = (lines.first ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let maturities = header.dropFirst().map(years)
        guard header.first == "date", maturities.contains(where: { $0 != nil }) else {
            throw Failure(
                code: "P201",
                message: "\(path) is no table of par yields with the header date,m1,m3,...,y30. Nothing was worked out."
            )
        }
        let wanted: TradingDay? =
            switch at {
            case .last: nil
            case .lastOf(let day): day
            case .moment(let moment): USTimeZone.eastern.day(of: moment)
            }
        let row = lines.dropFirst().last { line in
            TradingDay(String(line.prefix(10))).map { $0 <= wanted ?? $0 } ?? false
        }
        guard let row, let day = TradingDay(String(row.prefix(10))), day.distance(to: wanted ?? day) <= reach,
            let rates = curve(row, maturities)
        else {
            throw Failure(
                code: "P205",
                message: "\(path) has no yields of the week before \(wanted.map(\.description) ?? "its end"). "
                    + "Nothing was worked out; give --rate instead.")
        }
        return (rates, day)
    }

    private static func curve(_ row: Substring, _ maturities: [Double?]) -> RateCurve? {
        let fields = row.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
        return RateCurve.treasury(
            zip(maturities, fields).compactMap { years, field in
                guard let years, let yield = Double(field) else { return nil }
                return RateCurve.ParYield(years: years, yield: yield)
            })
    }

    /// The years of `m3` or `y10`.
    private static func years(_ name: Substring) -> Double? {
        guard let number = Double(name.dropFirst()), number > 0 else { return nil }
        switch name.first {
        case "m": return number / 12
        case "y": return number
        default: return nil
        }
    }
}
