public import MarketModel

/// Checks an order before anything is sent: the venue's rules as far as they can be known here.
///
/// The venue has the last word: passing is no promise that it accepts. It lets an off-tick price pass a dry run and
/// rejects it when routing, which is why the tick is checked here.
public struct OrderChecks: Sendable, Equatable {
    /// Now: dates and moments before it have passed.
    public var now: Timestamp
    /// The steps of spreads.
    public var netPrices: NetPriceRules
    /// Whether crypto can be traded; the venue has suspended it since 29 June 2026.
    public var allowsCrypto: Bool
    /// Whether shares and options on them may be legs of one order. *Inferred* that they may not.
    public var allowsSharesWithOptions: Bool

    /// The smallest notional order.
    public static let smallestNotional = Money(billionths: 5_000_000_000)

    /// Creates the checks.
    public init(
        now: Timestamp, netPrices: NetPriceRules = NetPriceRules(), allowsCrypto: Bool = false,
        allowsSharesWithOptions: Bool = false
    ) {
        self.now = now
        self.netPrices = netPrices
        self.allowsCrypto = allowsCrypto
        self.allowsSharesWithOptions = allowsSharesWithOptions
    }

    /// Everything that is wrong with an order; empty when nothing is.
    public func problems(in order: OrderRequest) -> [OrderProblem] {
        var problems: [OrderProblem] = []
        checkLegs(order, &problems)
        checkPricing(order, &problems)
        checkTicks(order, &problems)
        checkDuration(order, &problems)
        if let rule = order.rule { checkRule(rule, &problems) }
        return problems
    }

    /// Everything that is wrong with a complex order; empty when nothing is.
    public func problems(in order: ComplexOrderRequest) -> [OrderProblem] {
        var problems: [OrderProblem] = []
        for (place, part) in order.components.enumerated() {
            problems += self.problems(in: part).map { $0.inPart(place) }
        }
        if case .oto(_, let orders) = order, !(1...3).contains(orders.count) {
            problems.append(
                OrderProblem(.complex, "a trigger sets off 1 to 3 orders, not \(orders.count); leave some out"))
        }
        if case .pairs(_, _, let ratio) = order, ratio.threshold <= .zero {
            problems.append(OrderProblem(.complex, "the ratio of a pair is above zero; \(ratio.threshold) is not"))
        }
        return problems
    }

    /// Checks that could not be run, for the receipt.
    public func notRun(for order: OrderRequest) -> [String] {
        guard order.pricing.netPrice != nil || order.pricing.trigger != nil else { return [] }
        if order.legs.count > 1 {
            return netPrices.step(for: order.legs) == nil
                ? [
                    "tick: the price steps of \(order.legs.map(\.instrument.symbol).joined(separator: ", ")) are not known"
                ]
                : []
        }
        return order.legs.filter { $0.instrument.ticks == nil }
            .map { "tick: the price steps of \($0.instrument.symbol) are not known" }
    }
}
