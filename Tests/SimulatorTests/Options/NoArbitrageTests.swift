import MarketModel
import Options
import Testing

@testable import Simulator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Nothing in the produced prices can be bought for less than it is worth elsewhere among them.
struct NoArbitrageTests {
    private static let europeans = ["SPX", "VIX", "ES", "CL"]
    private static let all = europeans + ["SPY", "QQQ", "AAPL"]
    /// Moments of the first hours and of a week later.
    private static let moments: [Duration] = [.seconds(1), .seconds(3 * 3600 + 17), .seconds(7 * 86_400)]

    private func series(_ underlying: String, at moment: Timestamp) throws -> [ListedSeries] {
        try #require(OptionBench.shared.chain(of: underlying)).live(at: moment)
    }

    @Test("calls less puts are the discounted forward less the strike", arguments: europeans)
    func parity(underlying: String) throws {
        let model = try #require(OptionBench.shared.models[underlying])
        for span in Self.moments {
            let moment = OptionBench.start + span
            for listed in try series(underlying, at: moment) {
                let forward = try #require(model.forward(of: listed.series, at: moment))
                let discount = exp(-model.rate * listed.series.years(at: moment))
                for (strike, call, put) in OptionBench.prices(listed, of: underlying, at: moment) {
                    #expect(abs(call - put - discount * (forward - strike)) < 1e-9 * forward)
                }
            }
        }
    }

    @Test("prices move one way with the strike, no faster than it, and bend upwards", arguments: all)
    func verticalsAndButterflies(underlying: String) throws {
        for span in Self.moments {
            let moment = OptionBench.start + span
            for listed in try series(underlying, at: moment) {
                let prices = OptionBench.prices(listed, of: underlying, at: moment)
                let slack = 1e-9 * (prices.last?.strike ?? 1)
                for (low, high) in zip(prices, prices.dropFirst()) {
                    let width = high.strike - low.strike
                    #expect(low.call - high.call > -slack && low.call - high.call < width + slack)
                    #expect(high.put - low.put > -slack && high.put - low.put < width + slack)
                }
                for (low, (middle, high)) in zip(prices, zip(prices.dropFirst(), prices.dropFirst(2))) {
                    let weight = (high.strike - middle.strike) / (high.strike - low.strike)
                    #expect(
                        weight * low.call + (1 - weight) * high.call - middle.call > -slack, "\(listed.series.root)")
                    #expect(weight * low.put + (1 - weight) * high.put - middle.put > -slack, "\(listed.series.root)")
                }
            }
        }
    }

    @Test("total variance at a forward moneyness never falls with time", arguments: all)
    func calendars(underlying: String) throws {
        let model = try #require(OptionBench.shared.models[underlying])
        for span in Self.moments {
            let surface = model.surface(at: OptionBench.start + span)
            for place in -20...20 {
                let moneyness = Double(place) / 25
                var before = 0.0
                for days in [0.1, 0.5, 1, 2, 5, 10, 30, 91, 182, 365, 730, 1095] {
                    let years = days / 365
                    let volatility = surface.volatility(logMoneyness: moneyness, years: years)
                    let variance = volatility * volatility * years
                    #expect(variance >= before * (1 - 1e-12), "\(moneyness) at \(days) days")
                    before = variance
                }
            }
        }
    }

    @Test("an option on shares is never worth less than exercising it", arguments: ["SPY", "QQQ", "AAPL"])
    func intrinsic(underlying: String) throws {
        let model = try #require(OptionBench.shared.models[underlying])
        let moment = OptionBench.start + .seconds(600)
        for listed in try series(underlying, at: moment) {
            let spot = try #require(model.underlyingPrice(of: listed.series, at: moment))
            for (strike, call, put) in OptionBench.prices(listed, of: underlying, at: moment) {
                #expect(call >= spot - strike - 1e-9 && put >= strike - spot - 1e-9)
            }
        }
    }

    @Test("the market's bid is never above the model and its ask never below, on the price steps", arguments: all)
    func quotesBracketTheModel(underlying: String) throws {
        let options = OptionBench.shared
        let names = NameTable()
        let moment = OptionBench.start + .seconds(60)
        for listed in try series(underlying, at: moment).prefix(12) {
            for contract in listed.contracts {
                let symbol = try #require(contract.streamerSymbol)
                let option = try #require(options.option(symbol), "\(symbol)")
                #expect(option.contract == contract)
                let id = try #require(names.id(for: symbol))
                let events = try #require(OptionEvents(option, symbol: id, options: options, names: names))
                guard let quote = events.quote(at: moment) else { continue }
                let bid = try #require(quote.bidPrice)
                let ask = try #require(quote.askPrice)
                let value = try #require(events.valuation(at: moment)).value.price
                #expect(bid.doubleValue <= value + 1e-9 && ask.doubleValue >= value - 1e-9, "\(symbol)")
                #expect(bid < ask && bid >= .zero)
                let ticks = options.chains[option.chain].ticks
                for price in [bid, ask] {
                    #expect(price.billionths % ticks.step(at: price).billionths == 0, "\(symbol) \(price)")
                }
                #expect((quote.bidSize == nil) == (bid == .zero), "what nobody bids for has no size")
            }
        }
    }
}
