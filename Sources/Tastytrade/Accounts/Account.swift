public import MarketModel

/// An account. What the venue leaves out is `nil`.
public struct Account: Sendable, Equatable {
    /// Its number: a digit, two letters and five digits.
    public let accountNumber: String
    /// What kind it is: `Individual`, `Roth IRA`, `Traditional IRA` and others.
    public let accountTypeName: String?
    /// Whether it borrows.
    public let marginOrCash: MarginOrCash?
    /// The name its owner gave it.
    public let nickname: String?
    /// An identifier in other systems.
    public let externalId: String?
    /// An identifier for the audit trail.
    public let externalFdid: String?
    /// An identifier of the customer desk.
    public let extCrmId: String?
    /// An identifier in other systems.
    public let extAccountId: String?
    /// When it was opened.
    public let openedAt: Timestamp?
    /// When the record was made.
    public let createdAt: Timestamp?
    /// When it was closed.
    public let closedAt: Timestamp?
    /// When money first came in.
    public let fundingDate: TradingDay?
    /// Whether it is closed. Closed accounts are listed too.
    public let isClosed: Bool?
    /// Whether it is a firm's error account.
    public let isFirmError: Bool?
    /// Whether a firm trades for itself in it.
    public let isFirmProprietary: Bool?
    /// Whether futures may be traded.
    public let isFuturesApproved: Bool?
    /// Whether its owner is foreign to the United States.
    public let isForeign: Bool?
    /// Whether it is a trial account; mostly left out.
    public let isTestDrive: Bool?
    /// Whether its owner is a pattern day trader.
    public let dayTraderStatus: Bool?
    /// What its owner aims at, `SPECULATION`.
    public let investmentObjective: String?
    /// How soon the money may be needed.
    public let liquidityNeeds: String?
    /// How much risk its owner takes.
    public let riskTolerance: String?
    /// For how long the money is meant.
    public let investmentTimeHorizon: String?
    /// What futures are for: speculating or hedging.
    public let futuresAccountPurpose: String?
    /// The level of options that suits its owner.
    public let suitableOptionsLevel: String?
    /// Who applied for it.
    public let submittingUserId: String?
    /// Whose rules apply.
    public let regulatoryDomain: String?
}

extension Account: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        accountTypeName = fields.text("account-type-name")
        marginOrCash = fields.word("margin-or-cash")
        nickname = fields.text("nickname")
        externalId = fields.identifier("external-id")
        externalFdid = fields.identifier("external-fdid")
        extCrmId = fields.identifier("ext-crm-id")
        extAccountId = fields.identifier("ext-account-id")
        openedAt = fields.moment("opened-at")
        createdAt = fields.moment("created-at")
        closedAt = fields.moment("closed-at")
        fundingDate = fields.day("funding-date")
        isClosed = fields.flag("is-closed")
        isFirmError = fields.flag("is-firm-error")
        isFirmProprietary = fields.flag("is-firm-proprietary")
        isFuturesApproved = fields.flag("is-futures-approved")
        isForeign = fields.flag("is-foreign")
        isTestDrive = fields.flag("is-test-drive")
        dayTraderStatus = fields.flag("day-trader-status")
        investmentObjective = fields.text("investment-objective")
        liquidityNeeds = fields.text("liquidity-needs")
        riskTolerance = fields.text("risk-tolerance")
        investmentTimeHorizon = fields.text("investment-time-horizon")
        futuresAccountPurpose = fields.text("futures-account-purpose")
        suitableOptionsLevel = fields.text("suitable-options-level")
        submittingUserId = fields.identifier("submitting-user-id")
        regulatoryDomain = fields.text("regulatory-domain")
        accountNumber = try fields.requiredText("account-number")
    }
}

/// An account and what its asker may do with it.
public struct CustomerAccount: Sendable, Equatable {
    /// The account.
    public let account: Account
    /// What the asker may do with it.
    public let authorityLevel: AuthorityLevel?
}

extension CustomerAccount: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        authorityLevel = fields.word("authority-level")
        account = try fields.required("account", fields.record("account"))
    }
}
