public import MarketModel

/// The money of an account in one currency, now or in a snapshot. All amounts are in that currency; what the venue
/// leaves out is `nil`, never zero.
public struct Balance: Sendable, Equatable {
    /// The account.
    public let accountNumber: String
    /// The currency, `USD`.
    public let currency: String?
    /// Cash; below zero when borrowed.
    public let cashBalance: Money?
    /// What the account is worth: cash, pending cash and every position at its mark. A future counts by its unrealized
    /// profit.
    public let netLiquidatingValue: Money?
    /// Equity as margin counts it.
    public let marginEquity: Money?
    /// For how much shares can be bought. With margin twice the excess. The effective limit of opening orders, pending
    /// deposits included.
    public let equityBuyingPower: Money?
    /// For how much options can be opened: the excess once. The effective limit of opening orders.
    public let derivativeBuyingPower: Money?
    /// How much of it is used.
    public let usedDerivativeBuyingPower: Money?
    /// For how much shares can be bought and sold within the day.
    public let dayTradingBuyingPower: Money?
    /// For how much coins can be bought.
    public let effectiveCryptocurrencyBuyingPower: Money?
    /// Buying power for options out of the special memorandum account.
    public let smaEquityOptionBuyingPower: Money?
    /// Not to be relied on: it stayed zero throughout in accounts with money.
    public let availableTradingFunds: Money?
    /// What can be withdrawn.
    public let cashAvailableToWithdraw: Money?
    /// What can go back to where it came from.
    public let closedLoopAvailableBalance: Money?
    /// What day trading may use beyond the requirement.
    public let dayTradeExcess: Money?
    /// Cash under way: in above zero, out below.
    public let pendingCash: Money?
    /// Interest owed and not yet charged.
    public let pendingMarginInterest: Money?
    /// What is added to buying power by hand; below zero when taken away.
    public let buyingPowerAdjustment: Money?
    /// Settled cash of the cash account.
    public let cashSettleBalance: Money?
    /// Settled cash of the margin account.
    public let marginSettleBalance: Money?
    /// Settled cash together.
    public let totalSettleBalance: Money?
    /// What must be kept for the positions.
    public let maintenanceRequirement: Money?
    /// What is there beyond it; below zero when it is short.
    public let maintenanceExcess: Money?
    /// What is called for.
    public let maintenanceCallValue: Money?
    /// The requirement of Regulation T.
    public let regTMarginRequirement: Money?
    /// What Regulation T calls for.
    public let regTCallValue: Money?
    /// What day trading calls for.
    public let dayTradingCallValue: Money?
    /// What the minimum of day trading calls for.
    public let dayEquityCallValue: Money?
    /// What futures require now.
    public let futuresMarginRequirement: Money?
    /// What futures require overnight.
    public let futuresOvernightMarginRequirement: Money?
    /// What futures require within the day.
    public let futuresIntradayMarginRequirement: Money?
    /// What bonds require.
    public let bondMarginRequirement: Money?
    /// What other securities with fixed income require.
    public let fixedIncomeSecurityMarginRequirement: Money?
    /// What coins require.
    public let cryptocurrencyMarginRequirement: Money?
    /// What offerings require.
    public let equityOfferingMarginRequirement: Money?
    /// Worth of shares held.
    public let longEquityValue: Money?
    /// Worth of shares owed.
    public let shortEquityValue: Money?
    /// Worth of options held.
    public let longDerivativeValue: Money?
    /// Worth of options owed.
    public let shortDerivativeValue: Money?
    /// Worth of options on indexes held.
    public let longIndexDerivativeValue: Money?
    /// Worth of options on indexes owed.
    public let shortIndexDerivativeValue: Money?
    /// Worth of futures held.
    public let longFuturesValue: Money?
    /// Worth of futures owed.
    public let shortFuturesValue: Money?
    /// Worth of options on futures held.
    public let longFuturesDerivativeValue: Money?
    /// Worth of options on futures owed.
    public let shortFuturesDerivativeValue: Money?
    /// Worth of what is held and can be borrowed on.
    public let longMargineableValue: Money?
    /// Worth of what is owed and margined.
    public let shortMargineableValue: Money?
    /// Worth of bonds held.
    public let longBondValue: Money?
    /// Worth of other securities with fixed income held.
    public let longFixedIncomeSecurityValue: Money?
    /// Worth of coins held.
    public let longCryptocurrencyValue: Money?
    /// Worth of coins owed.
    public let shortCryptocurrencyValue: Money?
    /// Money of coins that is not settled: in above zero, out below.
    public let unsettledCryptocurrencyFiatAmount: Money?
    /// The same of the day before.
    public let previousDayCryptocurrencyFiatAmount: Money?
    /// The day it belongs to.
    public let previousDateCryptocurrencyFiatEffectiveDate: TradingDay?
    /// Cash that shares and their options moved today: in above zero, out below.
    public let intradayEquitiesCashAmount: Money?
    /// The day it belongs to.
    public let intradayEquitiesCashEffectiveDate: TradingDay?
    /// Cash that futures moved today: in above zero, out below.
    public let intradayFuturesCashAmount: Money?
    /// The day it belongs to.
    public let intradayFuturesCashEffectiveDate: TradingDay?
    /// The special memorandum account of Regulation T.
    public let specialMemorandumAccountValue: Money?
    /// What the clearing firm adjusted in it.
    public let specialMemorandumAccountApexAdjustment: Money?
    /// Equity at the clearing firm as the day began.
    public let apexStartingDayMarginEquity: Money?
    /// Rebates under way.
    public let totalPendingLiquidityPoolRebate: Money?
    /// The day of the snapshot.
    public let snapshotDate: TradingDay?
    /// Which time of that day.
    public let timeOfDay: SnapshotTime?
    /// When this was last changed.
    public let updatedAt: Timestamp?
}

