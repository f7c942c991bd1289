import JSON
public import MarketModel

extension BacktestRequest {
    /// One leg of each trade.
    public struct Leg: Sendable, Equatable {
        /// What it trades.
        public enum Instrument: Sendable, Equatable {
            /// The underlying itself, 1 to 100 shares.
            case equity
            /// An option, 1 to 10 contracts, so many days before it expires, at a strike chosen so.
            case option(OptionKind, daysUntilExpiration: Int, strike: Strike)
        }

        /// How a strike is chosen.
        public enum Strike: Sendable, Equatable {
            /// By delta, 1 to 100.
            case delta(Int)
            /// So far out of the money: 0.1 is ten percent of the price.
            case percentageOTM(Price)
            /// The same, from the strike of another leg.
            case percentageOTMRelative(Price, leg: Int)
            /// So far from the price.
            case offset(Price)
            /// So far from the strike of another leg.
            case offsetRelative(Price, leg: Int)
            /// Exactly so far from the strike of another leg.
            case exactOffsetRelative(Price, leg: Int)
            /// By its premium, at most 50,000.
            case premium(Price)
        }

        /// What it trades.
        public var instrument: Instrument
        /// Whether it is bought or sold.
        public var direction: Direction
        /// How many.
        public var quantity: Int

        /// Whether a leg is bought or sold.
        public enum Direction: String, Sendable {
            case long
            case short
        }

        /// A leg.
        public init(_ direction: Direction, _ quantity: Int, _ instrument: Instrument) {
            self.direction = direction
            self.quantity = quantity
            self.instrument = instrument
        }
    }
}

extension BacktestRequest.Leg {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch instrument {
        case .equity: writer.member("type", "equity")
        case .option(let kind, let days, let strike):
            writer.member("type", "equity-option")
            writer.member("side", kind == .call ? "call" : "put")
            writer.member("daysUntilExpiration", days)
            strike.write(to: &writer)
        }
        writer.member("direction", direction.rawValue)
        writer.member("quantity", quantity)
        writer.endObject()
    }
}

extension BacktestRequest.Leg.Strike {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .delta(let delta):
            writer.member("strikeSelection", "delta")
            writer.member("delta", delta)
        case .percentageOTM(let part):
            writer.member("strikeSelection", "percentageOTM")
            writer.number("percentageOTM", part)
        case .percentageOTMRelative(let part, let leg):
            writer.member("strikeSelection", "percentageOTMRelative")
            writer.number("percentageOTM", part)
            writer.member("strikeRelativeLeg", leg)
        case .offset(let offset):
            writer.member("strikeSelection", "currentPriceOffset")
            writer.number("currentPriceOffset", offset)
        case .offsetRelative(let offset, let leg):
            writer.member("strikeSelection", "currentPriceOffsetRelative")
            writer.number("currentPriceOffset", offset)
            writer.member("strikeRelativeLeg", leg)
        case .exactOffsetRelative(let offset, let leg):
            writer.member("strikeSelection", "currentPriceExactOffsetRelative")
            writer.number("currentPriceOffset", offset)
            writer.member("strikeRelativeLeg", leg)
        case .premium(let premium):
            writer.member("strikeSelection", "premium")
            writer.number("premium", premium)
        }
    }
}
