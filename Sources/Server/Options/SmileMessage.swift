import MarketModel
import Options
import Wire

/// Writes the volatilities of one expiration by strike.
struct SmileMessage {
    let expiration: ExpirationSnapshot?

    /// The members: points out of the money, the fitted curve and what can be said of it.
    func write(into json: inout JSONWriter) {
        let points = points
        json.key("points")
        json.beginArray()
        for point in points {
            json.beginObject()
            json.member("strike", point.strike.description)
            json.member("right", point.right == .call ? "call" : "put")
            json.member("iv", point.volatility ?? .nan)
            json.member("source", point.valuation?.source.rawValue)
            json.endObject()
        }
        json.endArray()
        json.key("fit")
        json.null()
        json.key("yesterday")
        json.null()
        json.key("measures")
        json.beginObject()
        json.member("atm", expiration?.atTheMoneyVolatility ?? .nan)
        json.member("riskReversal25", riskReversal ?? .nan)
        json.endObject()
    }

    /// Options out of the money with a quote that gives a volatility: puts up to the forward, calls from there.
    private var points: [ContractSnapshot] {
        guard let expiration, let forward = expiration.forward?.forward else { return [] }
        return expiration.strikes.compactMap { strike in
            let contract = strike.price.doubleValue <= forward ? strike.put : strike.call
            guard let contract, contract.exclusion == nil, contract.volatility != nil,
                contract.valuation?.source != .neighbours
            else { return nil }
            return contract
        }
    }

    /// Volatility of the call less that of the put whose deltas are nearest to a quarter.
    private var riskReversal: Double? {
        func nearest(_ right: OptionRight) -> ContractSnapshot? {
            points.filter { $0.right == right && $0.delta != nil }.min { first, second in
                abs(abs(first.delta ?? 1) - 0.25) < abs(abs(second.delta ?? 1) - 0.25)
            }
        }
        guard let call = nearest(.call)?.volatility, let put = nearest(.put)?.volatility else { return nil }
        return call - put
    }
}
