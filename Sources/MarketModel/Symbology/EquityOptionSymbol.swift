/// The name of an option on a stock, fund or index.
public struct EquityOptionSymbol: Hashable, Sendable {
    /// The option root, which need not be the underlying's symbol: `SPXW`, `BRKB`, `AAPL1`.
    public let root: String
    /// The expiration day.
    public let expiration: TradingDay
    /// The right.
    public let right: OptionRight
    /// The strike, a whole number of thousandths, above zero.
    public let strike: Price

    /// Creates a name; `nil` when the root is not one to six letters and digits, the year not in 2000 to 2099 or the
    /// strike not of eight digits in thousandths.
    public init?(root: String, expiration: TradingDay, right: OptionRight, strike: Price) {
        let isRoot = root.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        guard (1...6).contains(root.utf8.count), isRoot, (2000...2099).contains(expiration.year),
            strike.billionths > 0, strike.billionths % 1_000_000 == 0, strike.billionths / 1_000_000 <= 99_999_999
        else { return nil }
        self.root = root
        self.expiration = expiration
        self.right = right
        self.strike = strike
    }

    /// The broker's symbol of 21 characters, OCC's: `SPY   261120P00680000`.
    public var tastytradeSymbol: String {
        let strike = String(strike.billionths / 1_000_000)
        return root.padded(to: 6) + expiration.sixDigits + right.rawValue
            + String(repeating: "0", count: 8 - strike.utf8.count) + strike
    }

    /// The symbol that streams: `.SPY261120P680`.
    public var streamerSymbol: String { ".\(root)\(expiration.sixDigits)\(right.rawValue)\(strike)" }

    /// The option root of a stock's symbol: share classes lose their slash, `BRK/B` has options with the root `BRKB`.
    ///
    /// Indices have roots of their own besides (`SPXW`), and adjusted series a digit behind (`AAPL1`).
    public static func root(ofUnderlying symbol: String) -> String { symbol.filter { $0 != "/" } }

    /// Reads the broker's form, with or without the blanks behind the root; `nil` when the text is not of that form.
    ///
    /// - Throws: `SymbolError.malformedOption` when it is of that form but not an option.
    init?(tastytrade symbol: String) throws(SymbolError) {
        let bytes = Array(symbol.utf8)
        guard bytes.count >= 16, bytes.suffix(8).allSatisfy({ (48...57).contains($0) }) else { return nil }
        let root = symbol.dropLast(15).prefix { $0 != " " }
        guard let strike = Int64(symbol.suffix(8)),
            let option = Self(root, symbol.dropLast(9).suffix(6), symbol.dropLast(8).last, strike * 1_000_000),
            symbol.dropLast(15).dropFirst(root.count).allSatisfy({ $0 == " " })
        else { throw .malformedOption(symbol) }
        self = option
    }

    /// Reads the feed's form; `nil` when the text does not start with a dot.
    ///
    /// - Throws: `SymbolError.malformedOption` when it does but is no option.
    init?(streamer symbol: String) throws(SymbolError) {
        guard symbol.hasPrefix(".") else { return nil }
        let body = symbol.dropFirst()
        let strikeText = String(body.reversed().prefix { $0.isNumber || $0 == "." }.reversed())
        let head = body.dropLast(strikeText.count)
        guard let strike = Price(strikeText),
            let option = Self(head.dropLast(7), head.dropLast().suffix(6), head.last, strike.billionths)
        else { throw .malformedOption(symbol) }
        self = option
    }

    private init?(_ root: Substring, _ day: Substring, _ right: Character?, _ strike: Int64) {
        guard let right = right.flatMap({ OptionRight(rawValue: String($0)) }),
            let expiration = TradingDay(sixDigits: day)
        else { return nil }
        self.init(root: String(root), expiration: expiration, right: right, strike: Price(billionths: strike))
    }
}
