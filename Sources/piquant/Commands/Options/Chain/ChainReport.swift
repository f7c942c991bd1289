import MarketModel
import Options
import Wire

/// Prints a chain as a table.
enum ChainReport {
    /// The heading of a reading: underlying, moment, origin.
    static func heading(_ reading: ChainReading) -> String {
        let snapshot = reading.snapshot
        let price = snapshot.underlyingPrice.map { "\($0.price) (\(ChainText.age($0.age)) old)" } ?? "–"
        return "\(snapshot.underlying)  \(price)  at \(ChainText.moment(snapshot.moment))"
    }

    /// One line of an expiration's figures.
    static func summary(_ expiration: ExpirationSnapshot) -> String {
        let series = expiration.series
        var text = "\(series.root) \(series.expiration) \(series.settlement.rawValue) \(series.kind.rawValue)"
        text += "  \(expiration.daysToExpiration) DTE (\(ChainText.timeLeft(expiration.years)))"
        text += "  forward \(ChainText.number(expiration.forward?.forward, 2))"
        text += "  ATM IV \(ChainText.percent(expiration.atTheMoneyVolatility, 2))"
        text += "  expected move ±\(ChainText.number(expiration.expectedMove, 2))"
        if let range = expiration.oneStandardDeviation {
            text += "  1σ \(ChainText.number(range.lowerBound, 2))..\(ChainText.number(range.upperBound, 2))"
        }
        return text
    }

    /// All expirations, a line each.
    static func expirations(_ snapshot: ChainSnapshot) -> String {
        var table = TextTable(
            [
                "expiration", "root", "settles", "kind", "DTE", "strikes", "forward", "rate", "ATM IV", "± move",
                "unfit",
            ],
            alignment: [.left, .left, .left, .left, .right, .right, .right, .right, .right, .right, .right])
        for expiration in snapshot.expirations {
            let series = expiration.series
            table.add([
                "\(series.expiration)", series.root, series.settlement.rawValue, series.kind.rawValue,
                "\(expiration.daysToExpiration)", "\(expiration.strikes.count)",
                ChainText.number(expiration.forward?.forward, 2), ChainText.percent(expiration.forward?.rate, 2),
                ChainText.percent(expiration.atTheMoneyVolatility, 2), ChainText.number(expiration.expectedMove, 2),
                "\(expiration.exclusions.total)",
            ])
        }
        return table.text
    }

    /// Calls, strikes and puts of an expiration.
    ///
    /// - Parameter count: Strikes around the forward; all when `nil`.
    static func strikes(_ expiration: ExpirationSnapshot, count: Int?) -> String {
        let side = ["src", "Δ", "IV", "OI", "vol", "bid", "ask"]
        var table = TextTable(
            side + ["strike"] + side.reversed(), alignment: Array(repeating: .right, count: side.count * 2 + 1))
        for strike in near(expiration, count: count) {
            table.add(cells(strike.call) + ["\(strike.price)"] + cells(strike.put).reversed())
        }
        return table.text
    }

    private static func cells(_ contract: ContractSnapshot?) -> [String] {
        guard let contract else { return Array(repeating: "", count: 7) }
        return [
            ChainText.source(contract.valuation), ChainText.number(contract.delta, 3),
            ChainText.percent(contract.volatility), ChainText.count(contract.openInterest),
            ChainText.count(contract.volume), ChainText.price(contract.bid),
            ChainText.price(contract.ask) + (contract.exclusion == nil ? "" : "!"),
        ]
    }

    private static func near(_ expiration: ExpirationSnapshot, count: Int?) -> ArraySlice<StrikeSnapshot> {
        let strikes = expiration.strikes
        guard let count, count < strikes.count,
            let middle = expiration.forward?.forward ?? expiration.underlying?.price.doubleValue
        else { return strikes[...] }
        let centre = strikes.firstIndex { $0.price.doubleValue >= middle } ?? strikes.count
        let start = min(max(0, centre - count / 2), strikes.count - count)
        return strikes[start..<start + count]
    }

    /// What `--explain` adds.
    static func explanation(_ reading: ChainReading, _ expiration: ExpirationSnapshot) -> String {
        var lines = ["from \(reading.origin)", ChainText.forward(expiration.forward)]
        lines += reading.notes
        lines.append(
            "src: feed is the feed's own figure, own is the model at the contract's mid, near is the model at the "
                + "volatility of neighbouring strikes; ! marks quotes that are not fit")
        lines.append("not fit in this expiration: \(ChainText.exclusions(expiration.exclusions))")
        lines.append("left out of the whole chain: \(ChainText.exclusions(reading.snapshot.exclusions))")
        if !reading.damagedRows.isEmpty {
            lines.append(
                "rows that could not be read: "
                    + reading.damagedRows.map { "\($0.count) \($0.reason)" }.joined(separator: ", "))
        }
        if let comparison = VendorComparison([reading]) { lines.append(comparison.text) }
        return lines.map { "  \($0)\n" }.joined()
    }
}
