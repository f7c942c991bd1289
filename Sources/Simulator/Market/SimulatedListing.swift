public import MarketModel

/// An instrument the simulator lists: what its REST side tells and its market trades.
public struct SimulatedListing: Sendable, Equatable {
    /// What kind of instrument it is.
    public enum Kind: Sendable, Equatable {
        /// A futures contract.
        case future(FutureContract)
        /// A share or fund; the text is its listed market's code, such as `XNAS`.
        case equity(listedMarket: String, isETF: Bool)
        /// An index: quoted, never traded itself.
        case index
        /// A coin against dollars, traded at any hour.
        case cryptocurrency
    }

    /// tastytrade's symbol: `/ESZ6`, `SPY`.
    public var symbol: String
    /// The feed's symbol: `/ESZ26:XCME`, `SPY`.
    public var streamerSymbol: String
    /// What it is, for people.
    public var description: String
    /// What is fixed about it: tick, multiplier, calendar, months.
    public var specification: InstrumentSpecification
    /// Future or equity.
    public var kind: Kind

    /// Creates a listing.
    public init(
        symbol: String, streamerSymbol: String, description: String, specification: InstrumentSpecification, kind: Kind
    ) {
        self.symbol = symbol
        self.streamerSymbol = streamerSymbol
        self.description = description
        self.specification = specification
        self.kind = kind
    }

    /// Lists a futures contract of the built-in table; `nil` for a product that is not in it.
    public init?(_ contract: FutureContract) {
        guard let specification = contract.specification else { return nil }
        self.init(
            symbol: contract.tastytradeSymbol, streamerSymbol: contract.streamerSymbol,
            description: specification.name, specification: specification, kind: .future(contract))
    }

    /// A listing for any streamer symbol, as a replay needs it: `/ESZ26:XCME`, `SPY`, `BTC/USD:CXTALP`.
    ///
    /// What is not a future of the built-in table is listed as a share.
    public static func named(_ symbol: String) -> SimulatedListing {
        // The day only matters for one-digit years, which a streamer symbol does not have.
        let day = TradingDay(daysSince1970: 20_454)
        if let parsed = try? SymbolParser(on: day).parse(symbol), case .future(let contract) = parsed.symbol,
            var listing = SimulatedListing(contract)
        {
            listing.streamerSymbol = symbol
            return listing
        }
        let plain = String(symbol.prefix { $0 != ":" })
        return SimulatedListing(
            symbol: plain, streamerSymbol: symbol, description: plain, specification: .equity(plain),
            kind: .equity(listedMarket: "XNAS", isETF: false))
    }

    /// The smallest step of its price.
    public var tick: Price { specification.tick }

    /// Whether it is a futures contract.
    var isFuture: Bool { if case .future = kind { true } else { false } }

    /// Whether it is an index.
    var isIndex: Bool { kind == .index }

    /// Whether it is a coin.
    var isCoin: Bool { kind == .cryptocurrency }

    /// Whether it is a share, a fund or an index.
    var isEquity: Bool { !isFuture && !isCoin }

    /// The one-letter code its prints and quotes carry as their exchange.
    var exchangeCode: ExchangeCode { ExchangeCode(rawValue: UInt16(UInt8(ascii: isFuture ? "G" : "Q"))) }
}
