public import MarketModel

/// The price steps of an instrument, which may grow with the price: the venue's `tick-sizes`.
public struct TickTable: Sendable, Equatable {
    /// One step and the prices it is for.
    public struct Entry: Sendable, Equatable {
        /// The step; above zero.
        public var step: Price
        /// It holds for prices below this; `nil` for all prices.
        public var below: Price?

        /// Creates an entry.
        public init(_ step: Price, below: Price? = nil) {
            self.step = step
            self.below = below
        }
    }

    /// The entries by their limit, the one without a limit last.
    public let entries: [Entry]

    /// Creates a table from entries in any order; entries without a step above zero are left out.
    ///
    /// - Returns: `nil` when nothing is left.
    public init?(_ entries: [Entry]) {
        let usable = entries.filter { $0.step > .zero }
        guard !usable.isEmpty else { return nil }
        self.entries = usable.sorted { first, second in
            switch (first.below, second.below) {
            case (let first?, let second?): first < second
            case (_?, nil): true
            default: false
            }
        }
    }

    /// Reads the venue's `tick-sizes`; those of spreads with another contract are left out.
    ///
    /// - Returns: `nil` when nothing is left.
    public init?(_ sizes: [TickSize]) {
        self.init(sizes.filter { $0.symbol == nil }.map { Entry($0.value, below: $0.threshold) })
    }

    /// A table with one step for all prices.
    ///
    /// - Precondition: `step` is above zero.
    public init(_ step: Price) {
        precondition(step > .zero, "a tick is above zero")
        entries = [Entry(step)]
    }

    /// Options of the penny classes: 0.01 below 3, 0.05 from there on.
    public static let pennyOptions = TickTable(entries: [Entry(.cents(1), below: .cents(300)), Entry(.cents(5))])
    /// Options of the other classes: 0.05 below 3, 0.10 from there on.
    public static let nickelOptions = TickTable(entries: [Entry(.cents(5), below: .cents(300)), Entry(.cents(10))])

    private init(entries: [Entry]) { self.entries = entries }

    /// The step at a price; of a price below zero at its magnitude. Above all limits the last entry's.
    public func step(at price: Price) -> Price {
        let magnitude = price < .zero ? -price : price
        return (entries.first { $0.below.map { magnitude < $0 } ?? true } ?? entries[entries.count - 1]).step
    }

    /// The smallest step of all.
    public var smallest: Price { entries.map(\.step).min()! }
}

/// The steps of the net price of an order with several legs, which no instrument tells. *Inferred.*
public struct NetPriceRules: Sendable, Equatable {
    /// Roots whose spreads trade in `coarseStep`.
    public var coarseRoots: Set<String>
    /// The step of their spreads.
    public var coarseStep: Price
    /// The step of all other spreads of options on shares, funds and indices.
    public var step: Price

    /// Creates rules; the defaults are 0.05 for the S&P 500 index and 0.01 for everything else.
    public init(
        coarseRoots: Set<String> = ["SPX", "SPXW"], coarseStep: Price = .cents(5), step: Price = .cents(1)
    ) {
        self.coarseRoots = coarseRoots
        self.coarseStep = coarseStep
        self.step = step
    }

    /// The step of the net price of these legs; `nil` when it is not known.
    ///
    /// Options on futures trade spreads in the smallest step of any leg.
    func step(for legs: [LegRequest]) -> Price? {
        if legs.contains(where: { $0.instrument.type == .futureOption || $0.instrument.type == .future }) {
            let steps = legs.compactMap { $0.instrument.ticks?.smallest }
            return steps.count == legs.count ? steps.min() : nil
        }
        return legs.contains { coarseRoots.contains($0.instrument.underlying) } ? coarseStep : step
    }
}

extension Price {
    /// So many hundredths.
    public static func cents(_ cents: Int64) -> Price { Price(billionths: cents * 10_000_000) }
}
