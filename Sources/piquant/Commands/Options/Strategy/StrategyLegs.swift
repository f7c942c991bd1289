import MarketModel
import Options

/// The legs of a request: a strategy's with strikes and expirations, or any that were written out.
struct StrategyLegs {
    let structure: OptionStructure

    init(_ arguments: Arguments, template: StrategyTemplate?, day: TradingDay) throws {
        let written = arguments.all("legs")
        switch (template, written.isEmpty) {
        case (nil, true):
            throw UsageError("name a strategy, as in strategy price iron-condor, or write its --legs")
        case (_?, false): throw UsageError("a strategy and --legs both give the legs; choose one")
        case (nil, false): structure = try Self.written(written, arguments, day)
        case (let template?, true): structure = try Self.filled(template, arguments, day)
        }
    }

    private static func written(
        _ texts: [String], _ arguments: Arguments, _ day: TradingDay
    ) throws -> OptionStructure {
        for option in ["strikes", "dte", "expiry", "root"] where arguments.value(option) != nil {
            throw UsageError("--\(option) goes with a strategy; --legs has its own")
        }
        let count = Int64(try arguments.number("quantity", in: 1...1_000_000) ?? 1)
        let legs = try texts.flatMap { try LegNotation.legs($0, on: day) }.map { leg in
            var leg = leg
            guard leg.quantity.billionths.magnitude / 1_000_000_000 * UInt64(count) <= 1_000_000 else {
                throw UsageError("a leg holds at most 1000000 contracts or shares; --quantity makes it more")
            }
            leg.quantity = Quantity(billionths: leg.quantity.billionths * count)
            return leg
        }
        do { return try OptionStructure(legs: legs) } catch { throw UsageError(Self.reason(error)) }
    }

    private static func filled(
        _ template: StrategyTemplate, _ arguments: Arguments, _ day: TradingDay
    ) throws -> OptionStructure {
        guard let underlying = arguments.value("underlying") else {
            throw UsageError("--underlying is needed: a stock, index or futures product such as SPY, SPX or /ES")
        }
        let strikes = try StrategyRequest.prices("strikes", arguments) ?? []
        if let low = strikes.first(where: { $0 <= .zero }) {
            throw UsageError("a strike is above zero; '\(low)' is not")
        }
        let days = try expirations(arguments, template, day)
        let series = try days.map {
            try StrategySeries.series(underlying: underlying, root: arguments.value("root"), expiring: $0)
        }
        do {
            return try template.structure(
                strikes: strikes, series: series, units: try arguments.number("quantity", in: 1...1_000_000) ?? 1)
        } catch let error as TemplateError { throw UsageError(Self.reason(error, template)) }
    }

    private static func expirations(
        _ arguments: Arguments, _ template: StrategyTemplate, _ day: TradingDay
    ) throws(UsageError) -> [TradingDay] {
        let (dte, expiry) = (arguments.value("dte"), arguments.value("expiry"))
        let wanted = max(1, template.expirationCount)
        guard (dte == nil) != (expiry == nil) else {
            throw UsageError(
                dte == nil
                    ? "--dte or --expiry is needed: \(wanted == 1 ? "--dte 7" : "the near and the far one, --dte 7,35")"
                    : "--dte and --expiry both give the expiration; choose one")
        }
        var days: [TradingDay] = []
        for part in (dte ?? expiry ?? "").split(separator: ",", omittingEmptySubsequences: false) {
            if dte != nil {
                guard let number = Int(part), (0...3660).contains(number) else {
                    throw UsageError("--dte is whole numbers of days from 0 to 3660; '\(part)' is none")
                }
                days.append(StrategySeries.day(number, after: day))
            } else {
                guard let day = TradingDay(String(part)) else {
                    throw UsageError("--expiry is days such as 2026-11-27; '\(part)' is none")
                }
                days.append(day)
            }
        }
        return days
    }

    private static func reason(_ error: TemplateError, _ template: StrategyTemplate) -> String {
        switch error {
        case .strikeCount(let expected, let given):
            "\(template.slug) has \(expected) strike\(expected == 1 ? "" : "s"), and --strikes gives \(given)"
        case .strikesNotRising(let lower, let upper):
            "strikes rise from the lowest: \(upper) comes after \(lower)"
        case .expirationCount(let expected, let given):
            "\(template.slug) has \(expected) expiration\(expected == 1 ? "" : "s"), and \(given) are given"
        case .expirationsNotRising(let near, let far):
            "expirations rise from the nearest: \(far) comes after \(near)"
        case .underlyingCannotBeHeld(let index):
            "\(template.slug) holds its underlying, and \(index) is an index that cannot be held"
        case .unitsNotPositive(let units): "--quantity is above zero; \(units) is not"
        case .structure(let error): reason(error)
        }
    }

    private static func reason(_ error: StructureError) -> String {
        switch error {
        case .noLegs: "there are no legs"
        case .emptyLeg(let index): "leg \(index + 1) is of nothing"
        case .fractionalContracts(let index): "leg \(index + 1) is of a fraction of a contract"
        case .mixedUnderlyings(let first, let second):
            "legs depend on one underlying; these depend on \(first) and \(second)"
        case .severalExpirations: "the legs expire on several days"
        case .unknownEntryPrice(let index): "leg \(index + 1) has no price"
        }
    }
}
