import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A structure valued now, at a chosen date and at its first expiration, over prices of the underlying.
struct StrategyEvaluation {
    /// Profit in dollars over prices of the underlying.
    struct Curve {
        let prices: [Price]
        let expiry: [Double]
        let today: [Double]
        let date: [Double]
    }

    /// The structure at one price of the underlying.
    struct Slice {
        let price: Price
        /// From the underlying's price now, a fraction.
        let change: Double
        /// In standard deviations of the first expiration.
        let deviations: Double
        let expiry: Double
        let today: Double
        let date: Double
        /// At the chosen date.
        let greeks: StructureGreeks
    }

    /// How many prices a curve has beside the strikes.
    private static let points = 200

    let legs: StrategyLegs
    let market: StructureMarket
    let analysis: StructureAnalysis
    /// The chosen date, no later than the first expiration.
    let date: Timestamp
    /// The underlying's price as it is quoted; the market's own stands for the first expiration's forward.
    let spot: Price
    /// The logarithm's standard deviation until the first expiration.
    let deviation: Double
    private let scene: StructureMarket
    private let floor: Price?

    /// Values a structure.
    ///
    /// - Parameters:
    ///   - days: How far ahead the chosen date lies.
    ///   - shift: How far all volatilities move at the chosen date.
    /// - Throws: `RequestError` when the chain has no forward or volatility to value it with.
    init(_ legs: StrategyLegs, in snapshot: ChainSnapshot, days: Double, shift: Double) throws(RequestError) {
        let structure = legs.structure
        let options = structure.legs.compactMap(\.option)
        guard let market = StructureMarket(of: options, in: snapshot) else { throw Self.noMarket(snapshot) }
        self.legs = legs
        self.market = market
        floor = Self.mayFallBelowZero(snapshot.underlying) ? nil : .zero
        do { analysis = try StructureAnalysis(of: structure, in: market, floor: floor) } catch {
            throw RequestError(code: "no_structure", message: "the legs cannot be valued together: \(error)")
        }
        let ahead = min(days, max(0, Double((analysis.horizon - market.moment).wholeNanoseconds) / 86_400e9))
        date = market.moment + .nanoseconds(Int64(ahead * 86_400e9))
        scene = market.moved(moment: date, volatilityShift: shift)
        let horizon = analysis.horizon
        let quoted = snapshot.expirations.first { $0.series.expiresAt == horizon }?.underlying?.price
        guard let spot = quoted ?? Price(estimate: market.underlying) else { throw Self.noMarket(snapshot) }
        self.spot = spot
        let years = Double((analysis.horizon - market.moment).wholeNanoseconds) / (365 * 86_400e9)
        deviation = market.volatility * max(years, 1 / (365 * 24)).squareRoot()
    }

    /// Whether the options are on a future.
    var isOnFuture: Bool { legs.structure.legs.contains { $0.option?.series.isOnFuture ?? false } }

    /// Days until the first expiration.
    var daysToHorizon: Double { Double((analysis.horizon - market.moment).wholeNanoseconds) / 86_400e9 }

    /// The price so many standard deviations away.
    func price(deviations: Double) -> Double { spot.doubleValue * exp(deviations * deviation) }

    /// Profit at a price now.
    var profitNow: Double { profit(market, at: market.underlying) }

    /// The curve from four deviations below to four above, and beyond all strikes.
    func curve() -> Curve {
        let strikes = legs.structure.strikes
        let low = min(price(deviations: -3.5), (strikes.first?.doubleValue ?? .infinity) * exp(-deviation))
        let high = max(price(deviations: 3.5), (strikes.last?.doubleValue ?? 0) * exp(deviation))
        let even = (0...Self.points).compactMap { place in
            Price(estimate: low + (high - low) * Double(place) / Double(Self.points))
        }
        let prices = Set(even + strikes + [spot]).sorted()
        let payoff = try? legs.structure.profitAtExpiration(floor: floor)
        return Curve(
            prices: prices, expiry: prices.map { atHorizon($0, payoff) },
            today: prices.map { profit(market, at: $0.doubleValue) },
            date: prices.map { profit(scene, at: $0.doubleValue) })
    }

    /// Two deviations either way, by halves.
    func slices() -> [Slice] {
        let payoff = try? legs.structure.profitAtExpiration(floor: floor)
        return stride(from: -2.0, through: 2.0, by: 0.5).compactMap { deviations in
            guard let price = deviations == 0 ? spot : Price(estimate: price(deviations: deviations)) else {
                return nil
            }
            let valuation = legs.structure.valuation(in: scene.moved(underlying: price.doubleValue))
            return Slice(
                price: price, change: price.doubleValue / spot.doubleValue - 1, deviations: deviations,
                expiry: atHorizon(price, payoff), today: profit(market, at: price.doubleValue),
                date: profit(scene, at: price.doubleValue), greeks: valuation.greeks)
        }
    }

    /// Profit at the first expiration: exact where all options end then, by the model where some live on.
    private func atHorizon(_ price: Price, _ payoff: PayoffCurve?) -> Double {
        payoff?.value(at: price).doubleValue
            ?? profit(market.moved(moment: analysis.horizon), at: price.doubleValue)
    }

    private func profit(_ market: StructureMarket, at underlying: Double) -> Double {
        legs.structure.valuation(in: market.moved(underlying: underlying)).value + analysis.openingCash.doubleValue
    }

    /// Oil and gas futures can: crude oil settled below zero on 2020-04-20.
    private static func mayFallBelowZero(_ underlying: String) -> Bool {
        ["/CL", "/MCL", "/QM", "/NG", "/MNG", "/QG"].contains(underlying)
    }

    private static func noMarket(_ snapshot: ChainSnapshot) -> RequestError {
        RequestError(
            code: "no_forward",
            message:
                "\(snapshot.underlying) has no forward or volatility for this expiration yet, so the structure cannot be "
                + "valued; it is tried again by itself", status: 503)
    }
}

extension Price {
    /// A model's price of the underlying to the cent; `nil` for what is not a number above zero.
    init?(estimate value: Double) {
        guard value > 0, value < 9e9 else { return nil }
        self.init(billionths: Int64((value * 100).rounded()) * 10_000_000)
    }
}
