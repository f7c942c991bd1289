import Brokerage
import MarketModel
import Options

/// A market of hashed prices: every quote is a function of the seed, the symbol and the second.
struct RandomMarket: VenueMarket {
    let seed: UInt64
    private let listed = Dictionary(uniqueKeysWithValues: Listing.all.map { ($0.symbol, $0) })

    private static let bases: [String: Int64] = [
        "SPY": 65_500, "AAPL": 20_000, "SPX": 660_000, "/ESZ6": 660_000, "/ZNZ6": 11_200,
    ]

    init(seed: UInt64) { self.seed = seed }

    func instrument(_ symbol: String) -> TradableInstrument? { listed[symbol] }

    func quote(of symbol: String, at moment: Timestamp) -> VenueQuote? {
        guard let instrument = listed[symbol] else { return nil }
        let chance = hash(symbol, moment.seconds / 20)
        let middle = value(of: instrument, at: moment)
        let tick = (instrument.tick(at: middle) ?? Price(billionths: 10_000_000)).billionths
        let bid = max(0, middle.rounded(to: Price(billionths: tick)).billionths - tick * Int64(chance % 3))
        let ask = bid + tick * Int64(1 + chance % 4)
        return VenueQuote(
            bid: bid > 0 ? Price(billionths: bid) : nil, ask: Price(billionths: ask),
            bidSize: Quantity(whole: Int(chance >> 8 % 5)), askSize: Quantity(whole: Int(chance >> 16 % 5)),
            last: middle.rounded(to: Price(billionths: tick)), isHalted: chance % 97 == 0)
    }

    func settlement(of symbol: String, on day: TradingDay, atOpen: Bool) -> Price? {
        let moment = USTimeZone.eastern.moment(day, atOpen ? 9 : 16, atOpen ? 30 : 0)
        guard let instrument = listed[symbol],
            hash(symbol, Int64(day.daysSince1970)) % 13 != 0 || instrument.option == nil
        else { return nil }
        let value = value(of: instrument, at: moment)
        return instrument.tick(at: value).map { value.rounded(to: $0) } ?? value
    }

    private func value(of instrument: TradableInstrument, at moment: Timestamp) -> Price {
        guard let option = instrument.option else { return path(instrument.symbol, moment) }
        let underlying = path(option.series.underlying, moment)
        let days = max(0, Int64(option.series.daysToExpiration(from: USTimeZone.eastern.day(of: moment))))
        let distance = (underlying - option.strike).billionths.magnitude
        let time = max(0, underlying.billionths / 400 * (days + 1) / 4 - Int64(distance) / 4)
        return Price(billionths: option.intrinsicValue(at: underlying).billionths + time)
    }

    /// A price that wanders by some per mille over minutes and hours.
    private func path(_ symbol: String, _ moment: Timestamp) -> Price {
        let base = Self.bases[symbol] ?? 10_000
        let fast = Int64(hash(symbol, moment.seconds / 60) % 2001) - 1000
        let slow = Int64(hash(symbol + "~", moment.seconds / 3600) % 2001) - 1000
        return Price(billionths: base * 10_000_000 / 100_000 * (100_000 + fast / 2 + slow))
    }

    private func hash(_ text: String, _ number: Int64) -> UInt64 {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: number) &* 0xD1B5_4A32_D192_ED03
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
        return state ^ state >> 31
    }
}
