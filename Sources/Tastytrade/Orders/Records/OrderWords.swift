/// What kind of thing an order trades, in the venue's words.
public struct InstrumentType: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let equity = InstrumentType(rawValue: "Equity")
    public static let equityOption = InstrumentType(rawValue: "Equity Option")
    public static let future = InstrumentType(rawValue: "Future")
    public static let futureOption = InstrumentType(rawValue: "Future Option")
    public static let cryptocurrency = InstrumentType(rawValue: "Cryptocurrency")
    public static let index = InstrumentType(rawValue: "Index")
    public static let warrant = InstrumentType(rawValue: "Warrant")

    public static let known =
        [equity, equityOption, future, futureOption, cryptocurrency, index, warrant]
        + [
            "Bond", "Currency Pair", "Equity Offering", "Event Contract", "Fixed Income Security", "Liquidity Pool",
            "Mutual Fund", "Unknown",
        ].map { InstrumentType(rawValue: $0) }
}

/// What a leg does to the position.
public struct OrderAction: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let buyToOpen = OrderAction(rawValue: "Buy to Open")
    public static let buyToClose = OrderAction(rawValue: "Buy to Close")
    public static let sellToOpen = OrderAction(rawValue: "Sell to Open")
    public static let sellToClose = OrderAction(rawValue: "Sell to Close")
    /// Outright futures only: the venue decides by the position whether it opens or closes.
    public static let buy = OrderAction(rawValue: "Buy")
    /// Outright futures only: the venue decides by the position whether it opens or closes.
    public static let sell = OrderAction(rawValue: "Sell")
    /// Offerings only.
    public static let allocate = OrderAction(rawValue: "Allocate")

    public static let known = [buyToOpen, buyToClose, sellToOpen, sellToClose, buy, sell, allocate]

    /// 1 for buying, -1 for selling, 0 for a word that says neither.
    public var direction: Int {
        switch self {
        case .buyToOpen, .buyToClose, .buy: 1
        case .sellToOpen, .sellToClose, .sell: -1
        default: 0
        }
    }

    /// Whether it says that it closes.
    public var closes: Bool { self == .buyToClose || self == .sellToClose }
}

/// How an order is priced.
public struct OrderType: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let limit = OrderType(rawValue: "Limit")
    public static let market = OrderType(rawValue: "Market")
    public static let stop = OrderType(rawValue: "Stop")
    public static let stopLimit = OrderType(rawValue: "Stop Limit")
    public static let notionalMarket = OrderType(rawValue: "Notional Market")
    /// In the venue's vocabulary; cannot be sent.
    public static let marketableLimit = OrderType(rawValue: "Marketable Limit")

    public static let known = [limit, market, stop, stopLimit, notionalMarket, marketableLimit]
}

/// How long an order works.
public struct TimeInForce: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let day = TimeInForce(rawValue: "Day")
    public static let gtc = TimeInForce(rawValue: "GTC")
    public static let gtd = TimeInForce(rawValue: "GTD")
    public static let ext = TimeInForce(rawValue: "Ext")
    public static let gtcExt = TimeInForce(rawValue: "GTC Ext")
    public static let extOvernight = TimeInForce(rawValue: "Ext Overnight")
    public static let gtcExtOvernight = TimeInForce(rawValue: "GTC Ext Overnight")
    public static let ioc = TimeInForce(rawValue: "IOC")

    public static let known = [day, gtc, gtd, ext, gtcExt, extOvernight, gtcExtOvernight, ioc]

    /// Whether it works outside regular hours.
    public var isExtended: Bool { [.ext, .gtcExt, .extOvernight, .gtcExtOvernight].contains(self) }
}

/// Where an order is in its life.
public struct OrderStatus: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let received = OrderStatus(rawValue: "Received")
    public static let routed = OrderStatus(rawValue: "Routed")
    public static let inFlight = OrderStatus(rawValue: "In Flight")
    public static let contingent = OrderStatus(rawValue: "Contingent")
    public static let live = OrderStatus(rawValue: "Live")
    public static let cancelRequested = OrderStatus(rawValue: "Cancel Requested")
    public static let replaceRequested = OrderStatus(rawValue: "Replace Requested")
    public static let filled = OrderStatus(rawValue: "Filled")
    public static let cancelled = OrderStatus(rawValue: "Cancelled")
    public static let expired = OrderStatus(rawValue: "Expired")
    public static let rejected = OrderStatus(rawValue: "Rejected")
    public static let removed = OrderStatus(rawValue: "Removed")
    public static let partiallyRemoved = OrderStatus(rawValue: "Partially Removed")

    /// In the order of an order's life.
    public static let known = [
        received, contingent, routed, inFlight, live, replaceRequested, cancelRequested, partiallyRemoved, removed,
        expired, rejected, cancelled, filled,
    ]

    /// Whether nothing more happens to an order with this status, late fills apart. An unknown status is not final.
    public var isTerminal: Bool {
        [.filled, .cancelled, .expired, .rejected, .removed, .partiallyRemoved].contains(self)
    }

    /// Whether the order rests at an exchange or is being changed there.
    public var isWorking: Bool { [.live, .cancelRequested, .replaceRequested].contains(self) }

    /// The place in an order's life, to tell two messages of one moment apart.
    var rank: Int { Self.known.firstIndex(of: self) ?? -1 }
}

/// How the parts of a complex order hang together.
public struct ComplexOrderType: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One cancels the other.
    public static let oco = ComplexOrderType(rawValue: "OCO")
    /// One triggers others.
    public static let oto = ComplexOrderType(rawValue: "OTO")
    /// One triggers a pair of which one cancels the other.
    public static let otoco = ComplexOrderType(rawValue: "OTOCO")
    /// Two orders worked at a ratio of their prices.
    public static let pairs = ComplexOrderType(rawValue: "PAIRS")
    /// Retired; only read.
    public static let blast = ComplexOrderType(rawValue: "BLAST")

    public static let known = [oco, oto, otoco, pairs, blast]
}

/// Whether a value must be at least or at most another.
public struct OrderComparator: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let atLeast = OrderComparator(rawValue: "gte")
    public static let atMost = OrderComparator(rawValue: "lte")
    public static let known = [atLeast, atMost]
}

/// Which price a condition watches.
public struct ConditionIndicator: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The last trade.
    public static let last = ConditionIndicator(rawValue: "last")
    /// The natural price: the bid when selling, the ask when buying.
    public static let natural = ConditionIndicator(rawValue: "nat")
    public static let known = [last, natural]
}

/// What a met condition does.
public struct ConditionAction: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let route = ConditionAction(rawValue: "route")
    public static let cancel = ConditionAction(rawValue: "cancel")
    public static let known = [route, cancel]
}
