import JSON
import MarketModel
import Options
import Wire

extension ChainRoutes {
    /// `/futures-option-chains/{product}`, nested or as a list of contracts; the product may have its slash.
    func futureOptionChain(_ form: ChainForm, _ context: RouteContext) throws(RouteFailure) -> HTTPResponse {
        let product = context["symbol"]
        guard let options = context.services.options, let chain = options.options.chain(of: product),
            chain.isOnFuture
        else { throw .notFound("instrument /\(product)") }
        let (day, path) = (context.day, context.request.path)
        let live = chain.live(at: context.now)
        let bytes = options.answer(path, on: day) { json in
            guard form == .nested else {
                json.beginItems()
                for listed in live { for contract in listed.contracts { json.futureOption(contract, from: day) } }
                return json.endItems(context: path)
            }
            json.beginObject()
            json.key("data")
            json.beginObject()
            json.key("futures")
            json.beginArray()
            let underlyings = Set(live.map(\.series.underlying))
            for listing in context.services.listings where underlyings.contains(listing.symbol) {
                Self.write(listing, on: day, to: &json)
            }
            json.endArray()
            json.key("option-chains")
            json.beginArray()
            Self.writeChains(live, of: chain, from: day, to: &json)
            json.endArray()
            json.endObject()
            json.member("context", path)
            json.endObject()
        }
        return .json(bytes)
    }

    private static func write(_ listing: SimulatedListing, on day: TradingDay, to json: inout JSONWriter) {
        guard case .future(let contract) = listing.kind else { return }
        let last = contract.lastTradingDay ?? contract.month.firstDay
        let close = listing.specification.calendar.session(on: last)?.close ?? USTimeZone.central.moment(last, 16)
        let active = listing.specification.activeContract(on: day)
        let next = listing.specification.contracts(on: day, count: 6, months: listing.specification.activeMonths)
            .first { contract in active.map { contract.month > $0.month } ?? false }
        json.beginObject()
        json.member("symbol", listing.symbol)
        json.member("root-symbol", "/" + contract.root)
        json.member("streamer-symbol", listing.streamerSymbol)
        json.member("expiration-date", last.description)
        json.member("maturity-date", last.description)
        json.member("days-to-expiration", day.distance(to: last))
        json.member("active-month", contract == active)
        json.member("next-active-month", contract == next)
        json.member("stops-trading-at", close.wireText)
        json.member("expires-at", close.wireText)
        json.endObject()
    }

    /// One chain for each exercise style; each has the expirations of all its roots.
    private static func writeChains(
        _ series: [ListedSeries], of chain: OptionChainListing, from day: TradingDay, to json: inout JSONWriter
    ) {
        for style in [ExerciseStyle.american, .european] {
            let own = series.filter { $0.series.style == style }
            guard !own.isEmpty else { continue }
            json.beginObject()
            json.member("underlying-symbol", "/" + chain.underlying)
            json.member("root-symbol", "/" + chain.underlying)
            json.member("exercise-style", style.wireText)
            json.key("expirations")
            json.beginArray()
            for listed in own {
                let series = listed.series
                json.beginObject()
                json.member("underlying-symbol", series.underlying)
                json.member("root-symbol", "/" + chain.underlying)
                json.member("option-root-symbol", series.root)
                json.member("option-contract-symbol", series.contractCode)
                json.member("asset", series.root)
                json.member("expiration-date", series.expiration.description)
                json.member("days-to-expiration", series.daysToExpiration(from: day))
                json.member("expiration-type", series.kind.rawValue)
                json.member("settlement-type", series.settlement.rawValue)
                json.member("notional-value", series.notionalValue.wireText)
                json.member("display-factor", "0.01")
                json.member("strike-factor", "1.0")
                json.member("stops-trading-at", series.stopsTradingAt.wireText)
                json.member("expires-at", series.expiresAt.wireText)
                json.member("tick-sizes", chain.ticks)
                json.member(strikesOf: listed)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
    }
}

extension OptionSeries {
    /// The contract's code in the exchange's and the broker's words, `EW4X6`; the root for what is not on a future.
    var contractCode: String { contractMonth.map { "\(root)\($0.code)\($0.year % 10)" } ?? root }
}

extension OptionSeries {
    /// What the venue calls notional value: dollars per point times the display factor of 0.01.
    var notionalValue: Quantity { Quantity(billionths: multiplier.billionths / 100) }
}
