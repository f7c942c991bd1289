public import MarketModel

/// How much of a full position to hold so that its volatility stays near a target: less when markets swing more.
public struct VolatilityScaling: Hashable, Sendable {
    /// Why a scaling cannot be made.
    public enum Refusal: Error, Hashable, Sendable {
        /// The target, the cap and the floor are numbers above zero.
        case notAboveZero
    }

    /// The annual volatility aimed at, a fraction.
    public let target: Double
    /// The largest multiple of a full position: 1 never borrows.
    public let cap: Double
    /// The lowest volatility believed in, a fraction: a quiet month must not make a huge position.
    public let floor: Double

    /// Creates a scaling.
    ///
    /// - Throws: `Refusal` when a figure is not above zero.
    public init(target: Double, cap: Double = 1, floor: Double = 0.05) throws(Refusal) {
        guard [target, cap, floor].allSatisfy({ $0 > 0 && $0.isFinite }) else { throw .notAboveZero }
        self.target = target
        self.cap = cap
        self.floor = floor
    }

    /// The multiple of a full position at an annual volatility: `min(cap, target / max(volatility, floor))`; `nil`
    /// when the volatility is not a number above zero.
    public func multiple(atVolatility volatility: Double) -> Double? {
        guard volatility > 0, volatility.isFinite else { return nil }
        return min(cap, target / max(volatility, floor))
    }

    /// The multiple at a level of the VIX, read as the annual volatility of the next month in percent.
    public func multiple(atVIX vix: Double) -> Double? { multiple(atVolatility: vix / 100) }

    /// Whole contracts that capital carries at a volatility, rounded down; `nil` when there is no volatility, or when
    /// capital or notional is not above zero.
    ///
    /// - Parameters:
    ///   - capital: What a full position would use.
    ///   - notional: What one contract uses.
    public func contracts(capital: Money, notional: Money, atVolatility volatility: Double) -> Int? {
        guard capital > .zero, notional > .zero, let multiple = multiple(atVolatility: volatility) else { return nil }
        // Parts per million of a full position: whole numbers from here on.
        let parts = (multiple * 1_000_000).rounded()
        guard parts < 1e15 else { return nil }
        let (product, overflows) = capital.billionths.multipliedReportingOverflow(by: Int128(parts))
        guard !overflows else { return nil }
        return Int(exactly: product / notional.billionths / 1_000_000)
    }
}
