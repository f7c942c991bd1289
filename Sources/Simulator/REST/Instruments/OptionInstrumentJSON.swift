import JSON
import MarketModel
import Options

extension JSONWriter {
    /// Writes a contract as the instrument it is.
    mutating func option(_ contract: OptionContract, from day: TradingDay, isActive: Bool = true) {
        if contract.series.isOnFuture {
            futureOption(contract, from: day, isActive: isActive)
        } else {
            equityOption(contract, from: day, isActive: isActive)
        }
    }

    /// Writes an option on a stock, fund or index in the venue's keys.
    mutating func equityOption(_ contract: OptionContract, from day: TradingDay, isActive: Bool = true) {
        let series = contract.series
        beginObject()
        member("symbol", contract.tastytradeSymbol ?? "")
        member("instrument-type", "Equity Option")
        member("active", isActive)
        member("strike-price", contract.strike.wireText)
        member("root-symbol", series.root)
        member("underlying-symbol", series.underlying)
        member("expiration-date", series.expiration.description)
        member("exercise-style", series.style.wireText)
        member("shares-per-contract", 100)
        member("option-type", contract.right.rawValue)
        member("option-chain-type", "Standard")
        member("expiration-type", series.kind.rawValue)
        member("settlement-type", series.settlement.rawValue)
        member("stops-trading-at", series.stopsTradingAt.wireText)
        member(
            "market-time-instrument-collection",
            series.delivery == .cash ? "Cash Settled Equity Option" : "Equity Option")
        member("days-to-expiration", series.daysToExpiration(from: day))
        member("expires-at", series.expiresAt.wireText)
        member("is-closing-only", false)
        member("streamer-symbol", contract.streamerSymbol ?? "")
        endObject()
    }

    /// Writes an option on a future in the venue's keys.
    mutating func futureOption(_ contract: OptionContract, from day: TradingDay, isActive: Bool = true) {
        let series = contract.series
        let product = FutureOptionRoot.named(series.root)?.product ?? series.root
        let texts: [(String, String)] = [
            ("symbol", contract.tastytradeSymbol ?? ""),
            ("underlying-symbol", series.underlying), ("product-code", product), ("root-symbol", "/" + product),
            ("option-root-symbol", series.root), ("option-type", contract.right.rawValue),
            ("strike-price", contract.strike.wireText), ("expiration-date", series.expiration.description),
            ("maturity-date", series.expiration.description), ("exercise-style", series.style.wireText),
            ("exchange", "CME"),
            ("exchange-symbol", "\(series.contractCode) \(contract.right.rawValue)\(contract.strike)"),
            ("streamer-symbol", contract.streamerSymbol ?? ""), ("future-price-ratio", "1.0"), ("multiplier", "1.0"),
            ("underlying-count", "1.0"), ("notional-value", series.notionalValue.wireText), ("display-factor", "0.01"),
            ("strike-factor", "1.0"), ("settlement-type", "Future"), ("last-trade-time", "0"),
            ("stops-trading-at", series.stopsTradingAt.wireText), ("expires-at", series.expiresAt.wireText),
            ("security-exchange", "2"), ("sx-id", "0"),
        ]
        beginObject()
        for (name, text) in texts { member(name, text) }
        for name in ["is-vanilla", "is-confirmed"] { member(name, true) }
        member("active", isActive)
        for name in ["is-primary-deliverable", "is-closing-only"] { member(name, false) }
        member("is-exercisable-weekly", series.style == .american)
        member("days-to-expiration", series.daysToExpiration(from: day))
        endObject()
    }
}
