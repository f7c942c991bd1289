import JSON
import Live
import MarketModel
import Options

/// Writes what a picture of a chain shows, part by part.
struct ChainMessage {
    /// Greeks older than this are marked stale.
    static let staleAfter: Duration = .seconds(60)

    let picture: ChainPicture

    /// The members that change with every moment: who, when, the underlying's price, the expiration's own figures.
    func header(into json: inout JSONWriter) {
        let expiration = picture.shown
        json.member("symbol", picture.request.underlying)
        json.member("description", picture.description)
        json.member("venue", picture.venue)
        json.member("source", picture.source)
        json.member("timeZone", "America/New_York")
        json.member("asOf", picture.now.milliseconds)
        json.member("decimals", 2)
        json.member("expiration", picture.request.expiration.text)
        let spot = expiration?.underlying ?? picture.reading.snapshot.underlyingPrice
        json.member("spot", spot?.price.description)
        json.member("spotSymbol", spot?.symbol)
        json.key("spotTime")
        time(spot?.age, into: &json)
        json.member("multiplier", expiration?.series.multiplier.description)
        json.member("style", expiration?.series.style.rawValue)
        json.member("delivery", expiration?.series.delivery.rawValue)
        json.member("forward", expiration?.forward?.forward ?? .nan)
        json.member("forwardSource", expiration?.forward?.forwardSource.rawValue)
        json.member("rate", expiration?.forward?.rate ?? .nan)
        json.member("rateSource", expiration?.forward?.rateSource.rawValue)
        json.key("sigma")
        if let sigma = expiration?.oneStandardDeviation {
            json.beginArray()
            json.value(sigma.lowerBound)
            json.value(sigma.upperBound)
            json.endArray()
        } else {
            json.null()
        }
        json.member("staleAfterMs", Self.staleAfter.components.seconds * 1000)
        json.key("excluded")
        json.beginObject()
        for (reason, count) in expiration?.exclusions.byReason ?? [] { json.member(reason.rawValue, count) }
        json.endObject()
        let health = picture.reading.health
        json.member("watched", health.watched)
        json.member("quoted", health.quoted)
        json.member("beyondBudget", health.beyondBudget)
        health.feed.write(into: &json)
    }

    /// The `expirations` array.
    func tabs() -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 200 * picture.tabs.count)
        json.beginArray()
        for tab in picture.tabs {
            json.beginObject()
            json.member("id", ExpirationKey(tab.series).text)
            json.member("date", tab.series.expiration.description)
            json.member("root", tab.series.root)
            json.member("days", tab.days)
            json.member("kind", tab.series.kind.rawValue)
            json.member("settlement", tab.series.settlement.rawValue)
            json.member("expiresAt", tab.series.expiresAt.milliseconds)
            json.member("iv", tab.volatility ?? .nan)
            json.member("expectedMove", tab.expectedMove ?? .nan)
            json.member("strikes", tab.strikes)
            json.endObject()
        }
        json.endArray()
        return json.bytes
    }

    /// One strike: `{"strike":…,"call":…,"put":…}`.
    func row(_ strike: StrikeSnapshot) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 900)
        json.beginObject()
        json.member("strike", strike.price.description)
        for (name, contract) in [("call", strike.call), ("put", strike.put)] {
            json.key(name)
            if let contract { cell(contract, into: &json) } else { json.null() }
        }
        json.endObject()
        return json.bytes
    }

    private func cell(_ contract: ContractSnapshot, into json: inout JSONWriter) {
        json.beginObject()
        json.member("bid", contract.bid?.description)
        json.member("ask", contract.ask?.description)
        json.member("mid", contract.mid?.description)
        json.member("spread", Self.rounded(contract.spreadFraction))
        json.member("bidSize", contract.bidSize?.description)
        json.member("askSize", contract.askSize?.description)
        json.key("quoteTime")
        time(contract.quoteAge, into: &json)
        json.member("last", contract.last?.description)
        json.key("volume")
        whole(contract.volume.flatMap { Int64(exactly: $0.rounded()) }, into: &json)
        json.key("openInterest")
        whole(contract.openInterest, into: &json)
        json.member("intrinsic", contract.intrinsic?.description)
        json.member("extrinsic", contract.extrinsic?.description)
        json.member("itm", contract.intrinsic.map { $0 > .zero } ?? false)
        json.member("probOTM", Self.rounded(contract.probabilityOutOfTheMoney))
        json.member("excluded", contract.exclusion?.rawValue)
        valuation(contract.valuation, into: &json)
        json.endObject()
    }

    private func valuation(_ valuation: ContractValuation?, into json: inout JSONWriter) {
        json.member("source", valuation?.source.rawValue ?? "none")
        json.member("iv", Self.rounded(valuation?.volatility))
        json.member("delta", Self.rounded(valuation?.greeks.delta))
        json.member("gamma", Self.rounded(valuation?.greeks.gamma, 1e9))
        json.member("theta", Self.rounded(valuation?.greeks.thetaPerDay))
        json.member("vega", Self.rounded(valuation?.greeks.vegaPerPoint))
        json.key("valueTime")
        time(valuation?.age, into: &json)
        json.member("stale", valuation.map { $0.age > Self.staleAfter } ?? false)
    }

    /// An estimate to a millionth, finer than any screen: half a second less to live changes nothing, so the row need
    /// not be sent again. Not a number when absent, which is written as `null`.
    private static func rounded(_ value: Double?, _ parts: Double = 1e6) -> Double {
        value.map { ($0 * parts).rounded() / parts } ?? .nan
    }

    /// The moment something was so old at, in milliseconds: it stays the same while nothing new comes.
    private func time(_ age: Duration?, into json: inout JSONWriter) {
        if let age { json.value((picture.now - age).milliseconds) } else { json.null() }
    }

    private func whole(_ number: Int64?, into json: inout JSONWriter) {
        if let number { json.value(String(number)) } else { json.null() }
    }
}
