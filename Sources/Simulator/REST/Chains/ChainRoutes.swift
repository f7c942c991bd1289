import JSON
import MarketModel
import Options
import Wire

/// How a chain is told.
enum ChainForm: Sendable {
    /// By expiration and strike.
    case nested
    /// Symbols only.
    case compact
    /// Every contract as an instrument.
    case full
}

/// The option chains of stocks, funds, indices and futures.
struct ChainRoutes: RouteGroup {
    let subject = "Option chains"

    var routes: [Route] {
        [
            Route(.get, "/option-chains/{symbol+}/nested", "A chain by expiration and strike", answer: .items) {
                (context) throws(RouteFailure) in try optionChain(.nested, context)
            },
            Route(.get, "/option-chains/{symbol+}/compact", "The symbols of a chain", answer: .items) {
                (context) throws(RouteFailure) in try optionChain(.compact, context)
            },
            Route(.get, "/option-chains/{symbol+}", "Every contract of a chain", answer: .items) {
                (context) throws(RouteFailure) in try optionChain(.full, context)
            },
            Route(.get, "/futures-option-chains/{symbol+}/nested", "The chains of a futures product") {
                (context) throws(RouteFailure) in try futureOptionChain(.nested, context)
            },
            Route(
                .get, "/futures-option-chains/{symbol+}", "Every option on a futures product", answer: .items
            ) { (context) throws(RouteFailure) in try futureOptionChain(.full, context) },
        ]
    }

    /// `/option-chains/{symbol}` in its three forms.
    private func optionChain(_ form: ChainForm, _ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let symbol = context["symbol"]
        guard let options = context.services.options, let chain = options.options.chain(of: symbol),
            !chain.isOnFuture
        else {
            guard context.services.equity(symbol) != nil else { throw .notFound("instrument \(symbol)") }
            return context.success(items: [])
        }
        let (day, path) = (context.day, context.request.path)
        let live = chain.live(at: context.now)
        let bytes = options.answer(path, on: day) { json in
            json.beginItems()
            switch form {
            case .nested, .compact:
                for (root, series) in Self.byRoot(live) {
                    json.beginObject()
                    json.member("underlying-symbol", chain.underlying)
                    json.member("root-symbol", root)
                    json.member("option-chain-type", "Standard")
                    json.member("shares-per-contract", 100)
                    if form == .nested {
                        Self.writeNested(series, of: chain, from: day, to: &json)
                    } else {
                        Self.writeCompact(series, to: &json)
                    }
                    json.endObject()
                }
            case .full:
                for listed in live {
                    for contract in listed.contracts { json.equityOption(contract, from: day) }
                }
            }
            json.endItems(context: path)
        }
        return .json(bytes)
    }

    /// Series by root, in the order in which the roots first appear.
    private static func byRoot(_ series: [ListedSeries]) -> [(root: String, series: [ListedSeries])] {
        var roots: [String] = []
        for listed in series where !roots.contains(listed.series.root) { roots.append(listed.series.root) }
        return roots.sorted().map { root in (root, series.filter { $0.series.root == root }) }
    }

    private static func writeNested(
        _ series: [ListedSeries], of chain: OptionChainListing, from day: TradingDay, to json: inout JSONWriter
    ) {
        json.member("tick-sizes", chain.ticks)
        json.key("deliverables")
        json.beginArray()
        if !chain.isIndex {
            json.beginObject()
            json.member("id", SplitMix.hash(chain.underlying) % 1_000_000)
            json.member("root-symbol", chain.underlying)
            json.member("deliverable-type", "Shares")
            json.member("description", "100 shares of \(chain.underlying)")
            json.member("amount", "100.0")
            json.member("symbol", chain.underlying)
            json.member("instrument-type", "Equity")
            json.member("percent", "100")
            json.endObject()
        }
        json.endArray()
        json.key("expirations")
        json.beginArray()
        for listed in series {
            json.beginObject()
            json.member("expiration-type", listed.series.kind.rawValue)
            json.member("expiration-date", listed.series.expiration.description)
            json.member("days-to-expiration", listed.series.daysToExpiration(from: day))
            json.member("settlement-type", listed.series.settlement.rawValue)
            json.member(strikesOf: listed)
            json.endObject()
        }
        json.endArray()
    }

    private static func writeCompact(_ series: [ListedSeries], to json: inout JSONWriter) {
        let contracts = series.flatMap(\.contracts)
        json.member("settlement-type", series.first?.series.settlement.rawValue ?? "PM")
        json.member("expiration-type", series.first?.series.kind.rawValue ?? "Regular")
        for (name, symbol) in [
            ("symbols", \OptionContract.tastytradeSymbol), ("streamer-symbols", \OptionContract.streamerSymbol),
        ] {
            json.key(name)
            json.beginArray()
            for contract in contracts { json.value(contract[keyPath: symbol] ?? "") }
            json.endArray()
        }
    }
}

extension ListedSeries {
    /// Call and put of every strike.
    var contracts: [OptionContract] {
        strikes.flatMap { strike in
            [OptionRight.call, .put].map { OptionContract(series: series, right: $0, strike: strike) }
        }
    }
}

extension OptionChainListing {
    /// Whether its options are on futures.
    var isOnFuture: Bool { series.first?.series.isOnFuture ?? false }
}

extension OptionTicks {
    /// The steps as the venue tells them.
    var json: JSONValue {
        func step(_ value: Price, _ threshold: Price?) -> JSONValue {
            .object(
                [.init("value", .string(value.description))]
                    + (threshold.map { [.init("threshold", .string($0.wireText))] } ?? []))
        }
        return .array((threshold.map { [step(fine, $0)] } ?? []) + [step(coarse, nil)])
    }
}
