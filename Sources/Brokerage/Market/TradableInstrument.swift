public import MarketModel
public import Options

/// An instrument as a brokerage trades it.
public struct TradableInstrument: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable {
        /// A share or fund; an index is quoted but never traded.
        case equity(isIndex: Bool)
        /// An option on a share, fund or index.
        case equityOption(OptionContract)
        /// A futures contract.
        case future(FutureContract)
        /// An option on a future.
        case futureOption(OptionContract)
        /// A coin against dollars.
        case cryptocurrency
    }

    /// A price step and up to which price it holds; `nil` for the last one.
    public struct Tick: Hashable, Sendable {
        /// The step.
        public let value: Price
        /// It holds for prices below this.
        public let below: Price?

        /// Creates a step.
        public init(_ value: Price, below: Price? = nil) {
            self.value = value
            self.below = below
        }
    }

    /// The broker's symbol.
    public let symbol: String
    /// What it is.
    public let kind: Kind
    /// The broker's symbol of what it stands on; its own for shares and coins, the product (`/ES`) for futures.
    public let underlying: String
    /// Dollars per point of price for one unit: 100 for an option on shares, 50 for `/ES`.
    public let multiplier: Quantity
    /// Steps of its price, rising; the last has no bound.
    public let ticks: [Tick]
    /// When it trades.
    public let calendar: ExchangeCalendar

    /// Creates an instrument.
    public init(
        symbol: String, kind: Kind, underlying: String, multiplier: Quantity, ticks: [Tick],
        calendar: ExchangeCalendar
    ) {
        self.symbol = symbol
        self.kind = kind
        self.underlying = underlying
        self.multiplier = multiplier
        self.ticks = ticks
        self.calendar = calendar
    }

    /// The step that holds at a price.
    public func tick(at price: Price) -> Price? {
        ticks.first { tick in tick.below.map { price < $0 } ?? true }?.value
    }
}
