public import MarketModel

/// Why nothing is chosen. The data is not at fault by itself: each case says what was there instead.
public enum SelectionFailure: Error, Hashable, Sendable {
    /// No expiration fits.
    case noExpiration(refused: [RefusedExpiration])
    /// No contract of the right side passes; `refused` counts them by reason, most frequent first.
    case noCandidate(right: OptionRight, refused: [StrikeRefusalCount])
    /// The nearest contract is farther from the target than the tolerance.
    case outsideTolerance(right: OptionRight, nearest: Price, measure: Double, target: Double, tolerance: Double)
    /// The volatility that a move is measured in, or the forward that it starts from, is not known.
    case noForward
    /// No strike where a wing should be is listed with a quote that passes; `refused` counts those that do not.
    case noWing(right: OptionRight, wanted: Price, refused: [StrikeRefusalCount])
    /// The strikes do not stand in order around the forward.
    case strikesOutOfOrder([Price])
    /// At the mid prices the structure brings nothing in.
    case noCredit(Price)
    /// The condor costs its whole width or more to lose: the quotes cannot be of one moment.
    case creditAboveWidth(credit: Price, width: Price)
}

/// How often contracts were refused for one reason.
public struct StrikeRefusalCount: Hashable, Sendable {
    /// The reason.
    public var reason: StrikeRefusal
    /// Contracts.
    public var count: Int

    /// Creates a count.
    public init(reason: StrikeRefusal, count: Int) {
        self.reason = reason
        self.count = count
    }

    /// Counts reasons, the most frequent first, then by name.
    static func counted(_ reasons: [StrikeRefusal]) -> [StrikeRefusalCount] {
        Dictionary(grouping: reasons) { $0 }.map { StrikeRefusalCount(reason: $0.key, count: $0.value.count) }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.reason.name < $1.reason.name }
    }
}

extension SelectionFailure: CustomStringConvertible {
    /// A stable name of the case.
    public var name: String {
        switch self {
        case .noExpiration: "no-expiration"
        case .noCandidate: "no-candidate"
        case .outsideTolerance: "outside-tolerance"
        case .noForward: "no-forward"
        case .noWing: "no-wing"
        case .strikesOutOfOrder: "strikes-out-of-order"
        case .noCredit: "no-credit"
        case .creditAboveWidth: "credit-above-width"
        }
    }

    public var description: String {
        switch self {
        case .noExpiration(let refused):
            refused.isEmpty
                ? "the chain has no expirations"
                : "no expiration fits: "
                    + refused.prefix(8).map { "\($0.series.root) \($0.series.expiration) \($0.reason.rawValue)" }
                    .joined(separator: ", ") + (refused.count > 8 ? " and \(refused.count - 8) more" : "")
        case .noCandidate(let right, let refused):
            refused.isEmpty
                ? "no \(right.word) is listed on that side of the forward"
                : "no \(right.word) passes: "
                    + refused.map { "\($0.count) \($0.reason.name)" }.joined(separator: ", ")
        case .outsideTolerance(let right, let nearest, let measure, let target, let tolerance):
            "the nearest \(right.word) is \(nearest) with \(Self.text(measure)) where \(Self.text(target)) ± "
                + "\(Self.text(tolerance)) is wanted"
        case .noForward: "the quotes give neither a forward nor a volatility at it"
        case .noWing(let right, let wanted, let refused):
            "no \(right.word) near \(wanted), where the wing should be, "
                + (refused.isEmpty
                    ? "is listed"
                    : "passes: " + refused.map { "\($0.count) \($0.reason.name)" }.joined(separator: ", "))
        case .strikesOutOfOrder(let strikes):
            "the strikes \(strikes.map(\.description).joined(separator: ", ")) do not stand in order around the forward"
        case .noCredit(let credit): "at the mid prices it brings in \(credit), which is no credit"
        case .creditAboveWidth(let credit, let width):
            "the credit of \(credit) is not below the width of \(width): the quotes cannot be of one moment"
        }
    }

    /// Four decimals, without trailing zeros.
    private static func text(_ value: Double) -> String {
        guard abs(value) < 1e9 else { return "\(value)" }
        return Price(billionths: Int64((value * 1e4).rounded()) * 100_000).description
    }
}

extension OptionRight {
    /// `call` or `put`.
    public var word: String { self == .call ? "call" : "put" }
}
