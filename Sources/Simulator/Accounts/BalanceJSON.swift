import Brokerage
import JSON
import MarketModel

extension Balance {
    /// The balance in the venue's keys.
    ///
    /// - Parameters:
    ///   - day: The day of a snapshot, or today.
    ///   - timeOfDay: Of a snapshot.
    func json(on day: TradingDay, timeOfDay: BalanceSnapshot.TimeOfDay? = nil) -> JSONValue {
        var members: JSONMembers = []
        members.add("account-number", account)
        members.add("currency", "USD")
        for (key, amount) in amounts { members.add(key, amount) }
        members.add(signed: "pending-cash", .zero)
        members.add(signed: "buying-power-adjustment", .zero)
        members.add("unsettled-cryptocurrency-fiat-amount", Money.zero)
        members.add("unsettled-cryptocurrency-fiat-effect", "None")
        members.addAmount("intraday-equities-cash", .zero)
        members.addAmount("intraday-futures-cash", intradayFutures)
        members.add("intraday-futures-cash-effective-date", day)
        members.addZeros(Self.alwaysZero)
        members.add("snapshot-date", day)
        members.add("time-of-day", timeOfDay?.rawValue)
        members.add("updated-at", updatedAt)
        return .object(members)
    }

    private var amounts: [(String, Money)] {
        let excess = marginEquity - maintenanceRequirement
        let withdrawable = max(.zero, min(cash, derivativeBuyingPower))
        return [
            ("cash-balance", cash), ("net-liquidating-value", netLiq), ("margin-equity", marginEquity),
            ("equity-buying-power", equityBuyingPower), ("derivative-buying-power", derivativeBuyingPower),
            ("day-trading-buying-power", max(.zero, equityBuyingPower)),
            ("used-derivative-buying-power", usedDerivativeBuyingPower),
            ("cash-available-to-withdraw", withdrawable), ("day-trade-excess", max(.zero, excess)),
            ("cash-settle-balance", cash), ("total-settle-balance", cash),
            ("maintenance-requirement", maintenanceRequirement), ("maintenance-excess", excess),
            ("maintenance-call-value", max(.zero, -excess)), ("reg-t-margin-requirement", initialRequirement),
            ("futures-margin-requirement", futuresRequirement),
            ("futures-overnight-margin-requirement", futuresRequirement),
            ("futures-intraday-margin-requirement", futuresRequirement),
            ("cryptocurrency-margin-requirement", cryptoRequirement),
            ("effective-cryptocurrency-buying-power", max(.zero, derivativeBuyingPower)),
            ("sma-equity-option-buying-power", max(.zero, equityBuyingPower)),
            ("special-memorandum-account-value", max(.zero, equityBuyingPower)),
            ("long-equity-value", longEquity), ("short-equity-value", shortEquity),
            ("long-derivative-value", longOptions), ("short-derivative-value", shortOptions),
            ("long-index-derivative-value", longIndexOptions), ("short-index-derivative-value", shortIndexOptions),
            ("long-futures-value", longFutures), ("short-futures-value", shortFutures),
            ("long-futures-derivative-value", longFutureOptions),
            ("short-futures-derivative-value", shortFutureOptions), ("long-margineable-value", longEquity),
            ("short-margineable-value", shortEquity), ("long-cryptocurrency-value", longCrypto),
            ("apex-starting-day-margin-equity", marginEquity),
        ]
    }

    /// What this customer never has; `available-trading-funds` stays zero at the venue, whatever there is.
    private static let alwaysZero = [
        "available-trading-funds", "closed-loop-available-balance", "pending-margin-interest",
        "margin-settle-balance", "reg-t-call-value", "day-trading-call-value", "day-equity-call-value",
        "bond-margin-requirement", "fixed-income-security-margin-requirement", "equity-offering-margin-requirement",
        "long-bond-value", "long-fixed-income-security-value", "short-cryptocurrency-value",
        "special-memorandum-account-apex-adjustment", "total-pending-liquidity-pool-rebate",
    ]
}

extension JSONMembers {
    /// An amount whose key ends in `-amount` and whose direction stands under the same key with `-effect` instead.
    fileprivate mutating func addAmount(_ key: String, _ amount: Money) {
        add(key + "-amount", amount < .zero ? -amount : amount)
        add(key + "-effect", CashEffect(amount).rawValue)
    }
}
