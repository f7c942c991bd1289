import Brokerage
import JSON
import MarketModel

extension Transaction {
    /// The transaction in the venue's keys.
    var json: JSONValue {
        var members: JSONMembers = []
        members.add("id", id)
        members.add("account-number", account)
        members.add("transaction-type", kind.rawValue)
        members.add("transaction-sub-type", subtype)
        members.add("description", text)
        members.add("executed-at", executedAt.zuluText)
        members.add("transaction-date", day)
        members.add("created-at", executedAt.zuluText)
        members.add("currency", "USD")
        members.add("symbol", symbol)
        members.add("instrument-type", instrumentClass?.rawValue)
        members.add("underlying-symbol", underlying)
        members.add("action", action?.rawValue)
        members.add("quantity", quantity)
        members.add("price", price)
        members.add(signed: "value", value)
        members.add(signed: "net-value", netValue)
        if kind != .moneyMovement {
            members.add(signed: "commission", -charges.commission)
            members.add(signed: "clearing-fees", -charges.clearing)
            members.add(signed: "regulatory-fees", -charges.regulatory)
            members.add(signed: "proprietary-index-option-fees", -charges.proprietary)
            if charges.other > .zero {
                members.add(signed: "other-charge", -charges.other)
                members.add("other-charge-description", "\(subtype) fee")
            }
        }
        members.add("is-estimated-fee", false)
        members.add("order-id", orderID)
        members.add("leg-count", legCount)
        members.add("exec-id", fillID)
        members.add("ext-exec-id", fillID)
        members.add("ext-group-fill-id", groupID)
        members.add("ext-group-id", groupID)
        members.add("ext-exchange-order-number", orderID.map { String($0) })
        members.add("ext-global-order-number", orderID)
        members.add("destination-venue", venue)
        return .object(members)
    }
}

extension YearGain {
    /// The summary as the account streamer sends it.
    func json(of account: String) -> JSONValue {
        var members: JSONMembers = []
        members.add("year", String(year))
        members.add("account-number", account)
        members.add("symbol", symbol)
        members.add("instrument-type", instrumentClass.rawValue)
        members.add(signed: "fees", -fees)
        members.add(signed: "commissions", -commissions)
        members.add(signed: "yearly-realized-gain", yearlyRealized)
        members.add(signed: "realized-lot-gain", lotRealized)
        return .object(members)
    }
}

extension NetLiqPoint {
    /// The point in the venue's keys; there is never cash pending.
    var json: JSONValue {
        var members: JSONMembers = []
        let values = [("open", open), ("high", high), ("low", low), ("close", close)]
        for (key, value) in values { members.add(key, value) }
        members.addZeros(values.map { "pending-cash-" + $0.0 })
        for (key, value) in values { members.add("total-" + key, value) }
        members.add("time", time)
        return .object(members)
    }
}
