/// The name of an option on a future.
///
/// The broker's form names the future and the day (`./ESZ6 EW4X6 261127P5800`), the feed's the exchange
/// (`./EW4X26P5800:XCME`). What one form does not say is `nil` until somebody who knows fills it in: the chain of the
/// venue, or the table of `FutureOptionRoot`.
public struct FutureOptionSymbol: Hashable, Sendable {
    /// The root of the option's own contract: `EW4`, `LO`, `OZN`.
    public let root: String
    /// The option's contract month, which need not be its future's, nor the month it expires in.
    public let month: ContractMonth
    /// The right.
    public let right: OptionRight
    /// The strike in the future's points, above zero.
    public let strike: Price
    /// The future that exercise delivers; `nil` when read from the feed's form.
    public var underlying: FutureContract?
    /// The expiration day; `nil` when read from the feed's form.
    public var expiration: TradingDay?
    /// The exchange that lists it.
    public let exchange: FuturesExchange

    /// Creates a name; `nil` when the root is not one to four letters and digits with a letter among them, the strike
    /// not above zero, or the expiration not in 2000 to 2099.
    public init?(
        root: String, month: ContractMonth, right: OptionRight, strike: Price, underlying: FutureContract?,
        expiration: TradingDay?, exchange: FuturesExchange
    ) {
        guard Self.isRoot(root[...]), strike > .zero,
            expiration.map({ (2000...2099).contains($0.year) }) ?? true
        else { return nil }
        self.root = root
        self.month = month
        self.right = right
        self.strike = strike
        self.underlying = underlying
        self.expiration = expiration
        self.exchange = exchange
    }

    /// The option's contract with one digit of the year, as the exchange and the broker write it: `EW4X6`.
    public var contractCode: String { "\(root)\(month.code)\(month.year % 10)" }

    /// The broker's symbol, the future padded to five characters and the contract to six:
    /// `./ESZ6 EW4X6 261127P5800`; `nil` while future or day are not known.
    public var tastytradeSymbol: String? {
        guard let underlying, let expiration else { return nil }
        return "./" + String(underlying.tastytradeSymbol.dropFirst()).padded(to: 5) + contractCode.padded(to: 6)
            + expiration.sixDigits + right.rawValue + strike.description
    }

    /// The symbol that streams: `./EW4X26P5800:XCME`.
    public var streamerSymbol: String { "./\(root)\(month)\(right.rawValue)\(strike):\(exchange.rawValue)" }

    private static func isRoot(_ text: Substring) -> Bool {
        (1...4).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
            && text.utf8.contains { (65...90).contains($0) }
    }
}

extension FutureOptionSymbol {
    /// Reads the broker's or the feed's form; both begin with `./`.
    ///
    /// One-digit years are read by the expiration day, which the broker's form spells out.
    ///
    /// - Throws: `SymbolError.malformedOption`, and what is wrong with its exchange or its future.
    public init(_ text: String) throws(SymbolError) {
        guard text.hasPrefix("./") else { throw .malformedOption(text) }
        let body = text.dropFirst(2)
        let parts = body.split(separator: ":", omittingEmptySubsequences: false)
        let name: FutureOptionSymbol?
        if parts.count == 2 {
            guard let exchange = FuturesExchange(rawValue: String(parts[1])) else {
                throw .unknownExchange(String(parts[1]))
            }
            name = Self.streamer(parts[0], exchange)
        } else {
            name = try Self.broker(body)
        }
        guard let name else { throw .malformedOption(text) }
        self = name
    }

    /// Reads `EW4X26P5800`.
    private static func streamer(_ body: Substring, _ exchange: FuturesExchange) -> FutureOptionSymbol? {
        guard let (code, right, strike) = body.splitAtRight, code.count >= 4, let year = code.suffix(2).wholeNumber,
            let month = ContractMonth.named(code.dropLast(2).last, year: 2000 + year)
        else { return nil }
        return FutureOptionSymbol(
            root: String(code.dropLast(3)), month: month, right: right, strike: strike, underlying: nil,
            expiration: nil, exchange: exchange)
    }

    /// Reads `ESZ6 EW4X6 261127P5800`: fields of five and six characters, whose blanks may be more or fewer.
    private static func broker(_ body: Substring) throws(SymbolError) -> FutureOptionSymbol? {
        var rest = body
        let future = rest.takeField(width: 5)
        let code = rest.takeField(width: 6)
        rest = rest.drop { $0 == " " }
        guard let (day, right, strike) = rest.splitAtRight, let expiration = TradingDay(sixDigits: day),
            let year = code.suffix(1).wholeNumber,
            let month = ContractMonth.named(
                code.dropLast().last, year: ContractMonth.year(ending: year, near: expiration)),
            case .future(let underlying) = try SymbolParser(on: expiration).parse("/" + future).symbol
        else { return nil }
        return FutureOptionSymbol(
            root: String(code.dropLast(2)), month: month, right: right, strike: strike, underlying: underlying,
            expiration: expiration, exchange: underlying.exchange)
    }
}

extension ContractMonth {
    /// The month of a letter in a year.
    static func named(_ code: Character?, year: Int) -> ContractMonth? {
        code.flatMap(month(of:)).flatMap { ContractMonth(year: year, month: $0) }
    }
}

extension Substring {
    /// What stands before the right, the right and the strike: `EW4X26`, put, 5800 of `EW4X26P5800`.
    fileprivate var splitAtRight: (head: Substring, right: OptionRight, strike: Price)? {
        let digits = reversed().prefix { $0.isNumber || $0 == "." }.count
        let head = dropLast(digits)
        guard let right = head.last.flatMap({ OptionRight(rawValue: String($0)) }),
            let strike = Price(String(suffix(digits)))
        else { return nil }
        return (head.dropLast(), right, strike)
    }

    /// Takes the next field: blanks are passed over, then at most `width` characters up to a blank.
    fileprivate mutating func takeField(width: Int) -> Substring {
        self = drop { $0 == " " }
        let field = prefix(width).prefix { $0 != " " }
        self = dropFirst(field.count)
        return field
    }
}
