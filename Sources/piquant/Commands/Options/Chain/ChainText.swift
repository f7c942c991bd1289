import MarketModel
import Options

/// How figures of chains are written for people. What is missing is `–`.
enum ChainText {
    static func price(_ price: Price?) -> String { price?.description ?? "–" }

    /// An estimate to so many places.
    static func number(_ value: Double?, _ places: Int) -> String {
        value.map { RegimeText.rounded($0, places: places) } ?? "–"
    }

    /// A fraction as percent: 0.1234 as `12.3%`.
    static func percent(_ fraction: Double?, _ places: Int = 1) -> String {
        fraction.map { "\(RegimeText.rounded($0 * 100, places: places))%" } ?? "–"
    }

    /// A count of contracts.
    static func count(_ value: Double?) -> String {
        value.map { $0 == $0.rounded() ? RegimeText.rounded($0, places: 0) : "\($0)" } ?? "–"
    }

    static func count(_ value: Int64?) -> String { value.map(String.init) ?? "–" }

    /// Dollars and cents, a half away from zero.
    static func money(_ money: Money?) -> String {
        guard let money else { return "–" }
        let cent: Int128 = 10_000_000
        let (whole, rest) = money.billionths.quotientAndRemainder(dividingBy: cent)
        let cents = whole + (rest.magnitude * 2 >= cent.magnitude ? Int128(rest.signum()) : 0)
        let text = "\(cents.magnitude / 100).\(cents.magnitude % 100 < 10 ? "0" : "")\(cents.magnitude % 100)"
        return (cents < 0 ? "-$" : "$") + text
    }

    /// Dollars to the last known digit: fees carry fractions of a cent.
    static func exact(_ money: Money) -> String { "$\(money)" }

    /// A span in its largest fitting unit: `9s`, `12m`, `3h`, `2d`.
    static func age(_ age: Duration?) -> String {
        guard let age else { return "–" }
        let seconds = age.wholeNanoseconds / 1_000_000_000
        switch seconds {
        case ..<120: return "\(seconds)s"
        case ..<7200: return "\(seconds / 60)m"
        case ..<172_800: return "\(seconds / 3600)h"
        default: return "\(seconds / 86_400)d"
        }
    }

    /// A moment on New York's clock with the zone named.
    static func moment(_ moment: Timestamp) -> String {
        let zone = USTimeZone.eastern
        let seconds = zone.nanosecondsIntoDay(of: moment) / 1_000_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(zone.day(of: moment)) \(clock.joined(separator: ":")) New York (\(moment))"
    }

    /// `feed`, `model` or `model*`: the source of a valuation in a narrow column.
    static func source(_ valuation: ContractValuation?) -> String {
        switch valuation?.source {
        case .feed: "feed"
        case .quote: "own"
        case .neighbours: "near"
        case nil: "–"
        }
    }

    /// Time left, by its size: `5h 59m`, `27d`.
    static func timeLeft(_ years: Double) -> String {
        let minutes = Int((years * 365 * 1440).rounded())
        return minutes < 2880 ? "\(minutes / 60)h \(minutes % 60)m" : "\(minutes / 1440)d"
    }

    /// `12 crossed, 3 zero-bid`; `none` for nothing.
    static func exclusions(_ exclusions: ChainExclusions) -> String {
        let parts = exclusions.byReason.map { "\($0.count) \($0.reason.rawValue)" }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    /// Where forward and rate come from, in one line.
    static func forward(_ estimate: ForwardEstimate?) -> String {
        guard let estimate else { return "no forward: too few fit quotes, and no price of the underlying" }
        var text = "forward \(number(estimate.forward, 2)) "
        switch estimate.forwardSource {
        case .parity:
            text +=
                "from put-call parity over \(estimate.strikesUsed) strikes (± \(number(estimate.standardError, 3)), "
            text += "\(estimate.outliers) outlier\(estimate.outliers == 1 ? "" : "s") left out)"
        case .future: text += "is the future's price"
        case .carried: text += "is the underlying's price carried at the rate, unknown dividends left aside"
        }
        text += "; rate \(percent(estimate.rate, 2)) "
        text += estimate.rateSource == .parity ? "from the slope of parity" : "as given"
        if let yield = estimate.impliedDividendYield, estimate.forwardSource == .parity {
            text += "; implied dividend yield \(percent(yield, 2))"
        }
        for caution in estimate.cautions {
            switch caution {
            case .americanNearTheMoney:
                text += "; American options: parity is rough, only strikes near the money were used"
            case .fewStrikes: text += "; few strikes agree, take it with care"
            }
        }
        return text
    }
}
