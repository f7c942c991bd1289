import MarketModel

/// The path of one synthetic instrument's price, for any moment at once.
///
/// A part of it is the whole market's, the rest the instrument's own; instruments of one family (an index, its fund, the
/// contract months of one product) share that rest.
struct SyntheticPath: Sendable {
    private let market: ValueNoise
    private let own: ValueNoise
    private let base: Int64
    private let swing: Int64
    private let marketShare: Int64
    /// One step of the price, in billionths.
    private let tick: Int64

    /// - Parameters:
    ///   - instrument: Whose path.
    ///   - seed: The market's seed.
    init(_ instrument: SyntheticInstrument, seed: UInt64) {
        let family = instrument.pathSymbol ?? instrument.listing.streamerSymbol
        market = ValueNoise(seed: SplitMix.hash(seed, 1), firstPeriod: 500, octaves: 11)
        own = ValueNoise(
            seed: SplitMix.hash(SplitMix.hash(seed, SplitMix.hash(family)), 2), firstPeriod: 500, octaves: 11)
        base = instrument.basePriceInTicks
        swing = instrument.swing
        marketShare = instrument.marketShare
        tick = instrument.listing.tick.billionths
    }

    /// The fair price in 1/256 tick.
    ///
    /// - Parameter moment: Milliseconds since 1970.
    func value(at moment: Int64) -> Int64 {
        let common = market.value(at: moment, amplitude: swing) * marketShare
        let rest = own.value(at: moment, amplitude: swing) * (256 - Int64(marketShare.magnitude))
        return base * 256 + ((common + rest) >> 8)
    }

    /// The fair price in points.
    ///
    /// - Parameter moment: Milliseconds since 1970.
    func price(at moment: Int64) -> Double { Double(value(at: moment)) / 256 * Double(tick) / 1e9 }
}
