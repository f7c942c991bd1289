public import MarketModel

/// A brokerage account of the simulated customer.
public struct SimulatedAccount: Sendable, Equatable {
    /// Digit, two letters, five digits: `5WT00001`.
    public var number: String
    /// The name the customer gave it.
    public var nickname: String
    /// `Individual`, `Roth IRA`, …
    public var type: String
    /// Whether it is a margin account; of the others, those with `IRA` in their type may hold spreads.
    public var isMargin: Bool
    /// What was paid in when it was opened.
    public var deposit: Money

    /// Creates an account.
    public init(
        number: String = "5WT00001", nickname: String = "Simulator", type: String = "Individual", isMargin: Bool = true,
        deposit: Money = Money(billionths: 100_000_000_000_000)
    ) {
        self.number = number
        self.nickname = nickname
        self.type = type
        self.isMargin = isMargin
        self.deposit = deposit
    }

    /// A margin account, a cash account and a retirement account, 100,000 dollars each.
    public static let standard = [
        SimulatedAccount(), SimulatedAccount(number: "5WT00002", nickname: "Cash", isMargin: false),
        SimulatedAccount(number: "5WT00003", nickname: "Retirement", type: "Roth IRA", isMargin: false),
    ]
}

/// What a client needs to log in.
public struct SimulatorCredentials: Sendable, Equatable {
    /// The OAuth application.
    public var clientID: String
    /// Its secret.
    public var clientSecret: String
    /// The customer's grant; it never expires and is not rotated.
    public var refreshToken: String

    /// Creates credentials.
    public init(clientID: String, clientSecret: String, refreshToken: String) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.refreshToken = refreshToken
    }
}
