public import MarketModel

extension FlowInstrument {
    /// The instrument a person means: `ES`, `/ESZ6`, `/ESZ26:XCME`, `SPY`. A bare root becomes the active contract.
    ///
    /// - Throws: `SymbolRefusal` with what to write instead.
    public init(typed text: String, at now: Timestamp) throws(SymbolRefusal) {
        let today = TradingDay(utcDayOf: now)
        let symbol: InstrumentSymbol
        do {
            symbol = try SymbolParser(on: today).parse(text).symbol.resolved(on: today)
        } catch {
            throw SymbolRefusal(message: error.description)
        }
        guard let streamer = symbol.streamerSymbol else {
            throw SymbolRefusal(
                message: "'\(text)' has no stream of its own: write one of its contracts, such as /ESZ26")
        }
        guard let specification = symbol.specification else {
            throw SymbolRefusal(message: "the price step of '\(text)' is not known here, so its flow cannot be counted")
        }
        let decimals: Int? = if case .equity = symbol { 2 } else { nil }
        let contract: FutureContract? = if case .future(let contract) = symbol { contract } else { nil }
        self.init(
            symbol: streamer, product: specification.root, description: specification.name, tick: specification.tick,
            decimals: decimals, calendar: specification.calendar, contract: contract)
    }
}
