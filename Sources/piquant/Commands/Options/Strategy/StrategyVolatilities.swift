import MarketModel
import Options

/// The market of a request: volatilities as given, or solved from the legs' prices.
struct StrategyVolatilities {
    let market: StructureMarket
    let areSolved: Bool

    init(
        _ arguments: Arguments, structure: OptionStructure, spot: Price, moment: Timestamp, rate: Double, yield: Double
    ) throws {
        var market = StructureMarket(
            underlying: spot.doubleValue, moment: moment, volatility: 0, rate: rate, dividendYield: yield,
            dividends: try Self.dividends(arguments))
        let options = structure.legs.filter { $0.option != nil }
        if let given = try Self.given(arguments) {
            guard given.count == 1 || given.count == options.count else {
                throw UsageError(
                    "--iv is one for all, or one for each of \(options.count) options; \(given.count) are given")
            }
            for (leg, volatility) in zip(
                options, given.count == 1 ? Array(repeating: given[0], count: options.count) : given)
            {
                if let contract = leg.option { market.volatilities[contract] = volatility }
            }
            areSolved = false
        } else {
            guard options.allSatisfy({ $0.entryPrice != nil }) else {
                throw UsageError("--iv is needed where a leg has no price: --iv 0.14, or one a leg")
            }
            for leg in options {
                guard let contract = leg.option else { continue }
                market.volatilities[contract] = try Self.solved(leg, contract, market)
            }
            areSolved = true
        }
        // The underlying itself moves with the volatility of the option struck nearest to it.
        let nearest = options.compactMap(\.option).min {
            ($0.strike.distance(to: spot), $0.series.expiresAt) < ($1.strike.distance(to: spot), $1.series.expiresAt)
        }
        market.volatility = nearest.flatMap { market.volatilities[$0] } ?? 0
        self.market = market
    }

    private static func dividends(_ arguments: Arguments) throws(UsageError) -> [Dividend] {
        var dividends: [Dividend] = []
        for text in arguments.all("dividend") {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let day = TradingDay(String(parts[0])), let amount = Price(String(parts[1])),
                amount > .zero, amount <= StrategyRequest.highest
            else {
                throw UsageError("--dividend is an ex-day and dollars a share, as in 2026-12-11:0.26; '\(text)' is not")
            }
            dividends.append(Dividend(exDay: day, amount: amount))
        }
        return dividends
    }

    private static func given(_ arguments: Arguments) throws(UsageError) -> [Double]? {
        guard let text = arguments.value("iv") else { return nil }
        var volatilities: [Double] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let volatility = Double(part), volatility > 0, volatility <= 5 else {
                throw UsageError("--iv is fractions above 0 and to 5, as in 0.14 for 14 %; '\(part)' is none")
            }
            volatilities.append(volatility)
        }
        return volatilities
    }

    private static func solved(
        _ leg: OptionLeg, _ contract: OptionContract, _ market: StructureMarket
    ) throws -> Double {
        let price = leg.entryPrice?.doubleValue ?? .nan
        let inputs = market.inputs(for: contract)
        do {
            return switch contract.series.style {
            case .european: try ImpliedVolatility.european(price: price, inputs)
            case .american: try ImpliedVolatility.american(price: price, inputs, dividends: market.cashDividends)
            }
        } catch {
            throw Failure(
                code: "P602",
                message: "no volatility gives the price \(price) of \(StrategyText.label(contract)): \(error.reason). "
                    + "Nothing was priced; correct the price or give --iv.")
        }
    }
}

extension Price {
    fileprivate func distance(to other: Price) -> Price { self > other ? self - other : other - self }
}
