public import MarketModel

/// What an account may do. A flag that is left out is `nil`: not stated, neither yes nor no.
public struct TradingStatus: Sendable, Equatable {
    /// Its identifier.
    public let id: String?
    /// The account.
    public let accountNumber: String
    /// Whether the account is closed.
    public let isClosed: Bool?
    /// Whether nothing may be done.
    public let isFrozen: Bool?
    /// Whether positions may only be closed.
    public let isClosingOnly: Bool?
    /// Whether only orders that lower the risk are taken.
    public let isRiskReducingOnly: Bool?
    /// Whether margin is called for.
    public let isInMarginCall: Bool?
    /// Whether equity for day trading is called for.
    public let isInDayTradeEquityMaintenanceCall: Bool?
    /// Whether the owner counts as a pattern day trader.
    public let isPatternDayTrader: Bool?
    /// Whether the account is not a retail one.
    public let isNonRetail: Bool?
    /// What options may be traded: `No Restrictions`, `Covered And Cash Secured`, `Defined Risk` and other texts.
    public let optionsLevel: String?
    /// Whether calls may be sold short.
    public let shortCallsEnabled: Bool?
    /// Whether far options out of the money are restricted.
    public let areFarOtmNetOptionsRestricted: Bool?
    /// Whether the value of options may not exceed the net liquidating value.
    public let areOptionsValuesRestrictedToNlv: Bool?
    /// Whether deep options in the money may be carried.
    public let areDeepItmCarryOptionsEnabled: Bool?
    /// Whether hedges worth one tick on their last day count for nothing.
    public let areSingleTickExpiringHedgesIgnored: Bool?
    /// How margin is worked out: `Reg T`, `Cash`, `Cash Secured Margin`, `IRA Margin`, `Portfolio Margin`.
    public let equitiesMarginCalculationType: String?
    /// Whether portfolio margin applies.
    public let isPortfolioMarginEnabled: Bool?
    /// Whether shares have margin within the day.
    public let hasIntradayEquitiesMargin: Bool?
    /// Whether shares must be paid in full.
    public let isFullEquityMarginRequired: Bool?
    /// Day trades of the last five business days.
    public let dayTradeCount: Int?
    /// When the mark of a pattern day trader ends.
    public let pdtResetOn: TradingDay?
    /// Whether rolling counts for the next day.
    public let isRollTheDayForwardEnabled: Bool?
    /// Whether futures may be traded.
    public let isFuturesEnabled: Bool?
    /// Whether futures may only be closed.
    public let isFuturesClosingOnly: Bool?
    /// Whether futures have margin within the day.
    public let isFuturesIntraDayEnabled: Bool?
    /// Whether small futures have margin within the day.
    public let isSmallNotionalFuturesIntraDayEnabled: Bool?
    /// By how much the margin of futures is raised; 1 is as the exchange says.
    public let futuresMarginRateMultiplier: Quantity?
    /// By how much the margin of small futures is raised.
    public let smallNotionalFuturesMarginRateMultiplier: Quantity?
    /// Whether coins may be traded.
    public let isCryptocurrencyEnabled: Bool?
    /// Whether coins may only be sold.
    public let isCryptocurrencyClosingOnly: Bool?
    /// Whether offerings of shares may be taken.
    public let isEquityOfferingEnabled: Bool?
    /// Whether offerings may only be given back.
    public let isEquityOfferingClosingOnly: Bool?
    /// Whether event contracts may be traded.
    public let isAscendEventContractsEnabled: Bool?
    /// The account at the clearing firm.
    public let clearingAccountNumber: String?
    /// What the clearing firm sums it under.
    public let clearingAggregationIdentifier: String?
    /// Whether the clearing firm sums it with others.
    public let isAggregatedAtClearing: Bool?
    /// A number of the clearing house that takes the trades instead.
    public let cmtaOverride: Int?
    /// An identifier of the customer desk.
    public let extCrmId: String?
    /// What kind of automatic trading it takes part in.
    public let autotradeAccountType: String?
    /// Which fees apply, `default`.
    public let feeScheduleName: String?
    /// Since when more is done against fraud.
    public let enhancedFraudSafeguardsEnabledAt: Timestamp?
    /// When this was last changed.
    public let updatedAt: Timestamp?
}

extension TradingStatus: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        id = fields.identifier("id")
        isClosed = fields.flag("is-closed")
        isFrozen = fields.flag("is-frozen")
        isClosingOnly = fields.flag("is-closing-only")
        isRiskReducingOnly = fields.flag("is-risk-reducing-only")
        isInMarginCall = fields.flag("is-in-margin-call")
        isInDayTradeEquityMaintenanceCall = fields.flag("is-in-day-trade-equity-maintenance-call")
        isPatternDayTrader = fields.flag("is-pattern-day-trader")
        isNonRetail = fields.flag("is-non-retail")
        optionsLevel = fields.text("options-level")
        shortCallsEnabled = fields.flag("short-calls-enabled")
        areFarOtmNetOptionsRestricted = fields.flag("are-far-otm-net-options-restricted")
        areOptionsValuesRestrictedToNlv = fields.flag("are-options-values-restricted-to-nlv")
        areDeepItmCarryOptionsEnabled = fields.flag("are-deep-itm-carry-options-enabled")
        areSingleTickExpiringHedgesIgnored = fields.flag("are-single-tick-expiring-hedges-ignored")
        equitiesMarginCalculationType = fields.text("equities-margin-calculation-type")
        isPortfolioMarginEnabled = fields.flag("is-portfolio-margin-enabled")
        hasIntradayEquitiesMargin = fields.flag("has-intraday-equities-margin")
        isFullEquityMarginRequired = fields.flag("is-full-equity-margin-required")
        dayTradeCount = fields.integer("day-trade-count")
        pdtResetOn = fields.day("pdt-reset-on")
        isRollTheDayForwardEnabled = fields.flag("is-roll-the-day-forward-enabled")
        isFuturesEnabled = fields.flag("is-futures-enabled")
        isFuturesClosingOnly = fields.flag("is-futures-closing-only")
        isFuturesIntraDayEnabled = fields.flag("is-futures-intra-day-enabled")
        isSmallNotionalFuturesIntraDayEnabled = fields.flag("is-small-notional-futures-intra-day-enabled")
        futuresMarginRateMultiplier = fields.decimal("futures-margin-rate-multiplier")
        smallNotionalFuturesMarginRateMultiplier = fields.decimal("small-notional-futures-margin-rate-multiplier")
        isCryptocurrencyEnabled = fields.flag("is-cryptocurrency-enabled")
        isCryptocurrencyClosingOnly = fields.flag("is-cryptocurrency-closing-only")
        isEquityOfferingEnabled = fields.flag("is-equity-offering-enabled")
        isEquityOfferingClosingOnly = fields.flag("is-equity-offering-closing-only")
        isAscendEventContractsEnabled = fields.flag("is-ascend-event-contracts-enabled")
        clearingAccountNumber = fields.identifier("clearing-account-number")
        clearingAggregationIdentifier = fields.identifier("clearing-aggregation-identifier")
        isAggregatedAtClearing = fields.flag("is-aggregated-at-clearing")
        cmtaOverride = fields.integer("cmta-override")
        extCrmId = fields.identifier("ext-crm-id")
        autotradeAccountType = fields.text("autotrade-account-type")
        feeScheduleName = fields.text("fee-schedule-name")
        enhancedFraudSafeguardsEnabledAt = fields.moment("enhanced-fraud-safeguards-enabled-at")
        updatedAt = fields.moment("updated-at")
        accountNumber = try fields.requiredText("account-number")
    }
}
