/// Risk-free rates by time: continuously compounded zero rates at nodes.
///
/// Between nodes the rate times the time is linear, which keeps forward rates constant between nodes and discount
/// factors falling wherever rates are above zero. Before the first node and behind the last one the rate is flat.
public struct RateCurve: Hashable, Sendable {
    /// One point of the curve.
    public struct Node: Hashable, Sendable {
        /// Time in years of 365 days, above zero.
        public var years: Double
        /// The zero rate, annual and continuously compounded, as a fraction.
        public var rate: Double

        /// Creates a node.
        public init(years: Double, rate: Double) {
            self.years = years
            self.rate = rate
        }
    }

    /// The nodes, nearest first; at least one.
    public let nodes: [Node]

    /// One rate for every time.
    public static func flat(_ rate: Double) -> RateCurve { RateCurve(sorted: [Node(years: 1, rate: rate)]) }

    /// Creates a curve; `nil` without nodes, with two at one time, or with values that are not finite or times that
    /// are not above zero.
    public init?(_ nodes: [Node]) {
        let sorted = nodes.sorted { $0.years < $1.years }
        guard !sorted.isEmpty, sorted.allSatisfy({ $0.years > 0 && $0.years.isFinite && $0.rate.isFinite }),
            zip(sorted, sorted.dropFirst()).allSatisfy({ $0.years < $1.years })
        else { return nil }
        self.init(sorted: sorted)
    }

    private init(sorted nodes: [Node]) { self.nodes = nodes }

    /// The zero rate for a time in years, annual and continuously compounded.
    public func rate(years: Double) -> Double {
        guard let upper = nodes.firstIndex(where: { $0.years >= years }) else { return nodes[nodes.count - 1].rate }
        guard upper > 0, years > 0 else { return nodes[0].rate }
        let (before, after) = (nodes[upper - 1], nodes[upper])
        let share = (years - before.years) / (after.years - before.years)
        let product = before.rate * before.years * (1 - share) + after.rate * after.years * share
        return product / years
    }
}
