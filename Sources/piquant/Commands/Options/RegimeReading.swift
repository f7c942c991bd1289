import MarketModel
import Options
import Wire

/// What is known of the volatility market for one request.
struct RegimeReading {
    /// A realised volatility, or why there is none.
    struct Realised {
        let estimator: HistoricalVolatility
        let window: Int
        let volatility: Result<Double, VolatilityHistoryError>
    }

    let request: RegimeRequest
    private(set) var day: TradingDay?
    private(set) var vix: Double?
    private(set) var regime: VolatilityRegime?
    private(set) var term: VolatilityTermStructure?
    private(set) var rank: VolatilityRank?
    private(set) var realised: [Realised] = []
    private(set) var histories: [DailyHistory] = []

    init(_ request: RegimeRequest) throws {
        self.request = request
        if let path = request.csv { try readLevels(path) } else { useLevels() }
        if let path = request.prices { try readPrices(path) }
    }

    private mutating func useLevels() {
        vix = request.vix
        regime = vix.flatMap { request.bounds.regime(at: $0) }
        if let vix, let far = request.vix3m { term = VolatilityTermStructure(near: vix, far: far) }
    }

    private mutating func readLevels(_ path: String) throws {
        let near = request.columns.near.map { [$0] } ?? ["close", "VIXCLS"]
        let history = try DailyHistory(path: path, columns: [near], until: request.date)
        histories.append(history)
        let levels = history.rows.map { $0.values[0] }
        day = history.rows.last?.day
        vix = levels.last
        regime = request.bounds.regimes(of: levels).last ?? nil
        rank = try? VolatilityRank(history: levels, window: request.window)
        // Only a file with both columns, or a column that was named, has a term structure.
        let far = request.columns.far.map { [$0] } ?? ["VXVCLS"]
        do {
            let both = try DailyHistory(path: path, columns: [near, far], until: day)
            if let last = both.rows.last, last.day == day {
                term = VolatilityTermStructure(near: last.values[0], far: last.values[1])
            }
        } catch let failure as Failure where failure.code == "P204" && request.columns.far == nil {
            term = nil
        }
    }

    /// Prices and levels are of the same session: neither is sized or compared with another day's.
    private mutating func readPrices(_ path: String) throws {
        let history = try DailyHistory(
            path: path, columns: [["open"], ["high"], ["low"], ["close"]], until: request.date ?? day)
        histories.append(history)
        day = day ?? history.rows.last?.day
        let bars = history.rows.map { row in
            DailyBar(day: row.day, open: row.values[0], high: row.values[1], low: row.values[2], close: row.values[3])
        }
        realised = HistoricalVolatility.allCases.flatMap { estimator in
            HistoricalVolatility.usualWindows.map { window in
                Realised(
                    estimator: estimator, window: window,
                    volatility: Result { () throws(VolatilityHistoryError) in
                        try estimator.annual(of: bars, window: window)
                    })
            }
        }
    }

    /// The volatility a size is worked out with: 20-session close-to-close where prices are given, else the VIX.
    var sizing: (source: String, volatility: Double, multiple: Double)? {
        guard let scaling = request.scaling else { return nil }
        let own = realised.first { $0.estimator == .closeToClose && $0.window == 20 }
        if let own, case .success(let volatility) = own.volatility {
            return scaling.multiple(atVolatility: volatility).map { ("HV20 close-to-close", volatility, $0) }
        }
        guard let vix else { return nil }
        return scaling.multiple(atVIX: vix).map { ("VIX / 100", vix / 100, $0) }
    }

    /// Says what was left out.
    func finish() -> ExitCode {
        let codes = histories.map { $0.finish() }
        return codes.contains(.incomplete) ? .incomplete : .done
    }
}
