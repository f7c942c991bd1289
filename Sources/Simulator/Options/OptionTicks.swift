import MarketModel

/// The steps that the prices of an option may take: finer below a threshold.
struct OptionTicks: Sendable, Equatable {
    /// The step below `threshold`.
    let fine: Price
    /// Where the coarse step begins; `nil` where there is only one step.
    let threshold: Price?
    /// The step from `threshold` on.
    let coarse: Price

    /// Hundredths at every price: SPY and QQQ, and options on crude oil.
    static let pennies = OptionTicks(fine: 0.01, threshold: nil, coarse: 0.01)
    /// Hundredths below 3, twentieths from there: classes of the penny programme.
    static let pennyClass = OptionTicks(fine: 0.01, threshold: 3, coarse: 0.05)
    /// Twentieths below 3, tenths from there: SPX, and VIX by inference.
    static let nickelClass = OptionTicks(fine: 0.05, threshold: 3, coarse: 0.10)
    /// Twentieths below 5, quarters from there: options on /ES.
    static let equityFuture = OptionTicks(fine: 0.05, threshold: 5, coarse: 0.25)

    /// Tenths at every price: options on gold.
    static let gold = OptionTicks(fine: 0.1, threshold: nil, coarse: 0.1)
    /// 64ths: options on Treasury notes.
    static let treasury = OptionTicks(fine: 0.015625, threshold: nil, coarse: 0.015625)
    /// Half ten-thousandths: options on the euro.
    static let currency = OptionTicks(fine: 0.00005, threshold: nil, coarse: 0.00005)

    private init(fine: Double, threshold: Double?, coarse: Double) {
        func price(_ value: Double) -> Price { Price(billionths: Int64((value * 1e9).rounded())) }
        self.fine = price(fine)
        self.threshold = threshold.map(price)
        self.coarse = price(coarse)
    }

    /// The step at a price.
    func step(at price: Price) -> Price {
        guard let threshold else { return coarse }
        return price < threshold ? fine : coarse
    }

    /// The highest allowed price that is not above a model price; zero for what is below one step.
    func below(_ value: Double) -> Price { rounded(value, .down) }

    /// The lowest allowed price that is not below a model price.
    func above(_ value: Double) -> Price { rounded(value, .up) }

    private func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Price {
        let billionths = max(0, value) * 1e9
        let step = step(at: Price(billionths: Int64(billionths))).billionths
        // What lies within a millionth of a step of an allowed price is that price.
        let steps = billionths / Double(step)
        let nearest = steps.rounded()
        let count = abs(steps - nearest) < 1e-6 ? nearest : steps.rounded(rule)
        return Price(billionths: Int64(count) * step)
    }
}
