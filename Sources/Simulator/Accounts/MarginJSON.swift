import Brokerage
import JSON
import MarketModel
import Options

extension MarginReport {
    /// The margin report in the venue's keys. Requirements are debits.
    func json(_ profile: AccountProfile, known: (String) -> TradableInstrument?) -> JSONValue {
        var members: JSONMembers = []
        members.add("account-number", profile.number)
        members.add("description", "Total")
        members.add("margin-calculation-type", profile.marginCalculation)
        members.add("option-level", profile.optionLevel)
        members.add(signed: "margin-requirement", -balance.initialRequirement)
        members.add(signed: "maintenance-requirement", -balance.maintenanceRequirement)
        members.add(signed: "initial-requirement", -balance.initialRequirement)
        members.add(signed: "margin-equity", balance.marginEquity)
        members.add(signed: "option-buying-power", balance.derivativeBuyingPower)
        members.add(signed: "reg-t-margin-requirement", -balance.initialRequirement)
        members.add(signed: "reg-t-option-buying-power", balance.derivativeBuyingPower)
        members.add(signed: "maintenance-excess", balance.marginEquity - balance.maintenanceRequirement)
        members.add("last-state-timestamp", Int(balance.updatedAt.milliseconds))
        members.add("groups", .array(underlyings.map { $0.json(profile, known: known) }))
        return .object(members)
    }
}

extension MarginReport.Underlying {
    fileprivate func json(_ profile: AccountProfile, known: (String) -> TradableInstrument?) -> JSONValue {
        var members: JSONMembers = []
        members.add("description", symbol)
        members.add("code", symbol)
        members.add("underlying-symbol", symbol)
        members.add("underlying-type", instrumentClass.rawValue)
        members.add("margin-calculation-type", profile.marginCalculation)
        members.add(signed: "margin-requirement", -initial)
        members.add(signed: "maintenance-requirement", -maintenance)
        members.add(signed: "initial-requirement", -initial)
        members.add(signed: "buying-power", -initial)
        members.add(
            "groups",
            .array(
                groups.map { group in
                    var members: JSONMembers = []
                    members.add("description", group.strategy)
                    members.add(signed: "margin-requirement", -group.requirement)
                    members.add(signed: "maintenance-requirement", -group.requirement)
                    members.add(signed: "initial-requirement", -group.requirement)
                    members.add(signed: "buying-power", -group.requirement)
                    members.add("includes-working-order", false)
                    members.add("position-entries", .array(group.entries.map { $0.json(known($0.symbol)) }))
                    return .object(members)
                }))
        return .object(members)
    }
}

extension MarginReport.Entry {
    fileprivate func json(_ instrument: TradableInstrument?) -> JSONValue {
        var members: JSONMembers = []
        members.add("instrument-symbol", symbol)
        members.add("instrument-type", instrumentClass.rawValue)
        members.add("quantity", quantity)
        members.add("close-price", mark)
        // The venue writes a price that is not fixed yet as this word.
        members.add("fixing-price", "NaN")
        if let option = instrument?.option {
            members.add("strike-price", option.strike)
            members.add("option-type", option.right.rawValue)
            members.add("expiration-date", option.series.expiration)
        }
        return .object(members)
    }
}

extension AccountProfile {
    /// How margin is worked out, in the words of the margin report.
    var marginCalculation: String {
        switch margin {
        case .margin: "Reg T"
        case .cash: "Cash"
        case .ira: "IRA Margin"
        }
    }

    /// The options level.
    var optionLevel: String {
        switch margin {
        case .margin: "No Restrictions"
        case .cash: "Covered And Cash Secured"
        case .ira: "Defined Risk"
        }
    }
}
