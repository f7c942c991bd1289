/// A symbol that has been understood: what it names, apart from how it was written.
public enum InstrumentSymbol: Hashable, Sendable {
    /// A stock, fund or index: `SPY`, `BRK/B`, `VIX`.
    case equity(String)
    /// A futures product without a contract: `/ES`. It has no market data of its own.
    case futuresProduct(String)
    /// A futures contract.
    case future(FutureContract)
    /// An option on a stock, fund or index.
    case equityOption(EquityOptionSymbol)
    /// An option on a future.
    case futureOption(FutureOptionSymbol)
    /// A cryptocurrency pair: `BTC/USD`.
    case crypto(String)

    /// The broker's symbol; `nil` for an option on a future that was written as the feed does, which names neither
    /// future nor day.
    public var tastytradeSymbol: String? {
        switch self {
        case .equity(let symbol), .crypto(let symbol): symbol
        case .futuresProduct(let root): "/\(root)"
        case .future(let contract): contract.tastytradeSymbol
        case .equityOption(let option): option.tastytradeSymbol
        case .futureOption(let option): option.tastytradeSymbol
        }
    }

    /// The symbol that streams; `nil` for a futures product.
    public var streamerSymbol: String? {
        switch self {
        case .equity(let symbol): symbol
        case .crypto(let pair): "\(pair):CXTALP"
        case .futuresProduct: nil
        case .future(let contract): contract.streamerSymbol
        case .equityOption(let option): option.streamerSymbol
        case .futureOption(let option): option.streamerSymbol
        }
    }

    /// The fixed values of the instrument; `nil` for options, crypto pairs and products not in the built-in table.
    public var specification: InstrumentSpecification? {
        switch self {
        case .equity(let symbol): .equity(symbol)
        case .futuresProduct(let root): .future(root)
        case .future(let contract): contract.specification
        case .equityOption, .futureOption, .crypto: nil
        }
    }

    /// The instrument to trade or watch on this day: a futures product becomes its active contract.
    public func resolved(on day: TradingDay) -> InstrumentSymbol {
        guard case .futuresProduct(let root) = self,
            let contract = InstrumentSpecification.future(root)?.activeContract(on: day)
        else { return self }
        return .future(contract)
    }
}

/// Why text names no instrument; its description says what to write instead.
public enum SymbolError: Error, Hashable, Sendable {
    /// There is no text, or far too much of it.
    case noSymbol
    /// The text has no known form.
    case unrecognised(String)
    /// No such futures product is known.
    case unknownProduct(String)
    /// The product has no contracts in that month; `listed` are the letters it has.
    case unlistedMonth(root: String, code: String, listed: String)
    /// The product trades on another exchange.
    case wrongExchange(root: String, given: String, expected: String)
    /// No such exchange code is known.
    case unknownExchange(String)
    /// The day, the right or the strike of an option cannot be read.
    case malformedOption(String)
}

extension SymbolError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSymbol: "no symbol; write for example /ESZ26, ES or SPY"
        case .unrecognised(let text): "'\(text)' is no symbol; write for example /ESZ26, ES, SPY or BRK/B"
        case .unknownProduct(let root):
            "no futures product '\(root)' is known; check the root, or name the exchange as in /\(root)Z26:XCME"
        case .unlistedMonth(let root, let code, let listed):
            "/\(root) has no contract with the month letter \(code); it has \(listed)"
        case .wrongExchange(let root, let given, let expected):
            "/\(root) trades on \(expected), not \(given); write :\(expected) or leave the exchange out"
        case .unknownExchange(let code):
            "no exchange '\(code)' is known; futures have XCME, XCBT, XCEC, XNYM or XCBF"
        case .malformedOption(let text):
            "'\(text)' looks like an option but its day, right or strike cannot be read; write .SPY261218C600 "
                + "or ./ESZ6 EW4X6 261127P5800"
        }
    }
}

/// What was read between the lines of a symbol, to be told to the person who wrote it.
public enum SymbolHint: Hashable, Sendable {
    /// A `$` was left out: indices have none.
    case dollarDropped
    /// A dot between stock and class became a slash.
    case slashForDot
    /// A bare root was read as the futures product, although a stock may have the same symbol.
    case readAsFuture
    /// A one-digit year was read as this one.
    case year(Int)
}

extension SymbolHint: CustomStringConvertible {
    public var description: String {
        switch self {
        case .dollarDropped: "index symbols have no $ here; it was left out"
        case .slashForDot: "share classes are written with a slash here, as in BRK/B"
        case .readAsFuture: "read as the futures product, not as a stock of the same symbol"
        case .year(let year): "the one-digit year was read as \(year)"
        }
    }
}
