import MarketModel
import Options

/// What the commands over chains have in common.
enum ChainArguments {
    /// Where the chain comes from.
    static let source: [Option] = [
        Option(
            "chain", .value("file"), "A recorded chain: LEAN archive or universe, end-of-day table, or a folder of them"
        ),
        Option(
            "at", .value("time"),
            "The moment: 2021-01-04T15:00:00Z, '2021-01-04 15:00' in New York, or a day [the last]"),
        Option(
            "rate", .value("fraction"),
            "The interest rate, annual and continuous, where quotes do not tell one [0, live 0.04]"),
        Option("curve", .value("file"), "Treasury par yields (date,m1,...,y30) for that rate instead"),
        Option(
            "venue", .value("venue"), "Without --chain: simulator, sandbox, paper or production", initial: "simulator"),
        Option("simulator", .value("url"), "A running simulator's REST address; without it one is started here"),
        Option("seed", .value("number"), "Chooses the market of a simulator started here", initial: "1"),
        Option("wait", .value("seconds"), "How long live prices may take to arrive", initial: "10"),
    ]
    /// Which expiration.
    static let expiration: [Option] = [
        Option("expiry", .value("day"), "The expiration day"),
        Option("dte", .value("days"), "The expiration nearest to so many days instead [the nearest that trades]"),
        Option("dte-window", .value("days"), "Days to expiration it may have, as in 30-60"),
        Option("kind", .choice(ExpirationKind.allCases.map(\.rawValue)), "The cycle it must be of"),
        Option("settlement", .choice(["AM", "PM"]), "The time of day it must settle at"),
    ]
    /// How the answer is printed.
    static let output: [Option] = [
        Option("explain", .flag, "Say where figures come from, and what was refused and why"),
        Option("json", .flag, "Print as JSON"),
    ]
    /// The underlying.
    static let symbol = Command.Argument(
        name: "symbol", help: "The underlying or root; not needed where a recording holds one", isRequired: false)
}

extension Arguments {
    /// The source that was asked for: a recording with `--chain`, else a venue.
    ///
    /// - Parameter pricesAll: Whether every expiration is to have prices, not only the chosen one.
    /// - Throws: `UsageError`, or `Failure` when the curve cannot be read.
    func chainSource(pricesAll: Bool = false) throws -> any ChainSource {
        let at = try ChainMoment(value("at"))
        guard value("rate") == nil || value("curve") == nil else {
            throw UsageError("--rate and --curve both give the rate; choose one")
        }
        // A recording may be of any year; of a venue's day something usual is nearer than nothing.
        var rates = RateCurve.flat(value("chain") == nil ? 0.04 : 0)
        var origin = "\(value("chain") == nil ? "0.04 assumed" : "0") (give --rate or --curve)"
        if let text = value("rate") {
            guard let rate = Double(text), (-0.1...0.5).contains(rate) else {
                throw UsageError("--rate is a fraction from -0.1 to 0.5, as in 0.045 for 4.5 %; '\(text)' is not")
            }
            rates = .flat(rate)
            origin = "\(text), as given"
        }
        if let file = value("curve") {
            let curve = try CurveFile.curve(path: file, at: at)
            rates = curve.rates
            origin = "Treasury par yields of \(curve.day), \(file)"
        }
        if let path = value("chain") {
            return RecordedChainSource(path: path, at: at, symbol: words.first, rates: rates, ratesOrigin: origin)
        }
        guard let symbol = words.first else {
            throw UsageError("name the underlying, as in SPY, SPX or /ES, or give a recording with --chain <file>")
        }
        guard value("at") == nil else { throw UsageError("--at is for recordings; a venue's chain is that of now") }
        return VenueChainSource(
            symbol: symbol, arguments: self, scope: pricesAll ? .all : .chosen(try expirationQuery()), rates: rates,
            ratesOrigin: origin)
    }

    /// The expiration that was asked for.
    func expirationQuery() throws(UsageError) -> ExpirationQuery {
        let window = try dayWindow()
        let kinds = value("kind").flatMap(ExpirationKind.init(rawValue:)).map { Set([$0]) }
        let settlement = value("settlement").flatMap(SettlementTime.init(rawValue:))
        guard value("expiry") == nil || value("dte") == nil else {
            throw UsageError("--expiry and --dte both choose the expiration; give one")
        }
        var target = ExpirationQuery.Target.days(window?.lowerBound ?? 0)
        if let day = try day("expiry") { target = .day(day) }
        if let days = try number("dte", in: 0...4000) { target = .days(days) }
        return ExpirationQuery(target, window: window, kinds: kinds, settlement: settlement)
    }

    private func dayWindow() throws(UsageError) -> ClosedRange<Int>? {
        guard let text = value("dte-window") else { return nil }
        let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard bounds.count == 2, bounds[0] >= 0, bounds[1] >= bounds[0] else {
            throw UsageError("--dte-window is two numbers of days such as 30-60; '\(text)' is not")
        }
        return bounds[0]...bounds[1]
    }

    /// A price above zero.
    func price(_ option: String) throws(UsageError) -> Price? {
        guard let text = value(option) else { return nil }
        guard let price = Price(text), price > .zero else {
            throw UsageError("--\(option) is a number of points above zero; '\(text)' is not")
        }
        return price
    }
}
