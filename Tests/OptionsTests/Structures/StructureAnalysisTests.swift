import MarketModel
import Testing

@testable import Options

@Suite struct StructureAnalysisTests {
    private let expiry = Leg.series.expiresAt

    private func market(_ underlying: Double, days: Double, volatility: Double, rate: Double = 0) -> StructureMarket {
        StructureMarket(
            underlying: underlying, moment: expiry - .seconds(days * 86_400), volatility: volatility, rate: rate)
    }

    @Test("a structure is worth the sum of its legs: 10.4506 and 5.5735 for a year at 20 % and 5 % (Hull's example)")
    func straddleValue() throws {
        let straddle = try OptionStructure(legs: [Leg.option(2, .call, "100"), Leg.option(-1, .put, "100")])
        let value = straddle.valuation(in: market(100, days: 365, volatility: 0.2, rate: 0.05))
        #expect(abs(value.value - 100 * (2 * 10.450583572185565 - 5.573526022256971)) < 1e-9)
        #expect(abs(value.greeks.delta - 100 * (2 * 0.6368306511756191 + 0.3631693488243809)) < 1e-9)
        #expect(value.legs.count == 2)
        #expect(straddle.value(in: market(100, days: 365, volatility: 0.2, rate: 0.05)) == value.value)
    }

    @Test("shares count with their price and one delta each")
    func sharesValue() throws {
        let value = try OptionStructure(legs: [Leg.shares(-50, "SPX")])
            .valuation(in: market(6800, days: 1, volatility: 0.14))
        #expect(value.value == -340_000)
        #expect(value.greeks.delta == -50)
    }

    @Test("each leg is priced at its own volatility, and a shift moves them all")
    func legVolatility() throws {
        let legs = try [Leg.option(1, .call, "100"), Leg.option(-1, .call, "110")]
        var scene = market(100, days: 365, volatility: 0.9, rate: 0.05)
        scene.volatilities = [
            try #require(legs[0].option): 0.1, try #require(legs[1].option): 0.15,
        ]
        let shifted = scene.moved(volatilityShift: 0.1)
        #expect(abs(shifted.valuation(of: try #require(legs[0].option)).price - 10.450583572185565) < 1e-9)
        #expect(shifted.volatility(of: try #require(legs[1].option)) == 0.25)
        #expect(abs(shifted.volatility - 1) < 1e-12)
        #expect(scene.moved(volatilityShift: -0.5).volatility(of: try #require(legs[0].option)) == 0)
    }

    @Test("an option that expires today has Greeks to the last minute")
    func zeroDays() throws {
        let option = try OptionStructure(legs: [Leg.option(1, .call, "6800")])
        let lastMinute = option.valuation(in: market(6800, days: 1.0 / 1440, volatility: 0.14)).greeks
        #expect(abs(lastMinute.gamma / 100 - 0.30380911086752965) < 1e-9)
        let lastHour = option.valuation(in: market(6800, days: 1.0 / 24, volatility: 0.14)).greeks
        #expect(abs(lastHour.thetaPerDay / 100 + 48.694071118424574) < 1e-6)
        #expect(lastHour.vegaPerPoint > 0)
    }

    @Test("the analysis of a condor: exact payoff, odds of ending between the breakevens")
    func condor() throws {
        let structure = try OptionStructure(legs: [
            Leg.option(1, .put, "6500", at: "2.10"), Leg.option(-1, .put, "6530", at: "3.20"),
            Leg.option(-1, .call, "7050", at: "1.45"), Leg.option(1, .call, "7080", at: "0.80"),
        ])
        let analysis = try StructureAnalysis(of: structure, in: market(6800, days: 30, volatility: 0.14))
        #expect(try analysis.openingCash == dollars("175"))
        #expect(try analysis.maximumProfit == .limited(dollars("175")))
        #expect(try analysis.maximumLoss == .limited(dollars("-2825")))
        #expect(try analysis.breakevens == [points("6528.25"), points("7051.75")])
        #expect(analysis.basis == .payoff)
        #expect(analysis.horizon == expiry)
        // Φ of the two log distances, worked out apart.
        #expect(abs(analysis.probabilityOfProfit - 0.6631126359963633) < 1e-10)
    }

