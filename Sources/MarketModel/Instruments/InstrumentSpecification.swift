/// What is fixed about an instrument: its price grid, its worth per point, where and when it trades.
///
/// The built-in table of futures is a fallback: where the broker's own instrument data is at hand, its values win.
public struct InstrumentSpecification: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable {
        /// A stock or fund.
        case equity
        /// A futures product with the exchange that lists it.
        case future(FuturesExchange)
    }

    /// The product's root (`ES`) or the stock's symbol (`SPY`).
    public let root: String
    /// What it is called.
    public let name: String
    /// What it is.
    public let kind: Kind
    /// The price step at usual prices; `tick(at:)` knows the exceptions.
    public let tick: Price
    /// Dollars per full point of one contract or share.
    public let multiplier: Quantity
    /// The sessions it trades in.
    public let calendar: ExchangeCalendar
    /// How its prices are written.
    public let display: PriceDisplay
    /// The months a future is listed in, 1 to 12 in order; empty for equities.
    public let listedMonths: [Int]
    /// The listed months that carry the trading; the active contract is one of them.
    public let activeMonths: [Int]
    /// When a future's contracts end; `nil` for equities.
    public let expiry: ExpiryRule?
    /// When trading moves on to the next contract; `nil` for equities.
    public let roll: RollRule?

    /// A stock or fund: steps of a cent, or of a hundredth of a cent below one dollar; one dollar per point.
    public static func equity(_ symbol: String) -> InstrumentSpecification {
        InstrumentSpecification(
            root: symbol, name: symbol, kind: .equity, tick: Price(billionths: 10_000_000),
            multiplier: Quantity(whole: 1), calendar: .nyse, display: .decimals(2), listedMonths: [], activeMonths: [],
            expiry: nil, roll: nil)
    }

    /// The futures product of this root, without slash: `ES`; `nil` when the table does not have it.
    public static func future(_ root: String) -> InstrumentSpecification? { futuresByRoot[root] }

    /// The price step at a price: stocks below one dollar have a finer one (SEC rule 612).
    public func tick(at price: Price) -> Price {
        kind == .equity && price.billionths.magnitude < 1_000_000_000 ? Price(billionths: 100_000) : tick
    }

    private static let futuresByRoot = Dictionary(uniqueKeysWithValues: futures.map { ($0.root, $0) })
}
