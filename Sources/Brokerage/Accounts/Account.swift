public import MarketModel

/// What an account may borrow.
public enum AccountMargin: String, Sendable, CaseIterable, Codable {
    /// Half of the value of shares, options by their greatest loss.
    case margin
    /// Nothing.
    case cash
    /// A retirement account: spreads, but no short shares, no short calls without cover and nothing borrowed.
    case ira
}

/// Who an account is.
public struct AccountProfile: Hashable, Sendable, Codable {
    /// Digit, two letters, five digits: `5WT00001`.
    public var number: String
    /// The customer's name for it.
    public var nickname: String
    /// `Individual`, `Roth IRA`, …
    public var type: String
    /// What it may borrow.
    public var margin: AccountMargin
    /// Whether it may trade futures.
    public var hasFutures: Bool
    /// When it was opened.
    public var openedAt: Timestamp

    /// Creates a profile.
    public init(
        number: String, nickname: String, type: String = "Individual", margin: AccountMargin = .margin,
        hasFutures: Bool? = nil, openedAt: Timestamp
    ) {
        self.number = number
        self.nickname = nickname
        self.type = type
        self.margin = margin
        self.hasFutures = hasFutures ?? (margin == .margin)
        self.openedAt = openedAt
    }
}

/// All that the books hold of one account.
struct Account: Sendable, Codable {
    var profile: AccountProfile
    /// Settled and unsettled dollars; below zero when borrowed.
    var cash: Money = .zero
    /// The true positions, by symbol; flat ones stay until the next day begins.
    var positions: [String: Position] = [:]
    /// The positions as they are shown, which lag behind fills.
    var shown: [String: Position] = [:]
    /// When the shown positions catch up.
    var publications: [Publication] = []
    var transactions: [Transaction] = []
    /// Orders by rising number.
    var orderIDs: [Int] = []
    var complexOrderIDs: [Int] = []
    var snapshots: [BalanceSnapshot] = []
    var history: [NetLiqPoint] = []
    /// Net liquidating value when the last day ended.
    var netLiqAtClose: Money = .zero
    /// What trades in a symbol's options and shares realized in a year, by `year symbol`.
    var years: [String: YearGain] = [:]
    /// Profit of futures closed since the last daily settlement, by symbol: cash at the next one.
    var unsettledFutures: [String: Money] = [:]

    struct Publication: Sendable, Codable {
        var at: Timestamp
        var symbol: String
    }
}

/// A position in one instrument.
public struct Position: Hashable, Sendable, Codable {
    /// The account it is in.
    public var account: String
    /// The broker's symbol.
    public var symbol: String
    /// Units: above zero long, below short, zero when closed today.
    public var quantity: Quantity = .zero
    /// What the units cost, exact: price × units × multiplier; below zero for a short position, which brought money in.
    public var openCost: Money = .zero
    /// The same at the last daily close, or at the price they were opened at since.
    public var dayCost: Money = .zero
    /// The same at the last close of the year before, or at the price they were opened at since.
    public var yearCost: Money = .zero
    /// The last daily close.
    public var closePrice: Price?
    /// Profit closed today against the price of opening.
    public var realizedToday: Money = .zero
    /// Profit closed today against the last daily close.
    public var realizedDayGain: Money = .zero
    /// The day of both.
    public var realizedDay: TradingDay?
    /// All profit closed since the position was first opened, against the price of opening.
    public var realizedTotal: Money = .zero
    /// The order whose fill last changed it.
    public var orderID: Int?
    /// When it was opened.
    public var createdAt: Timestamp
    /// When it last changed.
    public var updatedAt: Timestamp

    init(account: String, symbol: String, at now: Timestamp) {
        self.account = account
        self.symbol = symbol
        createdAt = now
        updatedAt = now
    }

    /// A cost per unit, above zero for a positive price whichever side is held; zero when flat.
    ///
    /// - Parameter multiplier: Dollars per point of one unit.
    public func price(of cost: Money, multiplier: Quantity) -> Price {
        let units = Int128(quantity.billionths)
        guard units != 0, multiplier > .zero else { return .zero }
        // Billionths of dollars over billionths of units and of dollars per point, twice scaled.
        let scaled = cost.billionths * 1_000_000_000 / units
        return Price(billionths: Int64(clamping: scaled * 1_000_000_000 / Int128(multiplier.billionths)))
    }
}
