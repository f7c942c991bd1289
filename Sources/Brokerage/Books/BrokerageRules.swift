public import MarketModel
public import Options

/// How a brokerage behaves: everything that is not fixed by its API.
public struct BrokerageRules: Sendable {
    /// How long the steps of an order take.
    public struct Latencies: Hashable, Sendable {
        /// From received to routed.
        public var route: Duration = .zero
        /// From routed to in flight.
        public var fly: Duration = .milliseconds(4)
        /// From in flight to live.
        public var arrive: Duration = .milliseconds(15)
        /// From live to the first fill.
        public var fill: Duration = .milliseconds(5)
        /// From a cancel or replace request to the exchange's word.
        public var cancel: Duration = .milliseconds(20)
        /// From a fill to the position that shows it.
        public var position: Duration = .milliseconds(40)

        /// The usual ones.
        public init() {}
    }

    /// When the venue trades.
    public enum Hours: String, Sendable {
        /// By each instrument's calendar.
        case calendar
        /// Always, for a market that never closes; days still end when the calendar says.
        case always
    }

    /// Seeds chance: early assignments.
    public var seed: UInt64 = 1
    /// How long steps take.
    public var latencies = Latencies()
    /// When the venue trades.
    public var hours = Hours.calendar
    /// Commissions and what is passed on, by date.
    public var fees = FeeSchedule.tastytrade
    /// What options and shares need in a margin account.
    public var margin = MarginRules.regulationT
    /// What share of a share position must be kept, 25 % long and 30 % short; of its rules only those two count.
    public var maintenance = MarginRules(
        nakedFraction: Price(billionths: 200_000_000), nakedMinimum: Price(billionths: 100_000_000),
        longShares: Price(billionths: 250_000_000), shortShares: Price(billionths: 300_000_000))
    /// What futures need, as a fraction of their worth, by product; an approximation of the exchange's scenarios.
    public var futuresMargin: [String: Price] = Self.futuresMargin
    /// The same for products not in the table.
    public var otherFuturesMargin = Price(billionths: 100_000_000)
    /// Whether orders that buying power does not cover are refused.
    public var checksMargin = true
    /// Whether coins can be traded; the broker stopped it on 2026-06-29.
    public var allowsCrypto = false
    /// How much of the size shown at the quote one fill may take, in thousandths; a size of zero counts as not told.
    public var participationPerMille = 1000
    /// How long after a partial fill the next one can come.
    public var refill = Duration.seconds(1)
    /// Of short options on shares or futures in the money without time value, how many in a thousand are assigned each
    /// evening.
    public var earlyAssignmentPerMille = 0
    /// Dividends by symbol: cash for those who held the shares on the evening before.
    public var dividends: [String: [Dividend]] = [:]
    /// The shortest span of a point of the net-liq history between its ends of day.
    public var historySpan = Duration.seconds(300)
    /// Orders kept of an account; the oldest that are over make room.
    public var orderLimit = 20_000
    /// Points and notices kept; the oldest make room and are counted.
    public var historyLimit = 20_000
    /// See `historyLimit`.
    public var noticeLimit = 50_000
    /// The first number of orders, and of transactions.
    public var firstNumber = 90_210_001
    /// Where fills are said to happen.
    public var venue = "MARKET_SIMULATOR"

    /// The usual rules.
    public init() {}

    /// Fractions of a contract's worth that lie near the exchanges' requirements of recent years; inferred.
    public static let futuresMargin: [String: Price] = [
        "ES": "0.07", "MES": "0.07", "NQ": "0.09", "MNQ": "0.09", "RTY": "0.08", "M2K": "0.08", "YM": "0.065",
        "MYM": "0.065", "CL": "0.1", "MCL": "0.1", "NG": "0.2", "GC": "0.07", "MGC": "0.07", "SI": "0.11",
        "HG": "0.1", "ZN": "0.02", "TN": "0.025", "ZF": "0.015", "ZT": "0.008", "ZB": "0.035", "UB": "0.045",
        "6E": "0.025", "6B": "0.03", "6J": "0.035", "6A": "0.03", "VX": "0.35", "BTC": "0.4", "MBT": "0.4",
    ].compactMapValues { Price($0) }
}

/// What goes wrong on purpose at the brokerage, for tests of clients.
public struct BrokerageFaults: Hashable, Sendable {
    /// Orders are rejected at routing with "Session offline".
    public var isSessionOffline = false
    /// Orders placed meanwhile are rejected after they were live.
    public var rejectsLate = false
    /// Added to the time from a fill to the position that shows it.
    public var extraPositionLag = Duration.zero
    /// A sale that closes is taken for one that opens, whatever position there is.
    public var seesClosingSalesAsOpening = false

    /// No faults.
    public init() {}
}
