import MarketModel

/// Where the orders of one account go in and come out.
///
/// ```swift
/// let desk = OrderDesk(session: session, account: "5WT00001")
/// let receipt = try await desk.review(OrderRequest(.limit(Price("1.35")!), legs: legs))
/// switch await desk.submit(receipt) {
/// case .placed(let placement): follow(placement.order)
/// case .notPlaced(let reason): tell(reason)
/// case .unknown(let question): ask(question)
/// }
/// ```
///
/// A review is a dry run; only its receipt can be submitted. Nothing that places, replaces or cancels is ever sent twice.
public struct OrderDesk: Sendable {
    /// The session; its address binds every receipt.
    public let session: Session
    /// The account.
    public let account: String
    /// How reviews and looks behave.
    public var policy: OrderPolicy
    let identifiers: OrderIdentifiers
    let clock: VenueClock

    /// Creates a desk.
    ///
    /// - Parameters:
    ///   - identifiers: Makes the handle of every order.
    ///   - clock: The time of receipts and looks.
    public init(
        session: Session, account: String, policy: OrderPolicy = OrderPolicy(),
        identifiers: OrderIdentifiers = OrderIdentifiers(), clock: VenueClock = .system()
    ) {
        self.session = session
        self.account = account
        self.policy = policy
        self.identifiers = identifiers
        self.clock = clock
    }

    /// What the local checks go by, now.
    public var checks: OrderChecks {
        OrderChecks(
            now: clock.now(), netPrices: policy.netPrices, allowsCrypto: policy.allowsCrypto,
            allowsSharesWithOptions: policy.allowsSharesWithOptions)
    }

    func path(_ more: [String: String] = [:]) -> [String: String] {
        more.merging(["account_number": account]) { given, _ in given }
    }
}

/// How a desk behaves.
public struct OrderPolicy: Sendable {
    /// How long a receipt can be submitted.
    public var receiptLifetime: Duration
    /// How to look after a doubt.
    public var schedule: LookSchedule
    /// The most pages of a list that a look reads; a longer list proves nothing.
    public var maximumPages: Int
    /// The steps of spreads.
    public var netPrices: NetPriceRules
    /// Whether crypto can be traded; the venue has suspended it.
    public var allowsCrypto: Bool
    /// Whether shares and options on them may be legs of one order.
    public var allowsSharesWithOptions: Bool

    /// Creates a policy: receipts are good for a minute.
    public init(
        receiptLifetime: Duration = .seconds(60), schedule: LookSchedule = LookSchedule(), maximumPages: Int = 50,
        netPrices: NetPriceRules = NetPriceRules(), allowsCrypto: Bool = false, allowsSharesWithOptions: Bool = false
    ) {
        self.receiptLifetime = receiptLifetime
        self.schedule = schedule
        self.maximumPages = maximumPages
        self.netPrices = netPrices
        self.allowsCrypto = allowsCrypto
        self.allowsSharesWithOptions = allowsSharesWithOptions
    }
}
