import MarketModel
import Options

@testable import Simulator

/// The option side of the standard synthetic market on Friday, 2026-11-20 at 10:00 in New York.
enum OptionBench {
    static let start = Timestamp("2026-11-20T15:00:00Z")!
    static let day = TradingDay("2026-11-20")!

    static func options(seed: UInt64 = 7, start: Timestamp = start, hours: SyntheticHours = .alwaysLively)
        -> SyntheticOptions
    {
        let day = TradingDay(utcDayOf: start)
        return SyntheticOptions(
            instruments: SyntheticInstrument.standard(on: day) + SyntheticInstrument.optionUnderlyings(on: day),
            seed: seed, hours: hours, start: start)
    }

    static let shared = options()

    /// Call and put prices of a series' strikes by the model.
    static func prices(_ listed: ListedSeries, of underlying: String, at moment: Timestamp) -> [(
        strike: Double, call: Double, put: Double
    )] {
        guard let model = shared.models[underlying] else { return [] }
        return listed.strikes.compactMap { strike in
            let call = OptionContract(series: listed.series, right: .call, strike: strike)
            let put = OptionContract(series: listed.series, right: .put, strike: strike)
            guard let callValue = model.valuation(of: call, at: moment)?.value.price,
                let putValue = model.valuation(of: put, at: moment)?.value.price
            else { return nil }
            return (strike.doubleValue, callValue, putValue)
        }
    }
}
