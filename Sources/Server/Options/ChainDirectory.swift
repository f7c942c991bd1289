/// The underlyings whose chains the pages offer by name; any other can be typed.
public struct ChainDirectory: Sendable {
    /// One underlying.
    public struct Underlying: Sendable, Hashable {
        /// What its chain is asked for by: `SPX`, `/ES`.
        public var symbol: String
        /// Its name for people.
        public var description: String

        /// Creates an entry.
        public init(symbol: String, description: String) {
            self.symbol = symbol
            self.description = description
        }
    }

    /// The entries, in the order they are offered.
    public var underlyings: [Underlying]

    /// Creates a directory.
    public init(_ underlyings: [Underlying]) { self.underlyings = underlyings }

    /// What most people look at first.
    public static let standard = ChainDirectory([
        Underlying(symbol: "SPX", description: "S&P 500 Index"),
        Underlying(symbol: "SPY", description: "SPDR S&P 500 ETF"),
        Underlying(symbol: "QQQ", description: "Invesco QQQ Trust"),
        Underlying(symbol: "AAPL", description: "Apple Inc."),
        Underlying(symbol: "VIX", description: "Cboe Volatility Index"),
        Underlying(symbol: "/ES", description: "E-mini S&P 500"),
        Underlying(symbol: "/CL", description: "Crude Oil"),
    ])

    /// The name of an underlying, when it is offered.
    func description(of symbol: String) -> String? { underlyings.first { $0.symbol == symbol }?.description }
}
