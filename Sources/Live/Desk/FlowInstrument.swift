public import MarketModel

/// An instrument whose order flow is counted.
public struct FlowInstrument: Sendable, Equatable {
    /// The symbol of the market-data stream: `/ESZ26:XCME`.
    public var symbol: String
    /// What it is a contract of, `ES`; an equity's own symbol.
    public var product: String
    /// Its name for people.
    public var description: String
    /// The smallest price step.
    public var tick: Price
    /// Decimals that every price of the instrument fits in.
    public var decimals: Int
    /// Its sessions.
    public var calendar: ExchangeCalendar
    /// The futures contract; `nil` for a share, fund or index.
    public var contract: FutureContract?

    /// Creates an instrument.
    ///
    /// - Precondition: `tick` is above zero.
    public init(
        symbol: String, product: String, description: String, tick: Price, decimals: Int? = nil,
        calendar: ExchangeCalendar,
        contract: FutureContract? = nil
    ) {
        precondition(tick > .zero, "a tick is above zero")
        self.symbol = symbol
        self.product = product
        self.description = description
        self.tick = tick
        self.decimals = decimals ?? Self.decimals(of: tick)
        self.calendar = calendar
        self.contract = contract
    }

    private static func decimals(of tick: Price) -> Int {
        tick.description.split(separator: ".").dropFirst().first?.count ?? 0
    }
}
