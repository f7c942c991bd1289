import MarketModel
import Options

/// The options of the liquidity filters.
enum LiquidityArguments {
    static let options: [Option] = [
        Option("min-bid", .value("points"), "The least bid of what is sold"),
        Option("max-spread", .value("fraction"), "The widest spread as a fraction of the mid"),
        Option("min-oi", .value("contracts"), "The least open interest"),
        Option("min-volume", .value("contracts"), "The least volume of the day"),
        Option("max-age", .value("span"), "The oldest quote, as in 30s"),
    ]
}

extension Arguments {
    /// The filter that was asked for.
    func liquidityFilter() throws(UsageError) -> LiquidityFilter {
        LiquidityFilter(
            minimumBid: try price("min-bid"), maximumSpread: try positive("max-spread"),
            minimumOpenInterest: try number("min-oi", in: 0...1_000_000_000).map(Int64.init),
            minimumVolume: try number("min-volume", in: 0...1_000_000_000).map(Double.init),
            maximumQuoteAge: try duration("max-age"))
    }
}
