public import MarketModel

/// What is fixed about all options of one root on a stock, fund or index.
///
/// A root that the table does not have is taken for options on a stock: American, physical delivery, PM; a digit behind
/// it marks a series that a corporate action has adjusted. Where the broker's own instrument data is at hand, its values
/// win.
public struct OptionRoot: Hashable, Sendable {
    /// The root: `SPXW`.
    public let root: String
    /// The underlying's symbol: `SPX`.
    public let underlying: String
    /// When its options may be exercised.
    public let style: ExerciseStyle
    /// When their worth is fixed.
    public let settlement: SettlementTime
    /// What changes hands.
    public let delivery: Delivery

    /// Whether a corporate action has adjusted the series: a contract may deliver something else than 100 shares.
    public var isAdjusted: Bool { delivery == .shares && root.last?.isNumber == true }

    /// The root's terms, from the table of index roots or as for a stock of that symbol.
    public static func named(_ root: String) -> OptionRoot {
        if let index = indexRoots[root] { return index }
        let digits = root.reversed().prefix(while: \.isNumber).count
        let plain = digits < root.count ? String(root.dropLast(digits)) : root
        return OptionRoot(
            root: root, underlying: shareClasses[plain] ?? plain, style: .american, settlement: .pm, delivery: .shares)
    }

    /// The roots that the options of an underlying have in the table, AM-settled first; its own symbol for a stock.
    public static func roots(of underlying: String) -> [OptionRoot] {
        let known = indexRoots.values.filter { $0.underlying == underlying }
        guard known.isEmpty else {
            return known.sorted { ($0.root.utf8.count, $0.root) < ($1.root.utf8.count, $1.root) }
        }
        return [named(EquityOptionSymbol.root(ofUnderlying: underlying))]
    }

    /// The series of this root that expires on a day.
    ///
    /// Its worth is fixed at 9:30 (AM) or 16:00 (PM) in New York, at 13:00 on a half day. AM series stop trading at
    /// the close of the session before.
    public func series(expiring day: TradingDay) -> OptionSeries {
        let calendar = calendar
        let regular =
            ExchangeCalendar.nyse.session(on: day)?.regular
            ?? USTimeZone.eastern.moment(day, 9, 30)..<USTimeZone.eastern.moment(day, 16)
        let expiresAt = settlement == .am ? regular.lowerBound : regular.upperBound
        let lastTrade = settlement == .am ? calendar.previousSession(before: day)?.regular?.upperBound : nil
        return OptionSeries(
            underlying: underlying, root: root, expiration: day, kind: kind(expiring: day),
            style: style, settlement: settlement, delivery: delivery, multiplier: Quantity(whole: 100),
            expiresAt: expiresAt, stopsTradingAt: lastTrade ?? expiresAt)
    }

    /// The weekly options on the VIX settle in the morning too, on the Wednesdays between the monthlies.
    private func kind(expiring day: TradingDay) -> ExpirationKind {
        root == "VIXW" ? .weekly : ExpirationKind(of: day, settlement: settlement)
    }

    /// The sessions its options trade in.
    public var calendar: ExchangeCalendar { delivery == .cash ? .cboeIndexOptions : .cboeEquityOptions }

    private init(
        root: String, underlying: String, style: ExerciseStyle, settlement: SettlementTime, delivery: Delivery
    ) {
        self.root = root
        self.underlying = underlying
        self.style = style
        self.settlement = settlement
        self.delivery = delivery
    }

    /// Stocks whose symbol has a slash that their root has not.
    private static let shareClasses = ["BRKB": "BRK/B", "BFB": "BF/B"]

    private static let indexRoots: [String: OptionRoot] = {
        let morning = ["SPX", "NDX", "RUT", "VIX"]
        let evening = [
            "SPXW": "SPX", "XSP": "XSP", "NDXP": "NDX", "XND": "XND", "RUTW": "RUT", "MRUT": "MRUT", "VIXW": "VIX",
        ]
        var roots: [String: OptionRoot] = [:]
        for root in morning {
            roots[root] = OptionRoot(
                root: root, underlying: root, style: .european, settlement: .am, delivery: .cash)
        }
        for (root, underlying) in evening {
            roots[root] = OptionRoot(
                root: root, underlying: underlying, style: .european, settlement: root == "VIXW" ? .am : .pm,
                delivery: .cash)
        }
        return roots
    }()
}
