import MarketModel

/// A nested chain with the places of what could not be read in it.
struct DecodedChain: Record {
    let chain: NestedChain
    /// Paths inside the chain: `expirations[3].strikes[7]`.
    let unreadable: [UnreadableRecord]

    init(_ fields: RecordReader) throws(RecordFault) {
        var unreadable: [UnreadableRecord] = []
        var places = PlaceCounter()
        let expirations =
            fields.records("expirations", DecodedExpiration.self) { place, fault in
                unreadable.append(UnreadableRecord(path: "expirations[\(place)]", reason: fault.reason))
                places.skip(place)
            } ?? []
        for expiration in expirations {
            let place = places.next()
            unreadable += expiration.unreadable.map {
                UnreadableRecord(path: "expirations[\(place)].\($0.path)", reason: $0.reason)
            }
        }
        let type = fields.text("option-chain-type")
        let style = fields.text("exercise-style")
        let shares = fields.integer("shares-per-contract")
        let ticks: [TickSize]? = fields.records("tick-sizes")
        let deliverables: [EquityDeliverable]? = fields.records("deliverables")
        self.unreadable = unreadable
        chain = NestedChain(
            underlyingSymbol: try fields.requiredText("underlying-symbol"),
            rootSymbol: try fields.requiredText("root-symbol"), chainType: type, exerciseStyle: style,
            sharesPerContract: shares, tickSizes: ticks ?? [], deliverables: deliverables ?? [],
            expirations: expirations.map(\.expiration))
    }
}

/// Gives what was read of a list its places in the list, leaving out those that were not.
struct PlaceCounter {
    private var skipped: Set<Int> = []
    private var place = -1

    /// The element at this place was not read.
    mutating func skip(_ place: Int) { skipped.insert(place) }

    /// The place of the next element that was read.
    mutating func next() -> Int {
        repeat { place += 1 } while skipped.contains(place)
        return place
    }
}

private struct DecodedExpiration: Record {
    let expiration: NestedExpiration
    let unreadable: [UnreadableRecord]

    init(_ fields: RecordReader) throws(RecordFault) {
        var unreadable: [UnreadableRecord] = []
        let strikes = fields.records("strikes", NestedStrike.self) { place, fault in
            unreadable.append(UnreadableRecord(path: "strikes[\(place)]", reason: fault.reason))
        }
        let type = fields.text("expiration-type")
        let days = fields.integer("days-to-expiration")
        let settlement = fields.text("settlement-type")
        let underlying = fields.text("underlying-symbol")
        let root = fields.text("root-symbol")
        let optionRoot = fields.text("option-root-symbol")
        let optionContract = fields.text("option-contract-symbol")
        let asset = fields.text("asset")
        let terms = NestedExpiration.Factors(
            notionalValue: fields.decimal("notional-value"), display: fields.decimal("display-factor"),
            strike: fields.decimal("strike-factor"))
        let expiresAt = fields.moment("expires-at")
        let stopsTradingAt = fields.moment("stops-trading-at")
        let ticks: [TickSize]? = fields.records("tick-sizes")
        self.unreadable = unreadable
        expiration = NestedExpiration(
            day: try fields.required("expiration-date", fields.day("expiration-date")), type: type,
            daysToExpiration: days, settlement: settlement, underlyingSymbol: underlying, rootSymbol: root,
            optionRoot: optionRoot, optionContract: optionContract, asset: asset, factors: terms,
            expiresAt: expiresAt, stopsTradingAt: stopsTradingAt, tickSizes: ticks ?? [], strikes: strikes ?? [])
    }
}

extension NestedStrike: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        func symbol(_ name: String) -> String? { fields.text(name).flatMap { $0.isEmpty ? nil : $0 } }
        call = symbol("call")
        callStreamer = symbol("call-streamer-symbol")
        put = symbol("put")
        putStreamer = symbol("put-streamer-symbol")
        price = try fields.required("strike-price", fields.decimal("strike-price"))
    }
}

extension NestedFuture: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        let streamer = fields.text("streamer-symbol")
        let isActive = fields.flag("active-month") ?? false
        self.init(
            symbol: try fields.requiredText("symbol"), streamerSymbol: streamer, isActiveMonth: isActive,
            isNextActiveMonth: fields.flag("next-active-month"), rootSymbol: fields.text("root-symbol"),
            expirationDate: fields.day("expiration-date"), maturityDate: fields.day("maturity-date"),
            daysToExpiration: fields.integer("days-to-expiration"), stopsTradingAt: fields.moment("stops-trading-at"),
            expiresAt: fields.moment("expires-at"))
    }
}

/// The answer for options on futures.
struct DecodedFutureChains: Record {
    let chains: NestedChains

    init(_ fields: RecordReader) throws(RecordFault) {
        var unreadable: [UnreadableRecord] = []
        let futures = fields.records("futures", NestedFuture.self) { place, fault in
            unreadable.append(UnreadableRecord(path: "futures[\(place)]", reason: fault.reason))
        }
        var places = PlaceCounter()
        let list = fields.records("option-chains", DecodedChain.self) { place, fault in
            unreadable.append(UnreadableRecord(path: "option-chains[\(place)]", reason: fault.reason))
            places.skip(place)
        }
        chains = NestedChains(
            try fields.required("option-chains", list), futures: futures ?? [], named: "option-chains",
            unreadable: unreadable, &places)
    }
}

extension NestedChains {
    /// Joins what was read of each chain with its place in the list.
    init(
        _ list: [DecodedChain], futures: [NestedFuture], named name: String, unreadable known: [UnreadableRecord],
        _ places: inout PlaceCounter
    ) {
        var unreadable = known
        for chain in list {
            let place = places.next()
            unreadable += chain.unreadable.map {
                UnreadableRecord(path: "\(name)[\(place)].\($0.path)", reason: $0.reason)
            }
        }
        self.init(chains: list.map(\.chain), futures: futures, unreadable: unreadable)
    }
}
