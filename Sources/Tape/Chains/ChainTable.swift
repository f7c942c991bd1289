import MarketModel

/// Reads end-of-day tables of chains, whose columns are found by their names.
///
/// Two layouts: with `underlying_symbol`, `option_type` and `quote_date`, and with `underlying`, `type` and
/// `quotedate`. The prices are those of the close of the regular session of the day.
struct ChainTable {
    private enum Column: Int, CaseIterable {
        case underlying, underlyingPrice, right, expiration, day, strike, bid, ask, last, volume, openInterest
        case volatility, delta, gamma, theta, vega

        /// The names it goes by.
        var names: [String] {
            switch self {
            case .underlying: ["underlying_symbol", "underlying"]
            case .underlyingPrice: ["underlying_price", "underlying_last"]
            case .right: ["option_type", "type"]
            case .expiration: ["expiration"]
            case .day: ["quote_date", "quotedate"]
            case .strike: ["strike"]
            case .bid: ["bid"]
            case .ask: ["ask"]
            case .last: ["last"]
            case .volume: ["volume"]
            case .openInterest: ["openinterest"]
            case .volatility: ["impliedvol"]
            case .delta: ["delta"]
            case .gamma: ["gamma"]
            case .theta: ["theta"]
            case .vega: ["vega"]
            }
        }

        static let required: [Column] = [.underlying, .right, .expiration, .day, .strike, .bid, .ask]
    }

    private let columns: Int
    private let places: [Int?]

    /// Reads a header; `nil` when it is none of the layouts.
    init?(header: Substring) {
        let names = header.split(separator: ",", omittingEmptySubsequences: false).map { $0.lowercased() }
        columns = names.count
        places = Column.allCases.map { column in names.firstIndex { column.names.contains($0) } }
        guard Column.required.allSatisfy({ places[$0.rawValue] != nil }) else { return nil }
    }

    /// Delivers what one line says: the underlying's price, the quote, and what else the table has.
    func read(_ line: Substring, _ ledger: inout ChainLedger, _ body: (ChainRow) -> Void) {
        if line.isEmpty { return ledger.exclude(.blankLine) }
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == columns else { return ledger.exclude(.fieldCount) }
        func text(_ column: Column) -> Substring? {
            places[column.rawValue].map { fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let day = text(.day).flatMap({ TradingDay(String($0)) }),
            let time = ExchangeCalendar.nyse.session(on: day)?.close
        else { return ledger.exclude(.badTime) }
        let rights: [String: OptionRight] = ["call": .call, "put": .put, "c": .call, "p": .put]
        guard let underlying = text(.underlying),
            let expiration = text(.expiration).flatMap({ TradingDay(String($0)) }),
            let right = text(.right).flatMap({ rights[$0.lowercased()] }),
            let strike = text(.strike).flatMap({ Price(String($0)) })
        else { return ledger.exclude(.badContract) }
        let contract = RecordedContract(
            market: .equityOption, root: underlying.uppercased(), expiration: expiration, right: right, strike: strike)
        guard let bid = number(text(.bid)), let ask = number(text(.ask)) else { return ledger.exclude(.badQuote) }
        ledger.deliver()
        if let price = text(.underlyingPrice).flatMap({ Price(String($0)) }) {
            body(.underlying(contract.root, price, at: time))
        }
        body(.contract(contract, .quote(bid: bid.value, bidSize: nil, ask: ask.value, askSize: nil), at: time))
        let last = text(.last).flatMap { Price(String($0)) }
        let volume = text(.volume).flatMap { Quantity(String($0)) }
        if last != nil || volume != nil { body(.contract(contract, .day(last: last, volume: volume), at: time)) }
        if let open = text(.openInterest).flatMap({ Int64($0) }) {
            body(.contract(contract, .openInterest(open), at: time))
        }
        func figure(_ column: Column) -> Double? {
            text(column).flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
        }
        let vendor = VendorValuation(
            volatility: figure(.volatility), delta: figure(.delta), gamma: figure(.gamma), theta: figure(.theta),
            vega: figure(.vega))
        if vendor != VendorValuation() { body(.contract(contract, .vendor(vendor), at: time)) }
    }

    private struct Number {
        var value: Price?
    }

    /// A price, none for an empty field or NaN; `nil` when it is no number.
    private func number(_ text: Substring?) -> Number? {
        guard let text, text.lowercased() != "nan" else { return Number(value: nil) }
        return Price(String(text)).map { Number(value: $0) }
    }
}
