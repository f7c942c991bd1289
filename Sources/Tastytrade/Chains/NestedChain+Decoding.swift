import MarketModel

/// A nested chain with the places of what could not be read in it.
struct DecodedChain: Decodable {
    let chain: NestedChain
    /// Paths inside the chain: `expirations[3].strikes[7]`.
    let unreadable: [UnreadableRecord]

    init(from decoder: any Decoder) throws {
        let fields = try TolerantFields(decoder)
        let list = try fields.list("expirations", of: DecodedExpiration.self)
        var unreadable = (list?.failures ?? []).map {
            UnreadableRecord(path: "expirations[\($0.place)]", reason: $0.reason)
        }
        for (place, expiration) in list?.elements ?? [] {
            unreadable += expiration.unreadable.map {
                UnreadableRecord(path: "expirations[\(place)].\($0.path)", reason: $0.reason)
            }
        }
        self.unreadable = unreadable
        chain = NestedChain(
            underlyingSymbol: try fields.required("underlying-symbol") { $0 },
            rootSymbol: try fields.required("root-symbol") { $0 }, chainType: fields.text("option-chain-type"),
            exerciseStyle: fields.text("exercise-style"),
            sharesPerContract: fields.text("shares-per-contract").flatMap(Int.init),
            tickSizes: try DecodedTick.ticks(fields),
            expirations: (list?.elements ?? []).map(\.value.expiration))
    }
}

private struct DecodedExpiration: Decodable {
    let expiration: NestedExpiration
    let unreadable: [UnreadableRecord]

    init(from decoder: any Decoder) throws {
        let fields = try TolerantFields(decoder)
        let list = try fields.list("strikes", of: DecodedStrike.self)
        unreadable = (list?.failures ?? []).map {
            UnreadableRecord(path: "strikes[\($0.place)]", reason: $0.reason)
        }
        expiration = NestedExpiration(
            day: try fields.required("expiration-date") { TradingDay($0) }, type: fields.text("expiration-type"),
            settlement: fields.text("settlement-type"), underlyingSymbol: fields.text("underlying-symbol"),
            optionRoot: fields.text("option-root-symbol"), optionContract: fields.text("option-contract-symbol"),
            expiresAt: fields.text("expires-at").flatMap { Timestamp($0) },
            stopsTradingAt: fields.text("stops-trading-at").flatMap { Timestamp($0) },
            tickSizes: try DecodedTick.ticks(fields), strikes: (list?.elements ?? []).map(\.value.strike))
    }
}

private struct DecodedStrike: Decodable {
    let strike: NestedStrike

    init(from decoder: any Decoder) throws {
        let fields = try TolerantFields(decoder)
        func symbol(_ name: String) -> String? { fields.text(name).flatMap { $0.isEmpty ? nil : $0 } }
        strike = NestedStrike(
            price: try fields.required("strike-price") { Price($0) }, call: symbol("call"),
            callStreamer: symbol("call-streamer-symbol"), put: symbol("put"),
            putStreamer: symbol("put-streamer-symbol"))
    }
}

private struct DecodedTick: Decodable {
    let tick: NestedTick

    init(from decoder: any Decoder) throws {
        let fields = try TolerantFields(decoder)
        tick = NestedTick(
            value: try fields.required("value") { Price($0) }, threshold: fields.text("threshold").flatMap { Price($0) }
        )
    }

    static func ticks(_ fields: TolerantFields) throws -> [NestedTick] {
        try fields.list("tick-sizes", of: DecodedTick.self)?.elements.map(\.value.tick) ?? []
    }
}

/// A future behind a chain of options on futures.
struct DecodedFuture: Decodable {
    let future: NestedFuture

    init(from decoder: any Decoder) throws {
        let fields = try TolerantFields(decoder)
        future = NestedFuture(
            symbol: try fields.required("symbol") { $0 }, streamerSymbol: fields.text("streamer-symbol"),
            isActiveMonth: fields.flag("active-month"))
    }
}
