import JSON
import Live
import MarketModel
import Options
import Wire

/// Answers the HTTP requests about options. Chains may have to be asked of the venue, so answers wait.
struct OptionRoutes: Sendable {
    let provider: any ChainProvider
    let directory: ChainDirectory
    let venue: String
    let smiles = SmileMemory()

    /// Whether a path is answered here.
    static func has(_ path: String) -> Bool {
        ["/api/chains", "/api/strategies", "/api/strategy/evaluate"].contains(path) || Verb(path) != nil
    }

    /// What is asked of one chain: `/api/chain/SPX`.
    private struct Verb {
        let name: String
        let symbol: String

        init?(_ path: String) {
            let parts = path.dropFirst("/api/".count).split(separator: "/", maxSplits: 1).map(String.init)
            guard path.hasPrefix("/api/"), parts.count == 2, !parts[1].isEmpty,
                ["chain", "strikes", "smile", "template"].contains(parts[0])
            else { return nil }
            name = parts[0]
            symbol = parts[1]
        }
    }

    /// The answer to a request whose path `has` is true for.
    ///
    /// - Throws: `RequestError`.
    func answer(_ request: HTTPRequest, at now: Timestamp) async throws(RequestError) -> HTTPResponse {
        let isEvaluation = request.path == "/api/strategy/evaluate"
        guard (isEvaluation ? ["POST"] : ["GET", "HEAD"]).contains(request.method) else {
            throw RequestError(
                code: "method_not_allowed", message: "this path does not take that method", status: 405)
        }
        switch request.path {
        case "/api/chains": return chains()
        case "/api/strategies": return strategies()
        case "/api/strategy/evaluate": return try await evaluate(request.body, at: now)
        default: break
        }
        guard let verb = Verb(request.path) else {
            throw RequestError(code: "not_found", message: "there is nothing at this path", status: 404)
        }
        let chain = try await chain(verb.symbol, at: now)
        switch verb.name {
        case "chain": return try picture(chain, request, at: now)
        case "strikes": return try strikes(chain, request, at: now)
        case "template": return try template(chain, request, at: now)
        default: return try smile(chain, request, at: now)
        }
    }

    /// The chain a person means. The slash of a futures product is lost in a path, so it is tried as well.
    private func chain(_ symbol: String, at now: Timestamp) async throws(RequestError) -> OptionChain {
        let product = "/" + symbol
        let isFuture = directory.underlyings.contains { $0.symbol == product }
        do { return try await provider.chain(isFuture ? product : symbol, at: now) } catch { throw RequestError(error) }
    }

    private func read(
        _ underlying: String, _ selection: ChainSelection, at now: Timestamp
    ) throws(RequestError) -> ChainReading {
        do { return try provider.read(underlying, selection, at: now) } catch { throw RequestError(error) }
    }

    // MARK: Lists

    private func chains() -> HTTPResponse {
        Self.object { json in
            json.key("underlyings")
            json.beginArray()
            for underlying in directory.underlyings {
                json.beginObject()
                json.member("symbol", underlying.symbol)
                json.member("description", underlying.description)
                json.endObject()
            }
            json.endArray()
        }
    }

    private func strategies() -> HTTPResponse {
        Self.object { json in
            json.key("strategies")
            json.beginArray()
            for template in StrategyCatalogue.all where template.expirationCount > 0 {
                json.beginObject()
                json.member("id", template.slug)
                json.member("name", template.name)
                json.member("outlook", template.outlook.rawValue)
                json.member("text", template.risk)
                json.endObject()
            }
            json.endArray()
        }
    }

    // MARK: One chain

    private func picture(
        _ chain: OptionChain, _ request: HTTPRequest, at now: Timestamp
    ) throws(RequestError) -> HTTPResponse {
        let strikes = request.queryValue("strikes").map { Int($0) ?? -1 }
        let wanted = try ChainRequest(
            chain: chain, expiration: request.queryValue("expiration"), strikes: strikes, at: now)
        let tabs: [ExpirationTab]
        do { tabs = try ExpirationTab.all(of: chain, from: provider, at: now) } catch { throw RequestError(error) }
        let message = ChainMessage(
            picture: ChainPicture(
                request: wanted, description: directory.description(of: chain.underlying), tabs: tabs,
                reading: try read(chain.underlying, wanted.selection, at: now), venue: venue))
        return Self.object { json in
            json.member("type", "chain_update")
            json.member("snapshot", true)
            message.header(into: &json)
            json.key("expirations")
            json.raw(message.tabs())
            json.key("strikes")
            json.beginArray()
            for strike in message.picture.shown?.strikes ?? [] { json.raw(message.row(strike)) }
            json.endArray()
        }
    }

    private func strikes(
        _ chain: OptionChain, _ request: HTTPRequest, at now: Timestamp
    ) throws(RequestError) -> HTTPResponse {
        let key = try ChainRequest.key(request.queryValue("expiration"), in: chain, at: now)
        let today = USTimeZone.eastern.day(of: now)
        return Self.object { json in
            json.member("symbol", chain.underlying)
            json.member("expiration", key.text)
            json.key("strikes")
            json.beginArray()
            for expiration in chain.expirations where ExpirationKey(expiration.series) == key {
                for strike in expiration.strikes { json.value(strike.price.description) }
            }
            json.endArray()
            json.key("expirations")
            json.beginArray()
            for expiration in chain.expirations where expiration.series.expiresAt > now {
                json.beginObject()
                json.member("id", ExpirationKey(expiration.series).text)
                json.member("date", expiration.series.expiration.description)
                json.member("days", expiration.series.daysToExpiration(from: today))
                json.member("settlement", expiration.series.settlement.rawValue)
                json.endObject()
            }
            json.endArray()
        }
    }

