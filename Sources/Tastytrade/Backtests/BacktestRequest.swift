import JSON
public import MarketModel

/// A backtest to ask the venue's service for.
public struct BacktestRequest: Sendable, Equatable {
    /// The underlying.
    public var symbol: String
    /// The first day.
    public var start: TradingDay
    /// The last day.
    public var end: TradingDay
    /// The legs of each trade.
    public var legs: [Leg]
    /// When trades begin.
    public var entry: Entry
    /// When trades end.
    public var exit: Exit

    /// Asks for a backtest.
    public init(
        _ symbol: String, from start: TradingDay, to end: TradingDay, legs: [Leg], entry: Entry = Entry(),
        exit: Exit = Exit()
    ) {
        self.symbol = symbol
        self.start = start
        self.end = end
        self.legs = legs
        self.entry = entry
        self.exit = exit
    }

    /// When trades begin.
    public struct Entry: Sendable, Equatable {
        /// On which days.
        public enum Frequency: Sendable, Equatable {
            /// Every day.
            case everyDay
            /// On these days of the week, as the service counts them.
            case daysOfWeek([Int])
            /// When exactly so many days are left.
            case daysToExpiration([Int])
        }

        /// What to do when no further trade may be open.
        public enum WhenFull: String, Sendable, Equatable {
            case stayOut = "don't enter"
            case closeOldest = "close oldest"
        }

        /// On which days.
        public var frequency = Frequency.everyDay
        /// How many trades may be open.
        public var maximumActiveTrials: Int?
        /// What to do when so many are.
        public var whenFull: WhenFull?
        /// The lowest VIX.
        public var minimumVIX: Price?
        /// The highest VIX.
        public var maximumVIX: Price?

        /// Trades every day.
        public init() {}
    }

    /// When trades end.
    public struct Exit: Sendable, Equatable {
        /// At this profit, in percent.
        public var takeProfitPercentage: Price?
        /// At this loss, in percent.
        public var stopLossPercentage: Price?
        /// After so many days.
        public var afterDaysInTrade: Int?
        /// When so many days are left.
        public var atDaysToExpiration: Int?
        /// Below this VIX.
        public var minimumVIX: Price?

        /// Trades end at expiration.
        public init() {}
    }
}

extension BacktestRequest {
    /// The body of a request.
    var body: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("symbol", symbol)
        writer.member("startDate", start.description)
        writer.member("endDate", end.description)
        writer.key("legs")
        writer.beginArray()
        for leg in legs { leg.write(to: &writer) }
        writer.endArray()
        writer.key("entryConditions")
        entry.write(to: &writer)
        writer.key("exitConditions")
        exit.write(to: &writer)
        writer.endObject()
        return writer.bytes
    }
}

extension BacktestRequest.Entry {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch frequency {
        case .everyDay: writer.member("frequency", "every day")
        case .daysOfWeek(let days):
            writer.member("frequency", "on specific days of the week")
            writer.member("specificDays", days)
        case .daysToExpiration(let days):
            writer.member("frequency", "on exact days to expiration match")
            writer.member("specificDays", days)
        }
        if let maximumActiveTrials { writer.member("maximumActiveTrials", maximumActiveTrials) }
        if let whenFull { writer.member("maximumActiveTrialsBehavior", whenFull.rawValue) }
        writer.number("minimumVIX", minimumVIX)
        writer.number("maximumVIX", maximumVIX)
        writer.endObject()
    }
}

extension BacktestRequest.Exit {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.number("takeProfitPercentage", takeProfitPercentage)
        writer.number("stopLossPercentage", stopLossPercentage)
        if let afterDaysInTrade { writer.member("afterDaysInTrade", afterDaysInTrade) }
        if let atDaysToExpiration { writer.member("atDaysToExpiration", atDaysToExpiration) }
        writer.number("minimumVIX", minimumVIX)
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ numbers: [Int]) {
        key(name)
        beginArray()
        for number in numbers { value(number) }
        endArray()
    }

    /// Writes a member with an exact decimal as a number, when there is one.
    mutating func number(_ name: String, _ value: Price?) {
        guard let value else { return }
        key(name)
        raw(value.description.utf8)
    }
}
