import MarketModel

/// Reads LEAN's daily snapshots of a chain: `expiry,strike,right,open,high,low,close,volume,open_interest` and the
/// vendor's figures, the underlying in the first row. They have no bid and ask.
struct ChainUniverse {
    let market: ChainMarket
    /// The root in capitals.
    let root: String
    let futureMonth: ContractMonth?
    /// The day of the snapshot.
    let day: TradingDay
    private let columns: Int

    /// Reads a header; `nil` when it is not that of a universe.
    init?(header: Substring, market: ChainMarket, root: String, futureMonth: ContractMonth?, day: TradingDay) {
        let expected = "#expiry,strike,right,open,high,low,close,volume,open_interest"
        guard header.hasPrefix(expected) else { return nil }
        columns = header.split(separator: ",", omittingEmptySubsequences: false).count
        self.market = market
        self.root = root
        self.futureMonth = futureMonth
        self.day = day
    }

    /// Delivers what one line says.
    func read(_ line: Substring, _ ledger: inout ChainLedger, _ body: (ChainRow) -> Void) {
        if line.isEmpty { return ledger.exclude(.blankLine) }
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == columns else { return ledger.exclude(.fieldCount) }
        guard let time = ExchangeCalendar.nyse.session(on: day)?.close else { return ledger.exclude(.badTime) }
        let last = Price(String(fields[6]))
        if fields[0].isEmpty {
            guard let last else { return ledger.exclude(.badPrice) }
            ledger.deliver()
            let name = root == "SPXW" ? "SPX" : root + (futureMonth.map { "\($0)" } ?? "")
            return body(.underlying(name, last, at: time))
        }
        guard let expiration = LeanName.day(fields[0]), let strike = Price(String(fields[1])),
            let right = OptionRight(rawValue: String(fields[2]))
        else { return ledger.exclude(.badContract) }
        ledger.deliver()
        let contract = RecordedContract(
            market: market, root: root, futureMonth: futureMonth, expiration: expiration, right: right, strike: strike)
        // A close of zero is how the files say that nothing was quoted.
        body(
            .contract(
                contract, .day(last: last.flatMap { $0 > .zero ? $0 : nil }, volume: Quantity(String(fields[7]))),
                at: time))
        if let open = Int64(fields[8]) { body(.contract(contract, .openInterest(open), at: time)) }
        // So is a volatility of zero.
        guard fields.count >= 13, let volatility = Double(fields[9]), volatility > 0, volatility.isFinite else {
            return
        }
        let vendor = VendorValuation(
            volatility: volatility, delta: Double(fields[10]), gamma: Double(fields[11]), vega: Double(fields[12]))
        body(.contract(contract, .vendor(vendor), at: time))
    }
}
