public import MarketModel

/// Volatility, liquidity and company figures of one underlying. Every volatility, rank and rate is a fraction here:
/// 0.265 is 26.5 %. On the wire some are percent; they are divided by a hundred once, when read.
public struct MarketMetrics: Sendable, Equatable {
    /// The underlying: `AAPL`, `/ES`.
    public let symbol: String
    /// Implied volatility, annual, as a fraction.
    public let impliedVolatilityIndex: Double?
    /// By how much it changed in five days; signed, as a fraction.
    public let impliedVolatilityIndex5DayChange: Double?
    /// Its mean of fifteen days, as a fraction.
    public let impliedVolatilityIndex15Day: Double?
    /// Where it stands between the lowest and highest of a year: 0 to 1.
    public let impliedVolatilityIndexRank: Double?
    /// The same by another method.
    public let tosImpliedVolatilityIndexRank: Double?
    /// The same by the venue's own method.
    public let twImpliedVolatilityIndexRank: Double?
    /// When the other method was last worked out.
    public let tosImpliedVolatilityIndexRankUpdatedAt: Timestamp?
    /// Which method the rank follows: `tos` or `tw`.
    public let impliedVolatilityIndexRankSource: String?
    /// On which part of the year's days it was lower: 0 to 1.
    public let impliedVolatilityPercentile: Double?
    /// When these were last worked out.
    public let impliedVolatilityUpdatedAt: Timestamp?
    /// The venue's measure of liquidity.
    public let liquidityValue: Double?
    /// Its rank: 0 to 1.
    public let liquidityRank: Double?
    /// Its stars: 0 to 5.
    public let liquidityRating: Int?
    /// What the measure is averaged from.
    public let liquidityRunningState: LiquidityState?
    /// Implied volatility by expiration.
    public let expirations: [ExpirationVolatility]
    /// How much it moves with the market; 1 moves like it.
    public let beta: Double?
    /// When it was last worked out.
    public let betaUpdatedAt: Timestamp?
    /// Correlation with SPY over three months: -1 to 1.
    public let correlationWithSPY: Double?
    /// What the company is worth, in dollars.
    public let marketCap: Money?
    /// Price by earnings.
    public let priceEarningsRatio: Double?
    /// Earnings a share, of a year.
    public let earningsPerShare: Money?
    /// The dividend a share.
    public let dividendRatePerShare: Money?
    /// The dividends of a year a share.
    public let annualDividendPerShare: Money?
    /// Dividends of a year by price, as the venue writes it.
    public let dividendYield: Double?
    /// The day from which a buyer gets no dividend.
    public let dividendExDate: TradingDay?
    /// The next such day.
    public let dividendNextDate: TradingDay?
    /// When it is paid.
    public let dividendPayDate: TradingDay?
    /// When these were last changed.
    public let dividendUpdatedAt: Timestamp?
    /// The next earnings.
    public let earnings: EarningsOutlook?
    /// The market it is listed on.
    public let listedMarket: String?
    /// How easily it can be borrowed.
    public let lendability: Lendability?
    /// What borrowing costs a year, as the venue writes it.
    public let borrowRate: Double?
    /// Implied volatility of thirty days, annual, as a fraction; percent on the wire.
    public let impliedVolatility30Day: Double?
    /// Realized volatility of thirty days, annual, as a fraction; percent on the wire.
    public let historicalVolatility30Day: Double?
    /// Of sixty days.
    public let historicalVolatility60Day: Double?
    /// Of ninety days.
    public let historicalVolatility90Day: Double?
    /// Implied less realized volatility of thirty days, as a fraction; percent on the wire.
    public let impliedOverHistorical30Day: Double?
    /// The sector.
    public let sector: String?
    /// The industry.
    public let industry: String?
    /// When this was last changed.
    public let updatedAt: Timestamp?
    /// When the record was made.
    public let createdAt: Timestamp?
}

extension MarketMetrics: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        impliedVolatilityIndex = fields.estimate("implied-volatility-index")
        impliedVolatilityIndex5DayChange = fields.estimate("implied-volatility-index-5-day-change")
        impliedVolatilityIndex15Day = fields.estimate("implied-volatility-index-15-day")
        impliedVolatilityIndexRank = fields.estimate("implied-volatility-index-rank")
        tosImpliedVolatilityIndexRank = fields.estimate("tos-implied-volatility-index-rank")
        twImpliedVolatilityIndexRank = fields.estimate("tw-implied-volatility-index-rank")
        tosImpliedVolatilityIndexRankUpdatedAt = fields.moment("tos-implied-volatility-index-rank-updated-at")
        impliedVolatilityIndexRankSource = fields.text("implied-volatility-index-rank-source")
        impliedVolatilityPercentile = fields.estimate("implied-volatility-percentile")
        impliedVolatilityUpdatedAt = fields.moment("implied-volatility-updated-at")
        liquidityValue = fields.estimate("liquidity-value")
        liquidityRank = fields.estimate("liquidity-rank")
        liquidityRating = fields.integer("liquidity-rating")
        liquidityRunningState = fields.record("liquidity-running-state")
        expirations = fields.records("option-expiration-implied-volatilities") ?? []
        beta = fields.estimate("beta")
        betaUpdatedAt = fields.moment("beta-updated-at")
        correlationWithSPY = fields.estimate("corr-spy-3month")
        marketCap = fields.decimal("market-cap")
        priceEarningsRatio = fields.estimate("price-earnings-ratio")
        earningsPerShare = fields.decimal("earnings-per-share")
        dividendRatePerShare = fields.decimal("dividend-rate-per-share")
        annualDividendPerShare = fields.decimal("annual-dividend-per-share")
        dividendYield = fields.estimate("dividend-yield")
        dividendExDate = fields.day("dividend-ex-date")
        dividendNextDate = fields.day("dividend-next-date")
        dividendPayDate = fields.day("dividend-pay-date")
        dividendUpdatedAt = fields.moment("dividend-updated-at")
        earnings = fields.record("earnings")
        listedMarket = fields.text("listed-market")
        lendability = fields.word("lendability")
        borrowRate = fields.estimate("borrow-rate")
        impliedVolatility30Day = fields.percent("implied-volatility-30-day")
        historicalVolatility30Day = fields.percent("historical-volatility-30-day")
        historicalVolatility60Day = fields.percent("historical-volatility-60-day")
        historicalVolatility90Day = fields.percent("historical-volatility-90-day")
        impliedOverHistorical30Day = fields.percent("iv-hv-30-day-difference")
        sector = fields.text("sector")
        industry = fields.text("industry")
        updatedAt = fields.moment("updated-at")
        createdAt = fields.moment("created-at")
        symbol = try fields.requiredText("symbol")
    }
}
