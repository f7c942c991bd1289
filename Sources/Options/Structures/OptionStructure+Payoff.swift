public import MarketModel

extension OptionStructure {
    /// What the legs are worth at expiration as a function of the underlying's price, entry prices left aside.
    ///
    /// - Parameter floor: The lowest price the underlying can have: zero for stocks and indices. `nil` for a future
    ///   that may trade below zero, as crude oil did in April 2020.
    /// - Throws: `StructureError.severalExpirations`.
    public func payoffAtExpiration(floor: Price? = .zero) throws(StructureError) -> PayoffCurve {
        guard expirations.count <= 1 else { throw .severalExpirations }
        return PayoffCurve(legs: legs, offset: .zero, floor: floor)
    }

    /// What the structure has earned at expiration, before fees, as a function of the underlying's price.
    ///
    /// - Parameter floor: As for `payoffAtExpiration`.
    /// - Throws: `StructureError.severalExpirations`, and `unknownEntryPrice` for the first leg without one.
    public func profitAtExpiration(floor: Price? = .zero) throws(StructureError) -> PayoffCurve {
        guard expirations.count <= 1 else { throw .severalExpirations }
        if let index = legs.firstIndex(where: { $0.entryPrice == nil }) { throw .unknownEntryPrice(index: index) }
        return PayoffCurve(legs: legs, offset: openingCash ?? .zero, floor: floor)
    }
}
