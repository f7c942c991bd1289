/// Reads symbols as people type them.
///
/// ```swift
/// let typed = try SymbolParser(on: today).parse("es")
/// typed.symbol.resolved(on: today).streamerSymbol    // "/ESZ26:XCME"
/// ```
public struct SymbolParser: Sendable {
    /// What a bare root that is both a futures product and possibly a stock (`ES`, `CL`, `ZM`) means.
    public enum BareRoot: Sendable {
        /// The futures product.
        case future
        /// The stock.
        case equity
    }

    /// What was read.
    public struct Parsed: Hashable, Sendable {
        /// The instrument.
        public let symbol: InstrumentSymbol
        /// What was assumed or put right, in the order it was met.
        public let hints: [SymbolHint]
    }

    /// The day against which one-digit years are read.
    public let day: TradingDay
    /// What a bare root means.
    public let bareRoot: BareRoot

    /// Creates a parser.
    ///
    /// - Parameters:
    ///   - day: The day against which one-digit years are read: from the year before it to eight years after.
    ///   - bareRoot: What a bare root that could be a product or a stock means.
    public init(on day: TradingDay, bareRoot: BareRoot = .future) {
        self.day = day
        self.bareRoot = bareRoot
    }

    /// Reads one symbol: `ES`, `/ES`, `es`, `ESZ26`, `/ESZ6`, `/ESZ26:XCME`, `SPY`, `BRK/B`, `BRK.B`, `$VIX`,
    /// `BTC/USD`, and options as broker and feed write them.
    ///
    /// Case and surrounding blanks do not matter.
    public func parse(_ text: String) throws(SymbolError) -> Parsed {
        let trimmed = text.trimmed
        guard !trimmed.isEmpty, trimmed.utf8.count <= 64 else { throw .noSymbol }
        guard trimmed.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .unrecognised(trimmed) }
        let symbol = trimmed.uppercased()
        if symbol.hasPrefix("./") {
            return Parsed(symbol: .futureOption(try FutureOptionSymbol(symbol)), hints: [])
        }
        if symbol.hasPrefix("."), let option = try EquityOptionSymbol(streamer: symbol) {
            return Parsed(symbol: .equityOption(option), hints: [])
        }
        if let option = try EquityOptionSymbol(tastytrade: symbol) {
            return Parsed(symbol: .equityOption(option), hints: [])
        }
        if symbol.hasPrefix("/") { return try future(symbol.dropFirst()) }
        if symbol.hasPrefix("$") {
            let rest = try SymbolParser(on: day, bareRoot: .equity).parseBare(symbol.dropFirst(), of: trimmed)
            return Parsed(symbol: rest.symbol, hints: [.dollarDropped] + rest.hints)
        }
        return try parseBare(symbol[...], of: trimmed)
    }

    private func parseBare(_ symbol: Substring, of text: String) throws(SymbolError) -> Parsed {
        if InstrumentSpecification.future(String(symbol)) != nil, bareRoot == .future {
            return Parsed(symbol: .futuresProduct(String(symbol)), hints: [.readAsFuture])
        }
        if symbol.hasSuffix(":CXTALP") { return try parseBare(symbol.dropLast(7), of: text) }
        // Stocks have no digits: letters, month and year are a contract.
        if symbol.contains(where: { $0.isNumber || $0 == ":" }) { return try future(symbol, text: text) }
        let parts = symbol.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, parts[1] == "USD", Self.isLetters(parts[0], 2...6) {
            return Parsed(symbol: .crypto(String(symbol)), hints: [])
        }
        let dotted = symbol.split(separator: ".", omittingEmptySubsequences: false)
        let words = dotted.count == 2 ? dotted : parts
        guard Self.isLetters(words[0], 1...6), words.count == 1 || words.count == 2 && Self.isLetters(words[1], 1...3)
        else { throw .unrecognised(text) }
        return Parsed(
            symbol: .equity(words.joined(separator: "/")), hints: dotted.count == 2 ? [.slashForDot] : [])
    }

    private static func isLetters(_ text: Substring, _ count: ClosedRange<Int>) -> Bool {
        count.contains(text.count) && text.utf8.allSatisfy { (65...90).contains($0) }
    }

    /// Reads a future without its slash: a root alone, or root, month letter, one or two digits of the year, and
    /// optionally a colon and the exchange.
    private func future(_ text: Substring, text whole: String? = nil) throws(SymbolError) -> Parsed {
        let original = whole ?? "/\(text)"
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts[0].utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        else { throw .unrecognised(original) }
        var given: FuturesExchange?
        if parts.count == 2 {
            given = FuturesExchange(rawValue: String(parts[1]))
            guard given != nil else { throw .unknownExchange(String(parts[1])) }
        }
        let digits = parts[0].reversed().prefix(while: \.isNumber).count
        let letters = parts[0].dropLast(digits)
        if digits == 0 {
            let root = String(parts[0])
            guard let product = InstrumentSpecification.future(root) else { throw .unknownProduct(root) }
            try product.check(given)
            return Parsed(symbol: .futuresProduct(root), hints: [])
        }
        guard digits <= 2, let code = letters.last, let month = ContractMonth.month(of: code),
            (1...4).contains(letters.count - 1), let number = Int(parts[0].suffix(digits))
        else { throw .unrecognised(original) }
        let year = digits == 2 ? 2000 + number : ContractMonth.year(ending: number, near: day)
        let root = String(letters.dropLast())
        let product = InstrumentSpecification.future(root)
        try product?.check(given)
        guard let exchange = product?.futuresExchange ?? given else { throw .unknownProduct(root) }
        if let product, !product.listedMonths.contains(month) {
            throw .unlistedMonth(root: root, code: String(code), listed: product.listedMonthCodes)
        }
        guard let contractMonth = ContractMonth(year: year, month: month) else { throw .unrecognised(original) }
        let contract = FutureContract(root: root, month: contractMonth, exchange: exchange)
        return Parsed(symbol: .future(contract), hints: digits == 1 ? [.year(year)] : [])
    }
}

extension InstrumentSpecification {
    /// The exchange that lists a futures product.
    fileprivate var futuresExchange: FuturesExchange? {
        if case .future(let exchange) = kind { exchange } else { nil }
    }

    /// The letters of the listed months: `H M U Z`.
    fileprivate var listedMonthCodes: String {
        listedMonths.compactMap { ContractMonth(year: 2000, month: $0).map { String($0.code) } }.joined(separator: " ")
    }

    fileprivate func check(_ given: FuturesExchange?) throws(SymbolError) {
        guard let given, let own = futuresExchange, given != own else { return }
        throw .wrongExchange(root: root, given: given.rawValue, expected: own.rawValue)
    }
}

extension String {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String {
        let rest = drop(while: \.isWhitespace)
        return String(rest.reversed().drop(while: \.isWhitespace).reversed())
    }
}