    private func smile(
        _ chain: OptionChain, _ request: HTTPRequest, at now: Timestamp
    ) throws(RequestError) -> HTTPResponse {
        let key = try ChainRequest.key(request.queryValue("expiration"), in: chain, at: now)
        let reading = try read(chain.underlying, ChainRequest.selection(around: key), at: now)
        let shown = reading.snapshot.expirations.first { ExpirationKey($0.series) == key }
        return Self.object { json in
            json.member("symbol", chain.underlying)
            json.member("expiration", key.text)
            json.member("asOf", now.milliseconds)
            let today = USTimeZone.eastern.day(of: now)
            let message = SmileMessage(expiration: shown, yesterday: smiles.before(today, chain.underlying, key))
            if let fit = message.write(into: &json) { smiles.keep(fit, on: today, chain.underlying, key) }
        }
    }

    // MARK: Structures

    /// A named strategy's legs on listed strikes.
    private func template(
        _ chain: OptionChain, _ request: HTTPRequest, at now: Timestamp
    ) throws(RequestError) -> HTTPResponse {
        guard let template = request.queryValue("strategy").flatMap(StrategyCatalogue.named) else {
            throw RequestError(
                code: "strategy_unknown", message: "strategy is one of the ids that /api/strategies lists", status: 404)
        }
        let key = try ChainRequest.key(request.queryValue("expiration"), in: chain, at: now)
        let reading = try read(chain.underlying, ChainRequest.selection(around: key), at: now)
        let shown = reading.snapshot.expirations.first { ExpirationKey($0.series) == key }
        guard let shown, let forward = shown.forward?.forward, let volatility = shown.atTheMoneyVolatility else {
            throw RequestError(pricesOf: key.text, reading.health)
        }
        let structure: OptionStructure
        do {
            structure = try template.placed(
                on: Self.expirations(of: chain, from: shown.series, at: now), forward: forward,
                deviation: volatility * shown.years.squareRoot())
        } catch {
            throw RequestError(code: "no_place", message: Self.words(error, template), status: 409)
        }
        return Self.object { json in
            json.member("id", template.slug)
            json.key("legs")
            json.beginArray()
            for leg in structure.legs { Self.write(leg, beside: key, into: &json) }
            json.endArray()
        }
    }

    /// The expiration and those a week or more behind it, of one underlying, an expiration day once.
    private static func expirations(
        of chain: OptionChain, from series: OptionSeries, at now: Timestamp
    ) -> [OptionChain.Expiration] {
        var list = chain.expirations.filter { $0.series == series }
        for expiration in chain.expirations where expiration.series.underlying == series.underlying {
            guard let last = list.last?.series.expiration else { break }
            if last.distance(to: expiration.series.expiration) >= 7 { list.append(expiration) }
        }
        return list
    }

    private static func write(_ leg: OptionLeg, beside key: ExpirationKey, into json: inout JSONWriter) {
        json.beginObject()
        json.member("expiration", leg.option.map { ExpirationKey($0.series).text } ?? key.text)
        json.member("right", leg.option.map { $0.right == .call ? "call" : "put" } ?? "underlying")
        if let option = leg.option { json.member("strike", option.strike.description) }
        json.key("quantity")
        json.raw(leg.quantity.description.utf8)
        json.endObject()
    }

    private static func words(_ error: PlacementError, _ template: StrategyTemplate) -> String {
        switch error {
        case .tooFewExpirations(let needed, let given):
            "\(template.name) needs \(needed) expirations a week apart and \(given) follow: choose an earlier one"
        case .noForward: "there is no forward to place \(template.name) around yet: try again in a moment"
        case .noStrikes(let needed):
            "\(template.name) needs \(needed) strikes of the right widths, which are not listed here"
        case .template(.underlyingCannotBeHeld(let symbol)): "\(symbol) is an index and cannot be held"
        case .template: "\(template.name) cannot be placed on these strikes"
        }
    }

    private func evaluate(_ body: [UInt8], at now: Timestamp) async throws(RequestError) -> HTTPResponse {
        let request = try StrategyRequest.read(body)
        let chain = try await chain(request.symbol, at: now)
        var keys: Set<ExpirationKey> = []
        for leg in request.legs + (request.before ?? []) {
            keys.insert(try ChainRequest.key(leg.expiration, in: chain, at: now))
        }
        let reading = try read(chain.underlying, ChainSelection(.only(keys.sorted())), at: now)
        let value = try message(request.legs, request, reading)
        let before = try request.before.map { legs throws(RequestError) in try message(legs, request, reading) }
        return Self.object { json in
            json.member("symbol", chain.underlying)
            json.member("asOf", now.milliseconds)
            json.member("source", reading.health.feed.state == .replay ? "replay" : venue)
            value.write(into: &json)
            if let before {
                json.key("before")
                json.beginObject()
                before.write(into: &json)
                json.endObject()
            }
        }
    }

    private func message(
        _ legs: [StrategyRequest.Leg], _ request: StrategyRequest, _ reading: ChainReading
    ) throws(RequestError) -> StrategyMessage {
        let shift = request.ivShift ?? 0
        return StrategyMessage(
            evaluation: try StrategyEvaluation(
                StrategyLegs(legs, in: reading), in: reading.snapshot, days: request.days ?? 0, shift: shift),
            shift: shift, isSummary: request.detail == "summary")
    }

    private static func object(_ write: (inout JSONWriter) -> Void) -> HTTPResponse {
        var json = JSONWriter(reservingCapacity: 4096)
        json.beginObject()
        write(&json)
        json.endObject()
        return .json(json.bytes)
    }
}
