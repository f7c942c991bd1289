public import MarketModel

/// An order to be placed: what is asked, without what the venue adds.
///
/// What cannot be said is not in the type: a market order has no price, a stop has no limit, only a good-till-date order
/// has a date. `problems` finds what is left to check.
public struct OrderRequest: Sendable, Equatable {
    /// How it is priced.
    public var pricing: OrderPricing
    /// How long it works.
    public var duration: OrderDuration
    /// One to four, by instrument.
    public var legs: [LegRequest]
    /// What must happen before it is routed or cancelled; `nil` for nothing.
    public var rule: RuleRequest?
    /// Refuse instead of turning a closing leg without a position into an opening one. On unless switched off.
    public var isPositionEffectStrict: Bool
    /// Tells the venue that a program, not a person, sends it.
    public var isAutomated: Bool
    /// Names the program for the venue; `nil` for none.
    public var source: String?

    /// Creates a request.
    public init(
        _ pricing: OrderPricing, _ duration: OrderDuration = .day, legs: [LegRequest], rule: RuleRequest? = nil,
        isPositionEffectStrict: Bool = true, isAutomated: Bool = false, source: String? = nil
    ) {
        self.pricing = pricing
        self.duration = duration
        self.legs = legs
        self.rule = rule
        self.isPositionEffectStrict = isPositionEffectStrict
        self.isAutomated = isAutomated
        self.source = source
    }
}

/// How an order is priced. Net prices are of one unit of the order: above zero received, below zero paid.
public enum OrderPricing: Sendable, Equatable {
    /// At this net price or better.
    case limit(Price)
    /// At whatever the market gives.
    case market
    /// At the market once the instrument trades at `trigger`.
    case stop(trigger: Price)
    /// At this net price or better once the instrument trades at `trigger`.
    case stopLimit(trigger: Price, limit: Price)
    /// For so much money at the market; without a sign, the action says which way.
    case notional(Money)

    /// The venue's word.
    public var type: OrderType {
        switch self {
        case .limit: .limit
        case .market: .market
        case .stop: .stop
        case .stopLimit: .stopLimit
        case .notional: .notionalMarket
        }
    }

    /// The net price, where there is one.
    public var netPrice: Price? {
        switch self {
        case .limit(let price), .stopLimit(_, let price): price
        case .market, .stop, .notional: nil
        }
    }

    /// The price that sets it off, where there is one.
    public var trigger: Price? {
        switch self {
        case .stop(let trigger), .stopLimit(let trigger, _): trigger
        case .limit, .market, .notional: nil
        }
    }
}

/// How long an order works.
public enum OrderDuration: Sendable, Equatable {
    /// Until the session's end.
    case day
    /// Until cancelled.
    case gtc
    /// Until the end of this day's session.
    case gtd(TradingDay)
    /// This session, early and late hours included. One leg of shares only.
    case ext
    /// Until cancelled, early and late hours included. One leg of shares only.
    case gtcExt
    /// This session and the night. One leg of shares only.
    case extOvernight
    /// Until cancelled, nights included. One leg of shares only.
    case gtcExtOvernight
    /// What fills at once; the rest is cancelled.
    case ioc

    /// The venue's word.
    public var timeInForce: TimeInForce {
        switch self {
        case .day: .day
        case .gtc: .gtc
        case .gtd: .gtd
        case .ext: .ext
        case .gtcExt: .gtcExt
        case .extOvernight: .extOvernight
        case .gtcExtOvernight: .gtcExtOvernight
        case .ioc: .ioc
        }
    }

    /// Whether it may outlive the session.
    var outlivesSession: Bool {
        switch self {
        case .gtc, .gtd, .gtcExt, .gtcExtOvernight: true
        case .day, .ext, .extOvernight, .ioc: false
        }
    }
}

/// One leg to be traded.
public struct LegRequest: Sendable, Equatable {
    /// What is traded.
    public var instrument: OrderInstrument
    /// What it does to the position.
    public var action: OrderAction
    /// Units, above zero; `nil` only in a notional order.
    public var quantity: Quantity?

