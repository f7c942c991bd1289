public import MarketModel

/// Legs on one underlying that are opened, valued and closed together.
public struct OptionStructure: Hashable, Sendable {
    /// What it is called: the slug of a known strategy such as `iron-condor`, or any text.
    public var name: String
    /// Its legs, in the order they were given.
    public private(set) var legs: [OptionLeg]
    /// What all legs depend on.
    public let underlying: String

    /// Creates a structure.
    ///
    /// - Throws: `StructureError` when there is no leg, a leg of nothing, a fraction of an option, or more than one
    ///   underlying.
    public init(name: String = "custom", legs: [OptionLeg]) throws(StructureError) {
        guard let first = legs.first else { throw .noLegs }
        for (index, leg) in legs.enumerated() {
            guard leg.quantity != .zero else { throw .emptyLeg(index: index) }
            guard leg.option == nil || leg.quantity.billionths % Quantity(whole: 1).billionths == 0 else {
                throw .fractionalContracts(index: index)
            }
            guard leg.instrument.underlying == first.instrument.underlying else {
                throw .mixedUnderlyings(first.instrument.underlying, leg.instrument.underlying)
            }
        }
        self.name = name
        self.legs = legs
        underlying = first.instrument.underlying
    }

    /// The money that opening brought in, above zero (a credit), or cost, below (a debit); `nil` when the entry price
    /// of a leg is not known.
    public var openingCash: Money? {
        var sum = Money.zero
        for leg in legs {
            guard let cash = leg.openingCash else { return nil }
            sum = sum + cash
        }
        return sum
    }

    /// The structure with these entry prices, one a leg.
    ///
    /// - Precondition: There is one for every leg.
    public func entered(at prices: [Price?]) -> OptionStructure {
        precondition(prices.count == legs.count, "every leg has its entry price")
        var structure = self
        for index in prices.indices { structure.legs[index].entryPrice = prices[index] }
        return structure
    }

    /// The moments at which options of the structure expire, earliest first.
    public var expirations: [Timestamp] {
        Set(legs.compactMap { $0.option?.series.expiresAt }).sorted()
    }

    /// The strikes of all options, lowest first, each once.
    public var strikes: [Price] { Set(legs.compactMap { $0.option?.strike }).sorted() }
}

/// Why legs make no structure, or why a question has no answer for one.
public enum StructureError: Error, Hashable, Sendable {
    /// There are no legs.
    case noLegs
    /// A leg has quantity zero.
    case emptyLeg(index: Int)
    /// A leg holds a fraction of an option contract.
    case fractionalContracts(index: Int)
    /// Legs depend on different underlyings, so there is no one price to ask about.
    case mixedUnderlyings(String, String)
    /// Options expire at more than one moment: at the first, the others still have time value, which only a model
    /// knows.
    case severalExpirations
    /// The entry price of a leg is not known, so neither is the profit.
    case unknownEntryPrice(index: Int)
}
