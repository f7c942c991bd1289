import JSON
import MarketModel
import Options

/// Writes chains as JSON. What is missing is `null`.
enum ChainJSON {
    /// The members that every answer over a chain begins with.
    static func writeHead(_ reading: ChainReading, into json: inout JSONWriter) {
        let snapshot = reading.snapshot
        json.member("underlying", snapshot.underlying)
        json.member("moment", snapshot.moment.description)
        json.member("origin", reading.origin)
        json.key("underlyingPrice")
        write(snapshot.underlyingPrice, into: &json)
        json.key("excluded")
        write(snapshot.exclusions, into: &json)
        json.key("damagedRows")
        json.beginObject()
        for (reason, count) in reading.damagedRows { json.member(reason, count) }
        json.endObject()
        json.key("notes")
        json.beginArray()
        for note in reading.notes { json.value(note) }
        json.endArray()
    }

    static func write(_ underlying: UnderlyingSnapshot?, into json: inout JSONWriter) {
        guard let underlying else { return json.null() }
        json.beginObject()
        json.member("symbol", underlying.symbol)
        json.member("price", underlying.price.description)
        json.member("ageSeconds", seconds(underlying.age))
        json.endObject()
    }

    static func write(_ exclusions: ChainExclusions, into json: inout JSONWriter) {
        json.beginObject()
        for (reason, count) in exclusions.byReason { json.member(reason.rawValue, count) }
        json.endObject()
    }

    static func write(_ estimate: ForwardEstimate?, into json: inout JSONWriter) {
        guard let estimate else { return json.null() }
        json.beginObject()
        json.member("forward", estimate.forward)
        json.member("forwardSource", estimate.forwardSource.rawValue)
        json.member("rate", estimate.rate)
        json.member("rateSource", estimate.rateSource.rawValue)
        json.member("impliedDividendYield", estimate.impliedDividendYield ?? .nan)
        json.member("strikesUsed", estimate.strikesUsed)
        json.member("outliers", estimate.outliers)
        json.member("standardError", estimate.standardError ?? .nan)
        json.key("cautions")
        json.beginArray()
        for caution in estimate.cautions { json.value(caution.rawValue) }
        json.endArray()
        json.endObject()
    }

    /// An expiration, with its strikes when asked for.
    static func write(_ expiration: ExpirationSnapshot, withStrikes: Bool, into json: inout JSONWriter) {
        let series = expiration.series
        json.beginObject()
        json.member("root", series.root)
        json.member("expiration", series.expiration.description)
        json.member("settlement", series.settlement.rawValue)
        json.member("kind", series.kind.rawValue)
        json.member("style", series.style.rawValue)
        json.member("multiplier", series.multiplier.description)
        json.member("daysToExpiration", expiration.daysToExpiration)
        json.member("years", expiration.years)
        json.key("forward")
        write(expiration.forward, into: &json)
        json.member("atTheMoneyVolatility", expiration.atTheMoneyVolatility ?? .nan)
        json.member("expectedMove", expiration.expectedMove ?? .nan)
        json.key("oneStandardDeviation")
        if let range = expiration.oneStandardDeviation {
            json.beginArray()
            json.value(range.lowerBound)
            json.value(range.upperBound)
            json.endArray()
        } else {
            json.null()
        }
        json.key("excluded")
        write(expiration.exclusions, into: &json)
        if withStrikes {
            json.key("strikes")
            json.beginArray()
            for strike in expiration.strikes {
                json.beginObject()
                json.member("strike", strike.price.description)
                for right in OptionRight.allCases {
                    json.key(right.word)
                    if let contract = strike[right] { write(contract, into: &json) } else { json.null() }
                }
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }

    static func write(_ contract: ContractSnapshot, into json: inout JSONWriter) {
        json.beginObject()
        json.member("right", contract.right.word)
        json.member("strike", contract.strike.description)
        json.member("bid", contract.bid?.description)
        json.member("ask", contract.ask?.description)
        json.member("mid", contract.mid?.description)
        json.member("bidSize", contract.bidSize?.description)
        json.member("askSize", contract.askSize?.description)
        json.member("spread", contract.spreadFraction ?? .nan)
        json.member("quoteAgeSeconds", contract.quoteAge.map(seconds) ?? .nan)
        json.member("last", contract.last?.description)
        json.member("volume", contract.volume ?? .nan)
        json.key("openInterest")
        if let open = contract.openInterest { json.value(open) } else { json.null() }
        json.member("intrinsic", contract.intrinsic?.description)
        json.member("extrinsic", contract.extrinsic?.description)
        json.member("probabilityOutOfTheMoney", contract.probabilityOutOfTheMoney ?? .nan)
        json.member("excluded", contract.exclusion?.rawValue)
        json.key("valuation")
        if let valuation = contract.valuation { write(valuation, into: &json) } else { json.null() }
        json.endObject()
    }

    private static func write(_ valuation: ContractValuation, into json: inout JSONWriter) {
        json.beginObject()
        json.member("source", valuation.source.rawValue)
        json.member("volatility", valuation.volatility)
        writeMembers(valuation.greeks, into: &json)
        json.member("ageSeconds", seconds(valuation.age))
        json.key("inputs")
        if let inputs = valuation.inputs {
            json.beginObject()
            json.member("forward", inputs.forward)
            json.member("rate", inputs.rate)
            json.member("years", inputs.years)
            json.endObject()
        } else {
            json.null()
        }
        json.endObject()
    }

    static func writeMembers(_ greeks: OptionGreeks, into json: inout JSONWriter) {
        json.member("delta", greeks.delta)
        json.member("gamma", greeks.gamma)
        json.member("thetaPerDay", greeks.thetaPerDay)
        json.member("vegaPerPoint", greeks.vegaPerPoint)
        json.member("rhoPerPoint", greeks.rhoPerPoint)
    }

    static func seconds(_ span: Duration) -> Double { Double(span.wholeNanoseconds) / 1e9 }
}
