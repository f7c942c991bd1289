import MarketModel
import Options

/// How structures and money are written.
enum StrategyText {
    /// `SPXW 261127P6500`.
    static func label(_ contract: OptionContract) -> String {
        let day = contract.series.expiration
        let digits = [day.year % 100, day.month, day.day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        return "\(contract.series.root) \(digits)\(contract.right.rawValue)\(contract.strike)"
    }

    static func label(_ instrument: LegInstrument) -> String {
        switch instrument {
        case .option(let contract): label(contract)
        case .shares(let symbol), .future(let symbol, _): symbol
        }
    }

    /// Dollars to the cent with thousands apart: `-2,832.10`.
    static func dollars(_ money: Money) -> String {
        let cents = money.roundedToCents.billionths / 10_000_000
        let (whole, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        var digits = String(whole)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (cents < 0 ? "-" : "") + groups.joined(separator: ",") + "." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }

    /// A price with at least two decimals: `3.20`.
    static func price(_ price: Price) -> String {
        let text = price.description
        guard let point = text.firstIndex(of: ".") else { return text + ".00" }
        return text.distance(from: point, to: text.endIndex) < 3 ? text + "0" : text
    }

    /// A moment on New York's clock: `2026-11-27 16:00 ET`.
    static func moment(_ moment: Timestamp) -> String {
        let minutes = USTimeZone.eastern.nanosecondsIntoDay(of: moment) / 60_000_000_000
        let clock = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(USTimeZone.eastern.day(of: moment)) \(clock) ET"
    }

    static func name(_ basis: MarginRequirement.Basis) -> String {
        switch basis {
        case .longShares: "shares"
        case .shortShares: "short shares"
        case .coveredByShares: "covered by shares"
        case .definedRisk: "defined risk"
        case .longOptions: "long options"
        case .naked: "naked"
        case .cashSecured: "strikes in cash"
        case .scenarios: "worst scenario"
        }
    }

    static func dollars(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "–" }
        return dollars(Money(billionths: Int128((value * 100).rounded()) * 10_000_000))
    }

    static func bound(_ bound: PayoffBound) -> String {
        bound.amount.map { dollars($0) } ?? "unlimited"
    }

    static func percent(_ fraction: Double) -> String { RegimeText.rounded(fraction * 100, places: 1) + " %" }

    static func sign(_ quantity: Quantity) -> String { quantity > .zero ? "+\(quantity)" : "\(quantity)" }

    /// Days and hours from one moment to another: `6 d 5 h`.
    static func span(from start: Timestamp, to end: Timestamp) -> String {
        let minutes = max(0, (end - start).wholeNanoseconds / 60_000_000_000)
        if minutes < 60 { return "\(minutes) min" }
        if minutes < 1440 { return "\(minutes / 60) h \(minutes % 60) min" }
        return "\(minutes / 1440) d \(minutes % 1440 / 60) h"
    }

    /// What a fee that cannot be known or a requirement that cannot be worked out means.
    static func reason(_ error: MarginError) -> String {
        switch error {
        case .unknownPrice(let contract): "the price of \(label(contract)) is not known"
        case .notInCashAccount(let leg):
            "a cash account cannot hold \(sign(leg.quantity)) \(label(leg.instrument)): nothing secures it"
        case .exchangeMargin(let symbol):
            "a \(symbol) position is margined by its exchange; use --account margin for an approximation"
        }
    }
}