extension Balance: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        currency = fields.text("currency")
        cashBalance = fields.decimal("cash-balance")
        netLiquidatingValue = fields.decimal("net-liquidating-value")
        marginEquity = fields.decimal("margin-equity")
        equityBuyingPower = fields.decimal("equity-buying-power")
        derivativeBuyingPower = fields.decimal("derivative-buying-power")
        usedDerivativeBuyingPower = fields.decimal("used-derivative-buying-power")
        dayTradingBuyingPower = fields.decimal("day-trading-buying-power")
        effectiveCryptocurrencyBuyingPower = fields.decimal("effective-cryptocurrency-buying-power")
        smaEquityOptionBuyingPower = fields.decimal("sma-equity-option-buying-power")
        availableTradingFunds = fields.decimal("available-trading-funds")
        cashAvailableToWithdraw = fields.decimal("cash-available-to-withdraw")
        closedLoopAvailableBalance = fields.decimal("closed-loop-available-balance")
        dayTradeExcess = fields.decimal("day-trade-excess")
        pendingCash = fields.signed("pending-cash")
        pendingMarginInterest = fields.decimal("pending-margin-interest")
        buyingPowerAdjustment = fields.signed("buying-power-adjustment")
        cashSettleBalance = fields.decimal("cash-settle-balance")
        marginSettleBalance = fields.decimal("margin-settle-balance")
        totalSettleBalance = fields.decimal("total-settle-balance")
        maintenanceRequirement = fields.decimal("maintenance-requirement")
        maintenanceExcess = fields.decimal("maintenance-excess")
        maintenanceCallValue = fields.decimal("maintenance-call-value")
        regTMarginRequirement = fields.decimal("reg-t-margin-requirement")
        regTCallValue = fields.decimal("reg-t-call-value")
        dayTradingCallValue = fields.decimal("day-trading-call-value")
        dayEquityCallValue = fields.decimal("day-equity-call-value")
        futuresMarginRequirement = fields.decimal("futures-margin-requirement")
        futuresOvernightMarginRequirement = fields.decimal("futures-overnight-margin-requirement")
        futuresIntradayMarginRequirement = fields.decimal("futures-intraday-margin-requirement")
        bondMarginRequirement = fields.decimal("bond-margin-requirement")
        fixedIncomeSecurityMarginRequirement = fields.decimal("fixed-income-security-margin-requirement")
        cryptocurrencyMarginRequirement = fields.decimal("cryptocurrency-margin-requirement")
        equityOfferingMarginRequirement = fields.decimal("equity-offering-margin-requirement")
        longEquityValue = fields.decimal("long-equity-value")
        shortEquityValue = fields.decimal("short-equity-value")
        longDerivativeValue = fields.decimal("long-derivative-value")
        shortDerivativeValue = fields.decimal("short-derivative-value")
        longIndexDerivativeValue = fields.decimal("long-index-derivative-value")
        shortIndexDerivativeValue = fields.decimal("short-index-derivative-value")
        longFuturesValue = fields.decimal("long-futures-value")
        shortFuturesValue = fields.decimal("short-futures-value")
        longFuturesDerivativeValue = fields.decimal("long-futures-derivative-value")
        shortFuturesDerivativeValue = fields.decimal("short-futures-derivative-value")
        longMargineableValue = fields.decimal("long-margineable-value")
        shortMargineableValue = fields.decimal("short-margineable-value")
        longBondValue = fields.decimal("long-bond-value")
        longFixedIncomeSecurityValue = fields.decimal("long-fixed-income-security-value")
        longCryptocurrencyValue = fields.decimal("long-cryptocurrency-value")
        shortCryptocurrencyValue = fields.decimal("short-cryptocurrency-value")
        unsettledCryptocurrencyFiatAmount = fields.signed(
            "unsettled-cryptocurrency-fiat-amount", effect: "unsettled-cryptocurrency-fiat-effect")
        previousDayCryptocurrencyFiatAmount = fields.signed(
            "previous-day-cryptocurrency-fiat-amount", effect: "previous-day-cryptocurrency-fiat-effect")
        previousDateCryptocurrencyFiatEffectiveDate = fields.day("previous-date-cryptocurrency-fiat-effective-date")
        intradayEquitiesCashAmount = fields.signed(
            "intraday-equities-cash-amount", effect: "intraday-equities-cash-effect")
        intradayEquitiesCashEffectiveDate = fields.day("intraday-equities-cash-effective-date")
        intradayFuturesCashAmount = fields.signed(
            "intraday-futures-cash-amount", effect: "intraday-futures-cash-effect")
        intradayFuturesCashEffectiveDate = fields.day("intraday-futures-cash-effective-date")
        specialMemorandumAccountValue = fields.decimal("special-memorandum-account-value")
        specialMemorandumAccountApexAdjustment = fields.decimal("special-memorandum-account-apex-adjustment")
        apexStartingDayMarginEquity = fields.decimal("apex-starting-day-margin-equity")
        totalPendingLiquidityPoolRebate = fields.decimal("total-pending-liquidity-pool-rebate")
        snapshotDate = fields.day("snapshot-date")
        timeOfDay = fields.word("time-of-day")
        updatedAt = fields.moment("updated-at")
        accountNumber = try fields.requiredText("account-number")
    }
}
