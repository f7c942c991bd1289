import MarketModel
import Options

/// The option side of the synthetic market: what is listed, and what it is worth.
///
/// A value that never changes: prices, quotes and trades are functions of the seed and the moment.
struct SyntheticOptions: Sendable {
    /// The chains, in the order of their underlyings.
    let chains: [OptionChainListing]
    /// By the chain's underlying.
    let models: [String: OptionModel]
    /// Chooses sizes, volumes and open interest.
    let seed: UInt64
    /// When options trade.
    let hours: SyntheticHours
    /// When the market opened for its clients.
    let start: Timestamp
    private let placeOfSeries: [SeriesKey: (chain: Int, series: Int)]

    private struct SeriesKey: Hashable {
        let root: String
        let expiration: TradingDay
    }

    /// An option that is listed.
    struct Listed: Sendable {
        /// Which chain it is of.
        let chain: Int
        /// What it is.
        let contract: OptionContract
    }

    /// - Parameters:
    ///   - instruments: The market's instruments; an underlying that is not among them has no options.
    ///   - start: Decides which days and strikes are listed.
    init(instruments: [SyntheticInstrument], seed: UInt64, hours: SyntheticHours, start: Timestamp) {
        self.seed = seed
        self.hours = hours
        self.start = start
        let day = USTimeZone.eastern.day(of: start)
        var paths: [String: SyntheticPath] = [:]
        for instrument in instruments { paths[instrument.listing.symbol] = SyntheticPath(instrument, seed: seed) }
        var chains: [OptionChainListing] = []
        var models: [String: OptionModel] = [:]
        for plan in OptionPlan.all {
            let model = plan.model(paths)
            guard !model.paths.isEmpty else { continue }
            let chain = plan.listing(model, from: day, at: start)
            chains.append(chain)
            models[plan.underlying] = model
        }
        self.chains = chains
        self.models = models
        var places: [SeriesKey: (chain: Int, series: Int)] = [:]
        for (chain, listing) in chains.enumerated() {
            for (place, listed) in listing.series.enumerated() {
                places[SeriesKey(root: listed.series.root, expiration: listed.series.expiration)] = (chain, place)
            }
        }
        placeOfSeries = places
    }

    /// The chain of an underlying, `SPX`, or a futures product, `ES`.
    func chain(of underlying: String) -> OptionChainListing? { chains.first { $0.underlying == underlying } }

    /// The listed option that a symbol of the broker or the feed names; `nil` for anything else.
    func option(_ symbol: String) -> Listed? {
        guard symbol.utf8.count <= 40,
            let parsed = try? SymbolParser(on: USTimeZone.eastern.day(of: start)).parse(symbol).symbol,
            let named = OptionContract(parsed),
            let place = placeOfSeries[SeriesKey(root: named.series.root, expiration: named.series.expiration)]
        else { return nil }
        let listed = chains[place.chain].series[place.series]
        guard listed.lists(named.strike) else { return nil }
        let contract = OptionContract(series: listed.series, right: named.right, strike: named.strike)
        return Listed(chain: place.chain, contract: contract)
    }

    /// The model of a listed option.
    func model(of option: Listed) -> OptionModel? { models[chains[option.chain].underlying] }

    /// Whether an option trades at a moment.
    func trades(_ contract: OptionContract, at moment: Timestamp) -> Bool {
        guard moment < contract.series.stopsTradingAt else { return false }
        guard hours == .exchange else { return true }
        let phase = contract.series.calendar.phase(at: moment)
        return phase == .regular || phase == .extended
    }
}

extension OptionSeries {
    /// The sessions its options trade in.
    var calendar: ExchangeCalendar {
        guard isOnFuture else { return OptionRoot.named(root).calendar }
        let product = FutureOptionRoot.named(root)?.product
        return product.flatMap(InstrumentSpecification.future)?.calendar ?? .cmeEquityFutures
    }
}
