import MarketModel
import Tastytrade

/// What the words of `piquant order` say of an order, before anything is asked of a venue.
struct OrderArguments {
    /// What each leg trades, and how many: above zero bought, below zero sold.
    let legs: [(symbol: InstrumentSymbol, count: Int)]
    let pricing: OrderPricing
    let duration: OrderDuration
    let closes: Bool
    let isAutomated: Bool

    /// Where orders go.
    static let venue: [Option] = [
        Option("venue", .value("venue"), "simulator, sandbox, paper or production; the configured one when left out"),
        Option("simulator", .value("url"), "A running simulator's REST address; without it one is started here"),
        Option("seed", .value("number"), "Chooses the market of a simulator started here", initial: "1"),
        Option("account", .value("number"), "The account [the only one; in the simulator the first]"),
        Option("json", .flag, "Print as JSON"),
    ]

    /// What the order is.
    static let order: [Option] = [
        Option("debit", .value("price"), "Pay at most this for one unit"),
        Option("credit", .value("price"), "Receive at least this for one unit"),
        Option("market", .flag, "At whatever the market gives"),
        Option("stop", .value("price"), "Wait until the instrument trades at this price; with a limit a stop limit"),
        Option("notional", .value("amount"), "For so much money in place of a quantity"),
        Option("close", .flag, "Close a position in place of opening one"),
        Option(
            "tif", .choice(["day", "gtc", "gtd", "ext", "gtc-ext", "overnight", "gtc-overnight", "ioc"]),
            "How long it works", initial: "day"),
        Option("until", .value("day"), "The last day of --tif gtd"),
        Option("automated", .flag, "Tell the venue that a program sends it"),
    ]

    /// Reads an order.
    ///
    /// - Throws: `UsageError` that says what to write instead.
    init(_ arguments: Arguments, on day: TradingDay) throws(UsageError) {
        legs = try Self.legs(arguments.value("legs") ?? "", on: day)
        pricing = try Self.pricing(arguments)
        duration = try Self.duration(arguments)
        closes = arguments.has("close")
        isAutomated = arguments.has("automated")
    }

    private static func legs(
        _ text: String, on day: TradingDay
    ) throws(UsageError) -> [(symbol: InstrumentSymbol, count: Int)] {
        var legs: [(symbol: InstrumentSymbol, count: Int)] = []
        for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
            let words = part.split(separator: " ").map(String.init)
            if words.isEmpty { continue }
            guard words.count >= 2, let count = Int(words[0]), count != 0 else {
                throw UsageError(
                    "'\(part)' is no leg: a leg is a number above or below zero and what it is of, as in "
                        + "'-1 SPXW 261218P6500; 1 SPXW 261218P6450'")
            }
            legs.append((try LegNotation.symbol(Array(words.dropFirst()), on: day), count))
        }
        guard !legs.isEmpty else { throw UsageError("the order has no leg; write for example --legs '1 SPY'") }
        return legs
    }

    private static func pricing(_ arguments: Arguments) throws(UsageError) -> OrderPricing {
        let debit = try price("debit", arguments).map { -$0 }
        let credit = try price("credit", arguments)
        let stop = try price("stop", arguments)
        if debit != nil, credit != nil { throw UsageError("--debit and --credit both give the limit; choose one") }
        let limit = debit ?? credit
        if let text = arguments.value("notional") {
            guard let amount = Money(text), amount > .zero else {
                throw UsageError("--notional is an amount above zero, as in 25; '\(text)' is not")
            }
            guard limit == nil, stop == nil, !arguments.has("market") else {
                throw UsageError("--notional is a market order; leave the other prices out")
            }
            return .notional(amount)
        }
        if arguments.has("market") {
            guard limit == nil, stop == nil else {
                throw UsageError("--market takes any price; leave --debit, --credit and --stop out")
            }
            return .market
        }
        switch (stop, limit) {
        case (let stop?, let limit?): return .stopLimit(trigger: stop, limit: limit)
        case (let stop?, nil): return .stop(trigger: stop)
        case (nil, let limit?): return .limit(limit)
        case (nil, nil):
            throw UsageError("the order has no price; give --debit, --credit, --stop, --notional or --market")
        }
    }

    private static func price(_ option: String, _ arguments: Arguments) throws(UsageError) -> Price? {
        guard let text = arguments.value(option) else { return nil }
        guard let price = Price(text), price >= .zero else {
            throw UsageError("--\(option) is a price without a sign, as in 1.35; '\(text)' is not")
        }
        return price
    }

    private static func duration(_ arguments: Arguments) throws(UsageError) -> OrderDuration {
        let until = arguments.value("until")
        let word = arguments.value("tif") ?? "day"
        if until != nil, word != "gtd" {
            throw UsageError("--until is the last day of --tif gtd; leave one of them out")
        }
        switch word {
        case "gtc": return .gtc
        case "gtd":
            guard let day = until.flatMap({ TradingDay($0) }) else {
                throw UsageError("--tif gtd needs its last day, as in --until 2026-12-18")
            }
            return .gtd(day)
        case "ext": return .ext
        case "gtc-ext": return .gtcExt
        case "overnight": return .extOvernight
        case "gtc-overnight": return .gtcExtOvernight
        case "ioc": return .ioc
        default: return .day
        }
    }

    /// The order with the price steps that the venue tells. What it does not tell is not checked, and the receipt says so.
    func request(_ session: Session) async throws -> OrderRequest {
        var requests: [LegRequest] = []
        for (symbol, count) in legs {
            guard let instrument = OrderInstrument(symbol, ticks: await Self.ticks(of: symbol, session)) else {
                throw UsageError("'\(symbol.tastytradeSymbol ?? "\(symbol)")' cannot be traded; name a contract")
            }
            let action: OrderAction =
                count > 0 ? (closes ? .buyToClose : .buyToOpen) : (closes ? .sellToClose : .sellToOpen)
            let isNotional = pricing.type == .notionalMarket
            requests.append(LegRequest(action, isNotional ? nil : Quantity(whole: abs(count)), of: instrument))
        }
        return OrderRequest(pricing, duration, legs: requests, isAutomated: isAutomated, source: "piquant")
    }

    private static func ticks(of symbol: InstrumentSymbol, _ session: Session) async -> TickTable? {
        let steps: [TickSize]? =
            switch symbol {
            case .equity(let stock): try? await session.equity(stock).value.tickSizes
            case .equityOption(let option):
                try? await session.equity(Self.underlying(option.root)).value.optionTickSizes
            case .future(let future): try? await session.future(future.tastytradeSymbol)?.tickSizes
            case .futureOption(let option):
                if let future = option.underlying {
                    try? await session.future(future.tastytradeSymbol)?.optionTickSizes
                } else {
                    nil
                }
            case .futuresProduct, .crypto: nil
            }
        return steps.flatMap { TickTable($0) }
    }

    /// The index of a root that is not its own symbol.
    private static func underlying(_ root: String) -> String {
        ["SPXW": "SPX", "NDXP": "NDX", "RUTW": "RUT", "VIXW": "VIX"][root] ?? root
    }
}
