import Brokerage
import JSON
import MarketModel

extension AccountProfile {
    /// The account in the venue's keys.
    var json: JSONValue {
        var members: JSONMembers = []
        members.add("account-number", number)
        members.add("external-id", "A" + number)
        members.add("external-fdid", "F" + number)
        members.add("opened-at", openedAt)
        members.add("nickname", nickname)
        members.add("account-type-name", type)
        members.add("day-trader-status", false)
        members.add("is-closed", false)
        members.add(["is-firm-error", "is-firm-proprietary"], false)
        members.add("is-futures-approved", hasFutures)
        members.add(["is-test-drive", "is-foreign"], false)
        members.add("margin-or-cash", margin == .cash ? "Cash" : "Margin")
        members.add("funding-date", USTimeZone.eastern.day(of: openedAt))
        members.add("investment-objective", "SPECULATION")
        members.add("futures-account-purpose", hasFutures ? "SPECULATING" : nil)
        members.add("suitable-options-level", optionLevel)
        members.add("created-at", openedAt)
        return .object(members)
    }

    /// What the account may do, in the venue's keys.
    func tradingStatus(allowsCrypto: Bool, at now: Timestamp) -> JSONValue {
        var members: JSONMembers = []
        members.add("id", Int(number.suffix(5)) ?? 1)
        members.add("account-number", number)
        members.add("day-trade-count", 0)
        members.add("equities-margin-calculation-type", marginCalculation)
        members.add("fee-schedule-name", "default")
        members.add("futures-margin-rate-multiplier", hasFutures ? Money(billionths: 1_000_000_000) : .zero)
        members.add(
            "small-notional-futures-margin-rate-multiplier", hasFutures ? Money(billionths: 1_000_000_000) : .zero)
        members.add("has-intraday-equities-margin", false)
        members.add("is-futures-enabled", hasFutures)
        members.add("is-cryptocurrency-enabled", allowsCrypto)
        members.add("is-cryptocurrency-closing-only", !allowsCrypto)
        members.add("is-full-equity-margin-required", margin != .margin)
        members.add("short-calls-enabled", margin == .margin)
        members.add("are-far-otm-net-options-restricted", margin != .margin)
        members.add("options-level", optionLevel)
        members.add(
            [
                "are-options-values-restricted-to-nlv", "are-deep-itm-carry-options-enabled",
                "are-single-tick-expiring-hedges-ignored", "is-aggregated-at-clearing", "is-closed",
                "is-closing-only", "is-frozen", "is-futures-closing-only", "is-futures-intra-day-enabled",
                "is-in-day-trade-equity-maintenance-call", "is-in-margin-call", "is-non-retail",
                "is-pattern-day-trader", "is-portfolio-margin-enabled", "is-risk-reducing-only",
                "is-small-notional-futures-intra-day-enabled", "is-roll-the-day-forward-enabled",
                "is-equity-offering-enabled", "is-equity-offering-closing-only", "is-ascend-event-contracts-enabled",
            ], false)
        members.add("updated-at", now)
        return .object(members)
    }

    /// The largest orders and positions, in the venue's keys; the venue's own numbers differ by account.
    var positionLimit: JSONValue {
        var members: JSONMembers = []
        members.add("id", Int(number.suffix(5)) ?? 1)
        members.add("account-number", number)
        let limits = [
            ("equity-order-size", 50_000), ("equity-option-order-size", 1000), ("future-order-size", 250),
            ("future-option-order-size", 250), ("underlying-opening-order-limit", 100),
            ("equity-position-size", 500_000), ("equity-option-position-size", 20_000),
            ("future-position-size", 1000), ("future-option-position-size", 2000),
        ]
        for (key, limit) in limits { members.add(key, limit) }
        return .object(members)
    }
}