    /// Creates a leg.
    public init(_ action: OrderAction, _ quantity: Quantity?, of instrument: OrderInstrument) {
        self.instrument = instrument
        self.action = action
        self.quantity = quantity
    }
}

/// What a leg trades, with what is known of it.
public struct OrderInstrument: Sendable, Equatable {
    /// The kind.
    public var type: InstrumentType
    /// The venue's symbol: `SPY   261120P00660000`.
    public var symbol: String
    /// What it depends on: `SPY` for its options, `/ES` for its futures and their options; the symbol itself for shares.
    public var underlying: String
    /// Its price steps; `nil` when they are not known, and the price is then not checked.
    public var ticks: TickTable?

    /// Creates an instrument.
    public init(_ type: InstrumentType, _ symbol: String, underlying: String, ticks: TickTable? = nil) {
        self.type = type
        self.symbol = symbol
        self.underlying = underlying
        self.ticks = ticks
    }

    /// Reads the kind, the symbol and the underlying from a symbol that has been understood.
    ///
    /// - Returns: `nil` for a product without a contract and for an option on a future that was written as the feed
    ///   does: neither can be traded.
    public init?(_ symbol: InstrumentSymbol, ticks: TickTable? = nil) {
        guard let name = symbol.tastytradeSymbol else { return nil }
        switch symbol {
        case .equity(let stock): self.init(.equity, name, underlying: stock, ticks: ticks)
        case .equityOption(let option): self.init(.equityOption, name, underlying: option.root, ticks: ticks)
        case .future(let future): self.init(.future, name, underlying: "/\(future.root)", ticks: ticks)
        case .futureOption(let option):
            guard let future = option.underlying else { return nil }
            self.init(.futureOption, name, underlying: future.tastytradeSymbol, ticks: ticks)
        case .crypto: self.init(.cryptocurrency, name, underlying: name, ticks: ticks)
        case .futuresProduct: return nil
        }
    }
}

/// What must happen before an order is routed or cancelled by itself.
public struct RuleRequest: Sendable, Equatable {
    /// Not routed before.
    public var routeAfter: Timestamp?
    /// Cancelled then.
    public var cancelAt: Timestamp?
    /// Prices that route or cancel it.
    public var conditions: [Condition]

    /// Creates a rule.
    public init(routeAfter: Timestamp? = nil, cancelAt: Timestamp? = nil, conditions: [Condition] = []) {
        self.routeAfter = routeAfter
        self.cancelAt = cancelAt
        self.conditions = conditions
    }

    /// A price that routes or cancels the order.
    public struct Condition: Sendable, Equatable {
        public var action: ConditionAction
        public var symbol: String
        public var instrumentType: InstrumentType
        public var indicator: ConditionIndicator
        public var comparator: OrderComparator
        /// The price at which it is met.
        public var threshold: Price
        /// What the price is made of, when not one symbol's.
        public var components: [Component]

        /// Creates a condition.
        public init(
            _ action: ConditionAction, when symbol: String, _ instrumentType: InstrumentType,
            _ indicator: ConditionIndicator = .last, is comparator: OrderComparator, _ threshold: Price,
            components: [Component] = []
        ) {
            self.action = action
            self.symbol = symbol
            self.instrumentType = instrumentType
            self.indicator = indicator
            self.comparator = comparator
            self.threshold = threshold
            self.components = components
        }
    }

    /// A part of a condition's price.
    public struct Component: Sendable, Equatable {
        public var symbol: String
        public var instrumentType: InstrumentType
        /// Units: above zero long, below zero short.
        public var quantity: Quantity

        /// Creates a part.
        public init(_ quantity: Quantity, of symbol: String, _ instrumentType: InstrumentType) {
            self.symbol = symbol
            self.instrumentType = instrumentType
            self.quantity = quantity
        }
    }
}