    @Test("a structure that cannot lose wins for certain, one that cannot win never")
    func certainty() throws {
        let free = try OptionStructure(legs: [
            Leg.option(-1, .call, "100", at: "1"), Leg.option(1, .call, "90", at: "0"),
        ])
        #expect(
            abs(try StructureAnalysis(of: free, in: market(95, days: 9, volatility: 0.3)).probabilityOfProfit - 1)
                < 1e-12)
        let dear = try OptionStructure(legs: [
            Leg.option(1, .call, "100", at: "12"), Leg.option(-1, .call, "110", at: "0"),
        ])
        #expect(try StructureAnalysis(of: dear, in: market(95, days: 9, volatility: 0.3)).probabilityOfProfit == 0)
    }

    @Test("a calendar is analysed at the first expiration, at the model's worth of what is left")
    func calendar() throws {
        let later = OptionRoot.named("SPXW").series(expiring: Leg.series.expiration.advanced(by: 30))
        let structure = try OptionStructure(legs: [
            Leg.option(-1, .call, "100", at: "2.29"), Leg.option(1, .call, "100", at: "3.23", in: later),
        ])
        let scene = market(100, days: 30, volatility: 0.2)
        let analysis = try StructureAnalysis(of: structure, in: scene)
        #expect(analysis.basis == .model)
        #expect(analysis.horizon == expiry)
        // At the strike the near call is worthless and the far one has 30 days left: 2.28715 (Black–Scholes).
        let years = later.years(at: expiry)
        let best = try #require(analysis.maximumProfit.amount).doubleValue
        #expect(abs(best - 100 * (2.2871506280449694 * (years * 365 / 30).squareRoot() - 0.94)) < 0.05)
        let worst = try #require(analysis.maximumLoss.amount)
        #expect(try worst == dollars("-94"))
        #expect(analysis.breakevens.count == 2)
        for breakeven in analysis.breakevens {
            let profit =
                structure.valuation(
                    in: scene.moved(underlying: breakeven.doubleValue, moment: expiry)
                ).value - 94
            #expect(abs(profit) < 0.5)
        }
        #expect(analysis.probabilityOfProfit > 0.4 && analysis.probabilityOfProfit < 0.8)
        let short = try OptionStructure(legs: [
            Leg.option(1, .call, "100", at: "2.29"), Leg.option(-1, .call, "100", at: "3.23", in: later),
        ])
        #expect(try StructureAnalysis(of: short, in: scene).maximumLoss != .unlimited)
    }

    @Test("legs without a price are filled with the model's, to the tick; the others keep theirs")
    func modelEntries() throws {
        let structure = try OptionStructure(legs: [
            Leg.option(1, .call, "100"), Leg.option(-1, .put, "100", at: "5"), Leg.shares(10, "SPX"),
        ])
        let scene = market(100, days: 365, volatility: 0.2, rate: 0.05)
        let entered = structure.enteredAtModelPrices(in: scene, tick: try points("0.05"))
        #expect(try entered.legs.map(\.entryPrice) == [points("10.45"), points("5"), points("100")])
        #expect(throws: StructureError.unknownEntryPrice(index: 0)) {
            try StructureAnalysis(of: structure, in: scene)
        }
    }

    @Test("the table starts at today's worth and ends at the payoff")
    func table() throws {
        let structure = try OptionStructure(legs: [
            Leg.option(1, .call, "100", at: "10.45"), Leg.option(1, .put, "100", at: "5.57"),
        ])
        let scene = market(100, days: 365, volatility: 0.2, rate: 0.05)
        let prices = try ["80", "100", "120"].map { try points($0) }
        let table = try PayoffTable(of: structure, in: scene, prices: prices, moments: [scene.moment, expiry])
        #expect(abs(table.profits[1][0]) < 1)
        let payoff = try structure.profitAtExpiration()
        for (row, price) in prices.enumerated() {
            #expect(abs(table.profits[row][1] - payoff.value(at: price).doubleValue) < 1e-6)
        }
        let shifted = try PayoffTable(
            of: structure, in: scene, prices: prices, moments: [scene.moment], volatilityShift: 0.05)
        #expect(shifted.profits[1][0] > table.profits[1][0] + 300)
    }

    @Test("an American option is never worth less than its exercise")
    func americanFloor() throws {
        let series = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
        let put = try #require(Leg.option(1, .put, "200", in: series).option)
        let valuation = market(100, days: 365, volatility: 0.1, rate: 0.08).valuation(of: put)
        #expect(valuation.price >= 100)
        #expect(valuation.greeks.delta == -1)
    }

    @Test("a dividend before expiration takes from the American call and adds to the put")
    func dividends() throws {
        let series = OptionRoot.named("AAPL").series(expiring: Leg.series.expiration)
        var scene = market(100, days: 30, volatility: 0.3, rate: 0.04)
        let plain = try [OptionRight.call, .put].map {
            scene.price(of: OptionContract(series: series, right: $0, strike: try points("100")))
        }
        scene.dividends = [Dividend(exDay: series.expiration.advanced(by: -7), amount: try points("2"))]
        let paid = try [OptionRight.call, .put].map {
            scene.price(of: OptionContract(series: series, right: $0, strike: try points("100")))
        }
        // The put gains about half of what the underlying loses. The call's holder can exercise on the eve, a week early,
        // and so loses no more than that week's worth.
        #expect(paid[1] - plain[1] > 0.6 && paid[1] - plain[1] < 1.4)
        var eve = market(100, days: 23, volatility: 0.3, rate: 0.04)
        eve.dividends = []
        let weekShorter = eve.price(of: OptionContract(series: series, right: .call, strike: try points("100")))
        #expect(plain[0] - paid[0] > 0.1 && plain[0] - paid[0] < plain[0] - weekShorter + 0.05)
        scene.dividends = [Dividend(exDay: series.expiration.advanced(by: 7), amount: try points("2"))]
        let after = scene.price(of: OptionContract(series: series, right: .call, strike: try points("100")))
        #expect(abs(after - plain[0]) < 1e-9)
    }
}
