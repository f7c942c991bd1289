import MarketModel

/// What the name of a file in a LEAN archive says:
/// `20210104_spxw_minute_quote_european_call_37000000_20210106.csv`, without date and `minute` for hours and days, and
/// without what follows `quote` for underlyings (a future's contract month instead).
struct LeanName: Equatable {
    enum Kind: String {
        case quote, trade
        case openInterest = "openinterest"
    }

    /// The day of minute rows, whose times count from its midnight; `nil` where rows carry their own date.
    var day: TradingDay?
    /// The symbol in capitals.
    var symbol: String
    var kind: Kind
    /// The option; `nil` for an underlying.
    var option: Option?
    /// The month of a future.
    var month: ContractMonth?

    struct Option: Equatable {
        var isAmerican: Bool
        var right: OptionRight
        var strike: Price
        var expiration: TradingDay
    }

    init?(_ name: String) {
        guard name.hasSuffix(".csv") else { return nil }
        var words = name.dropLast(4).split(separator: "_", omittingEmptySubsequences: false)[...]
        day = words.first.flatMap { Self.day($0) }
        if day != nil { words.removeFirst() }
        guard let symbol = words.popFirst(), (1...12).contains(symbol.utf8.count) else { return nil }
        self.symbol = symbol.uppercased()
        if words.first == "minute" { words.removeFirst() }
        guard let kind = words.popFirst().flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        self.kind = kind
        switch words.count {
        case 0: break
        case 1:
            guard let month = words.first.flatMap({ Self.month($0) }) else { return nil }
            self.month = month
        case 4:
            guard let option = Self.option(Array(words)) else { return nil }
            self.option = option
        default: return nil
        }
    }

    private static func option(_ words: [Substring]) -> Option? {
        let styles: [Substring: Bool] = ["american": true, "european": false]
        let rights: [Substring: OptionRight] = ["call": .call, "put": .put]
        guard let isAmerican = styles[words[0]], let right = rights[words[1]], let strike = Int64(words[2]),
            (1...Int64.max / 100_000).contains(strike), let expiration = day(words[3])
        else { return nil }
        // Strikes are in ten-thousandths.
        return Option(
            isAmerican: isAmerican, right: right, strike: Price(billionths: strike * 100_000), expiration: expiration)
    }

    /// Reads `20210104`.
    static func day(_ text: Substring) -> TradingDay? {
        guard text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            return nil
        }
        return TradingDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// Reads `202003`.
    static func month(_ text: Substring) -> ContractMonth? {
        guard text.utf8.count == 6, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            return nil
        }
        return ContractMonth(year: number / 100, month: number % 100)
    }
}
