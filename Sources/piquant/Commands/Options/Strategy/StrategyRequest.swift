import MarketModel
import Options

/// What the user asked to price: legs with entry prices, and the market they are valued in.
struct StrategyRequest {
    static let options: [Option] = [
        Option("underlying", .value("symbol"), "Stock, fund, index or futures product: SPY, SPX, /ES"),
        Option("spot", .value("price"), "The underlying's price"),
        Option("strikes", .value("prices"), "The strategy's strikes from the lowest, parted by commas"),
        Option("dte", .value("days"), "Calendar days to the expiration, two for a calendar: 7,35"),
        Option("expiry", .value("days"), "Or the expiration day: 2026-11-27"),
        Option("root", .value("root"), "The option root [SPXW for SPX; the underlying's own]"),
        Option("quantity", .value("count"), "How many of the strategy", initial: "1"),
        Option(
            "legs", .value("legs"), "Any legs instead of a strategy: \"-1 SPXW 261127P6500 @ 3.2\"", repeats: true),
        Option("prices", .value("prices"), "What each leg trades at, in the order of the legs [the model's price]"),
        Option("iv", .value("fraction"), "Volatility: one for all, or one a leg [solved from the prices]"),
        Option("rate", .value("fraction"), "Risk-free rate, continuous", initial: "0"),
        Option("yield", .value("fraction"), "Dividend yield, continuous", initial: "0"),
        Option(
            "dividend", .value("day:amount"), "A cash dividend by its ex-day: 2026-12-11:0.26", repeats: true),
        Option("at", .value("moment"), "The moment, as in 2026-11-20T15:30:00Z [now]"),
        Option(
            "account", .choice(AccountKind.allCases.map(\.rawValue)), "How the account may borrow", initial: "margin"),
        Option("explain", .flag, "Say how each figure comes about"),
        Option("json", .flag, "Print as JSON"),
    ]

    /// The legs, each with an entry price.
    let structure: OptionStructure
    /// What the legs are.
    let recognition: StructureRecognition
    let market: StructureMarket
    let account: AccountKind
    /// For each leg whether its entry price was given rather than the model's.
    let isEntryGiven: [Bool]
    /// Whether volatilities were solved from prices.
    let areVolatilitiesSolved: Bool
    /// Whether the strategy asked for holds its strikes in cash.
    let isCashSecured: Bool

    /// The day in New York on which it is opened.
    var day: TradingDay { USTimeZone.eastern.day(of: market.moment) }

    init(_ arguments: Arguments, now: Timestamp) throws {
        let moment = try Self.moment(arguments) ?? now
        let day = USTimeZone.eastern.day(of: moment)
        guard let spot = try Self.price("spot", arguments) else {
            throw UsageError("--spot is needed: the underlying's price, as in --spot 6800")
        }
        guard spot > .zero else { throw UsageError("--spot is a price above zero; '\(spot)' is not") }
        let template = try arguments.words.first.map { try StrategyCommand.named($0) }
        isCashSecured = template?.isCashSecured ?? false
        var legs = try StrategyLegs(arguments, template: template, day: day).structure
        if let entries = try Self.prices("prices", arguments) {
            guard entries.count == legs.legs.count else {
                throw UsageError("--prices needs one a leg: \(legs.legs.count), and \(entries.count) are given")
            }
            legs = legs.entered(at: entries)
        }
        for leg in legs.legs {
            guard let series = leg.option?.series, series.expiresAt <= moment else { continue }
            throw Failure(
                code: "P601",
                message: "the options that expire on \(series.expiration) were over at \(series.expiresAt), and the "
                    + "moment is \(moment). Nothing was priced; give a later --expiry or an earlier --at.")
        }
        isEntryGiven = legs.legs.map { $0.entryPrice != nil }
        let volatilities = try StrategyVolatilities(
            arguments, structure: legs, spot: spot, moment: moment, rate: Self.rate("rate", arguments),
            yield: Self.rate("yield", arguments))
        areVolatilitiesSolved = volatilities.areSolved
        market = volatilities.market
        recognition = StructureRecognition(of: legs)
        var entered = legs.enteredAtModelPrices(in: market, tick: Price(billionths: 10_000_000))
        if let leg = entered.legs.first(where: { $0.entryPrice == nil }) {
            throw Failure(
                code: "P603",
                message:
                    "the model has no price for \(StrategyText.label(leg.instrument)) at these figures. Nothing was "
                    + "priced; check --spot, --rate and --iv, or give --prices.")
        }
        entered.name = isCashSecured ? legs.name : recognition.slug
        structure = entered
        let account = AccountKind(rawValue: arguments.value("account") ?? "") ?? .margin
        self.account = isCashSecured ? .cash : account
    }

    /// No underlying trades above it, and what follows from it stays in the range of a price.
    static let highest = Price(billionths: 100_000_000_000_000_000)

    static func prices(_ option: String, _ arguments: Arguments) throws(UsageError) -> [Price]? {
        guard let text = arguments.value(option) else { return nil }
        var prices: [Price] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let price = Price(part.filter { $0 != " " }), price <= highest else {
                throw UsageError("--\(option) is prices up to \(highest) parted by commas; '\(part)' is none")
            }
            prices.append(price)
        }
        return prices
    }

    static func price(_ option: String, _ arguments: Arguments) throws(UsageError) -> Price? {
        guard let text = arguments.value(option) else { return nil }
        guard let price = Price(text), price <= highest else {
            throw UsageError("--\(option) is a price such as 6800.25, up to \(highest); '\(text)' is not")
        }
        return price
    }

    static func rate(_ option: String, _ arguments: Arguments) throws(UsageError) -> Double {
        let text = arguments.value(option) ?? "0"
        guard let rate = Double(text), rate.magnitude <= 1 else {
            throw UsageError("--\(option) is a fraction from -1 to 1, as in 0.04 for 4 %; '\(text)' is not")
        }
        return rate
    }

    static func moment(_ arguments: Arguments) throws(UsageError) -> Timestamp? {
        guard let text = arguments.value("at") else { return nil }
        guard let moment = Timestamp(text) else {
            throw UsageError("--at is a moment such as 2026-11-20T15:30:00Z; '\(text)' is not")
        }
        return moment
    }
}
