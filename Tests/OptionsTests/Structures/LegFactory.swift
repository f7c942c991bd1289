import MarketModel
import Testing

@testable import Options

/// Legs for tests: options on SPX of one Friday, and what else a test names.
enum Leg {
    static let series = OptionRoot.named("SPXW").series(expiring: TradingDay(daysSince1970: 20_777))

    /// `Leg.option(-1, .put, "6530", at: "3.10")`.
    static func option(
        _ quantity: Int, _ right: OptionRight, _ strike: String, at price: String? = nil,
        in series: OptionSeries = series
    ) throws -> OptionLeg {
        OptionLeg(
            OptionContract(series: series, right: right, strike: try #require(Price(strike))), quantity: quantity,
            entryPrice: try price.map { try #require(Price($0)) })
    }

    static func shares(_ quantity: Int, _ symbol: String, at price: String? = nil) throws -> OptionLeg {
        OptionLeg(
            .shares(symbol: symbol), quantity: Quantity(whole: quantity),
            entryPrice: try price.map { try #require(Price($0)) })
    }
}

func dollars(_ text: String) throws -> Money { try #require(Money(text)) }
func points(_ text: String) throws -> Price { try #require(Price(text)) }
