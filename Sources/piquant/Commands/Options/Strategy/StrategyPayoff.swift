import MarketModel
import Options

/// What `strategy payoff` shows: profit by date and price.
struct StrategyPayoff {
    static let options: [Option] = [
        Option("date", .value("day"), "A day in between, at its close", repeats: true),
        Option("iv-shift", .value("fraction"), "Added to every volatility: 0.05 is five points", initial: "0"),
        Option("from", .value("price"), "The lowest price shown [around the strikes]"),
        Option("to", .value("price"), "The highest price shown"),
        Option("rows", .value("count"), "Prices in the table, about", initial: "13"),
        Option("width", .value("columns"), "The chart's width [the terminal's, else 80]"),
    ]

    let request: StrategyRequest
    let table: PayoffTable
    let shift: Double
    let horizon: Timestamp
    let width: Int
    /// The first day the user asked for, drawn beside the curve at expiration; else the curve of now is.
    let chosen: Timestamp?
    let analysis: StructureAnalysis

    init(_ request: StrategyRequest, _ arguments: Arguments) throws {
        self.request = request
        shift = try StrategyRequest.rate("iv-shift", arguments)
        analysis = try StructureAnalysis(of: request.structure, in: request.market)
        horizon = analysis.horizon
        width = try arguments.number("width", in: 40...400) ?? min(Terminal.width ?? 80, 160)
        let range = try Self.range(request, arguments)
        let moments = try Self.moments(request, arguments, horizon: horizon)
        let rows = try arguments.number("rows", in: 2...500) ?? 13
        table = try PayoffTable(
            of: request.structure, in: request.market, prices: Self.prices(range, rows: rows),
            moments: moments, volatilityShift: shift)
        chosen = arguments.all("date").isEmpty || moments.count < 2 ? nil : moments[1]
    }

    /// The profit at a price and a moment.
    func profit(_ underlying: Double, at moment: Timestamp) -> Double {
        let scene = request.market.moved(underlying: underlying, moment: moment, volatilityShift: shift)
        return request.structure.value(in: scene) + (request.structure.openingCash?.doubleValue ?? 0)
    }

    private static func range(
        _ request: StrategyRequest, _ arguments: Arguments
    ) throws -> ClosedRange<Double> {
        let market = request.market
        let marks = request.structure.strikes.map(\.doubleValue) + [market.underlying]
        let (low, high) = (marks.min() ?? market.underlying, marks.max() ?? market.underlying)
        let end = request.structure.expirations.first ?? market.moment
        let years = Double((end - market.moment).wholeNanoseconds) / (365 * 86_400 * 1e9)
        let move = market.underlying * market.volatility * max(0, years).squareRoot()
        let room = max((high - low) * 0.3, move * 1.5, market.underlying * 0.01)
        let from = try StrategyRequest.price("from", arguments)?.doubleValue ?? max(low - room, low * 0.05)
        let to = try StrategyRequest.price("to", arguments)?.doubleValue ?? high + room
        guard from > 0, from < to else {
            throw UsageError("--from and --to are prices above zero that rise; \(from) and \(to) are not")
        }
        return from...to
    }

    /// Round prices over the range: steps of 1, 2 or 5 times a power of ten.
    private static func prices(_ range: ClosedRange<Double>, rows: Int) -> [Price] {
        let wanted = (range.upperBound - range.lowerBound) / Double(max(1, rows - 1))
        var power = 1e-4
        while power * 10 <= wanted { power *= 10 }
        let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= wanted * 0.999 } ?? wanted
        let first = Int((range.lowerBound / step).rounded(.up))
        let last = max(first, Int((range.upperBound / step).rounded(.down)))
        let unit = Int64((step * 1e9).rounded())
        return (first...last).map { Price(billionths: Int64($0) * unit) }.filter { $0 > .zero }
    }

    private static func moments(
        _ request: StrategyRequest, _ arguments: Arguments, horizon: Timestamp
    ) throws(UsageError) -> [Timestamp] {
        var moments = [request.market.moment]
        for text in arguments.all("date") {
            guard let day = TradingDay(text) else {
                throw UsageError("--date is a day such as 2026-11-27; '\(text)' is not")
            }
            let close = USTimeZone.eastern.moment(day, 16)
            guard close >= request.market.moment else {
                throw UsageError("--date \(day) is over at \(request.market.moment); choose a later day")
            }
            guard close <= horizon else {
                throw UsageError("--date \(day) is after the first expiration, \(horizon); choose an earlier day")
            }
            moments.append(close)
        }
        if arguments.all("date").isEmpty {
            let half = Timestamp(
                nanoseconds: moments[0].nanoseconds + (horizon.nanoseconds - moments[0].nanoseconds) / 2)
            let close = USTimeZone.eastern.moment(USTimeZone.eastern.day(of: half), 16)
            if moments[0] < close, close < horizon { moments.append(close) }
        }
        return (Set(moments + [horizon])).sorted()
    }
}
