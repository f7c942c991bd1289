public import MarketModel

/// Which contract of an expiration is wanted.
public struct StrikeQuery: Hashable, Sendable {
    /// By what a contract is measured.
    public enum Target: Hashable, Sendable {
        /// The magnitude of its delta: 0.10.
        case delta(Double)
        /// How far out of the money it is, as a fraction of the forward: 0.05; below zero in the money.
        case outOfTheMoney(Double)
        /// Its mid price, in points.
        case premium(Double)
        /// How many expected moves it is out of the money.
        case expectedMoves(Double)

        /// The number that is aimed at.
        public var value: Double {
            switch self {
            case .delta(let value), .outOfTheMoney(let value), .premium(let value), .expectedMoves(let value): value
            }
        }

        /// A short stable name of what is measured.
        public var name: String {
            switch self {
            case .delta: "delta"
            case .outOfTheMoney: "out-of-the-money"
            case .premium: "premium"
            case .expectedMoves: "expected-moves"
            }
        }
    }

    /// What wins of two contracts that are equally near.
    public enum TieBreak: String, Sendable, CaseIterable {
        /// The one farther out of the money: the smaller risk when sold.
        case fartherOut = "farther-out"
        /// The one with the narrower spread, then the one farther out.
        case narrowerSpread = "narrower-spread"
    }

    /// Call or put.
    public var right: OptionRight
    /// What is aimed at.
    public var target: Target
    /// How far off the target a contract may be, in its unit; any distance when `nil`.
    public var tolerance: Double?
    /// What wins of two that are equally near.
    public var tieBreak: TieBreak
    /// What its quote must offer.
    public var filter: LiquidityFilter

    /// Creates a query.
    public init(
        _ right: OptionRight, _ target: Target, tolerance: Double? = nil, tieBreak: TieBreak = .fartherOut,
        filter: LiquidityFilter = LiquidityFilter()
    ) {
        self.right = right
        self.target = target
        self.tolerance = tolerance
        self.tieBreak = tieBreak
        self.filter = filter
    }
}

/// A contract with its measure against a target.
public struct StrikeCandidate: Hashable, Sendable {
    /// The contract.
    public var contract: ContractSnapshot
    /// What the query measures it by: the magnitude of delta, a fraction, points or expected moves.
    public var measure: Double
    /// How far the measure is from the target.
    public var distance: Double
}

/// A contract that was refused.
public struct RefusedStrike: Hashable, Sendable {
    /// The contract.
    public var contract: ContractSnapshot
    /// Why it was.
    public var reason: StrikeRefusal
}

/// The contract that fits a query best, and why.
public struct StrikeChoice: Hashable, Sendable {
    /// What was asked for.
    public var query: StrikeQuery
    /// The best.
    public var best: StrikeCandidate
    /// The next best, at most five, best first.
    public var runnersUp: [StrikeCandidate]
    /// Contracts that were looked at and did not pass, lowest strike first.
    public var refused: [RefusedStrike]
    /// Contracts of the side that were looked at, the refused ones included.
    public var considered: Int

    /// The best contract.
    public var contract: ContractSnapshot { best.contract }
    /// Refused contracts that would have been nearer to the target than the best, where their measure is known;
    /// nearest first.
    public var nearerButRefused: [RefusedStrike]
}
