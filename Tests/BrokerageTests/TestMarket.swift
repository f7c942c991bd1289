import Brokerage
import MarketModel
import Options

/// A market whose quotes a test sets, with a stock, an index and their options, a future and an option on it.
struct TestMarket: VenueMarket {
    var instruments: [String: TradableInstrument] = [:]
    var quotes: [String: VenueQuote] = [:]
    var settlements: [String: Price] = [:]

    func instrument(_ symbol: String) -> TradableInstrument? { instruments[symbol] }

    func quote(of symbol: String, at moment: Timestamp) -> VenueQuote? { quotes[symbol] }

    func settlement(of symbol: String, on day: TradingDay, atOpen: Bool) -> Price? {
        settlements["\(symbol) \(day)"] ?? settlements[symbol]
    }

    init() {
        for instrument in Listing.all { instruments[instrument.symbol] = instrument }
    }

    /// Sets a two-sided quote.
    mutating func quote(_ symbol: String, _ bid: String, _ ask: String, size: Int = 0, last: String? = nil) {
        quotes[symbol] = VenueQuote(
            bid: Price(bid), ask: Price(ask), bidSize: Quantity(whole: size), askSize: Quantity(whole: size),
            last: last.flatMap { Price($0) })
    }
}

/// What the tests trade. The day is Monday 2026-11-16.
enum Listing {
    static let monday = day("2026-11-16")
    static let friday = day("2026-11-20")

    static func day(_ text: String) -> TradingDay {
        guard let day = TradingDay(text) else { preconditionFailure("no day") }
        return day
    }

    static func price(_ text: String) -> Price {
        guard let price = Price(text) else { preconditionFailure("no price") }
        return price
    }

    static let spy = equity("SPY")
    static let aapl = equity("AAPL")
    static let spx = equity("SPX", isIndex: true)
    static let es = future("ES", 12)
    static let zn = future("ZN", 12)
    static let bitcoin = TradableInstrument(
        symbol: "BTC/USD", kind: .cryptocurrency, underlying: "BTC/USD", multiplier: Quantity(whole: 1),
        ticks: [.init(price("0.01"))], calendar: .nyse)

    static let spyOptions = options("SPY", friday, [640, 645, 650, 655, 660, 665, 670])
    static let spyToday = options("SPY", monday, [650, 655, 660])
    static let spxwToday = options("SPXW", monday, [6550, 6600, 6650])
    static let spxFriday = options("SPX", friday, [6500, 6600, 6700])
    static let esOptions = futureOptions(friday, [6550, 6600, 6650])

    static let all =
        [spy, aapl, spx, es, zn, bitcoin] + spyOptions + spyToday + spxwToday + spxFriday + esOptions

    static func equity(_ symbol: String, isIndex: Bool = false) -> TradableInstrument {
        TradableInstrument(
            symbol: symbol, kind: .equity(isIndex: isIndex), underlying: symbol, multiplier: Quantity(whole: 1),
            ticks: [.init(price("0.0001"), below: price("1")), .init(price("0.01"))], calendar: .nyse)
    }

    static func future(_ root: String, _ month: Int) -> TradableInstrument {
        guard let specification = InstrumentSpecification.future(root),
            let month = ContractMonth(year: 2026, month: month), case .future(let exchange) = specification.kind
        else { preconditionFailure("no such future") }
        let contract = FutureContract(root: root, month: month, exchange: exchange)
        return TradableInstrument(
            symbol: contract.tastytradeSymbol, kind: .future(contract), underlying: "/" + root,
            multiplier: specification.multiplier, ticks: [.init(specification.tick)],
            calendar: specification.calendar)
    }

    static func options(_ root: String, _ day: TradingDay, _ strikes: [Int]) -> [TradableInstrument] {
        let terms = OptionRoot.named(root)
        let series = terms.series(expiring: day)
        let isIndex = terms.delivery == .cash
        return contracts(series, strikes) { contract, symbol in
            TradableInstrument(
                symbol: symbol, kind: .equityOption(contract), underlying: series.underlying,
                multiplier: series.multiplier,
                ticks: isIndex
                    ? [.init(price("0.05"), below: price("3")), .init(price("0.1"))] : [.init(price("0.01"))],
                calendar: terms.calendar)
        }
    }

    static func futureOptions(_ day: TradingDay, _ strikes: [Int]) -> [TradableInstrument] {
        guard let root = FutureOptionRoot.named("EW3"), let month = root.month(expiring: day),
            let series = root.series(of: month)
        else { preconditionFailure("no such series") }
        return contracts(series, strikes) { contract, symbol in
            TradableInstrument(
                symbol: symbol, kind: .futureOption(contract), underlying: "/ES", multiplier: series.multiplier,
                ticks: [.init(price("0.05"), below: price("5")), .init(price("0.25"))],
                calendar: .cmeEquityFutures)
        }
    }

    private static func contracts(
        _ series: OptionSeries, _ strikes: [Int], _ make: (OptionContract, String) -> TradableInstrument
    ) -> [TradableInstrument] {
        strikes.flatMap { strike in
            [OptionRight.call, .put].compactMap { right in
                let contract = OptionContract(
                    series: series, right: right, strike: Price(billionths: Int64(strike) * 1_000_000_000))
                return contract.tastytradeSymbol.map { make(contract, $0) }
            }
        }
    }

    /// The option of a list with a right and a strike.
    static func option(_ list: [TradableInstrument], _ right: OptionRight, _ strike: Int) -> TradableInstrument {
        let wanted = Price(billionths: Int64(strike) * 1_000_000_000)
        guard let found = list.first(where: { $0.option?.right == right && $0.option?.strike == wanted }) else {
            preconditionFailure("not listed")
        }
        return found
    }
}
