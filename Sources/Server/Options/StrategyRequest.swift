import MarketModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a structure's value is asked for, as a client writes it.
struct StrategyRequest: Decodable {
    /// One leg in words: an option by expiration, right and strike, or the underlying itself.
    struct Leg: Decodable {
        /// `SPXW 2026-11-20`; the underlying takes the expiration of the options beside it.
        let expiration: String
        /// `call`, `put` or `underlying`.
        let right: String
        /// Decimal text; absent for the underlying.
        let strike: String?
        /// Contracts, shares or futures; below zero when short.
        let quantity: Int
        /// What a unit was bought or sold at, decimal text; absent for the mid.
        let price: String?
    }

    /// What the chain is asked for by.
    let symbol: String
    let legs: [Leg]
    /// The structure before an adjustment, valued in the same market.
    let before: [Leg]?
    /// Days from now that the chosen date lies ahead.
    let days: Double?
    /// How far all volatilities move at the chosen date: 0.05 is five points.
    let ivShift: Double?
    /// `summary` leaves curves and slices out.
    let detail: String?

    /// The most legs of a structure.
    static let mostLegs = 12
    /// The most contracts, shares or futures of one leg.
    static let mostUnits = 1_000_000

    /// Reads and checks a body.
    ///
    /// - Throws: `RequestError`.
    static func read(_ body: [UInt8]) throws(RequestError) -> StrategyRequest {
        let request: StrategyRequest
        do { request = try JSONDecoder().decode(Self.self, from: Data(body)) } catch {
            throw RequestError(
                code: "body_unreadable",
                message: "the body is JSON with symbol and legs, each leg with expiration, right, strike and quantity")
        }
        for legs in [request.legs, request.before ?? []] {
            guard legs.count <= mostLegs else {
                throw RequestError(code: "too_many_legs", message: "a structure has at most \(mostLegs) legs")
            }
            for leg in legs where leg.quantity == 0 || abs(leg.quantity) > mostUnits {
                throw RequestError(
                    code: "quantity_out_of_range",
                    message:
                        "a leg has at least 1 and at most \(mostUnits) units, long or short; \(leg.quantity) is not")
            }
        }
        guard !request.legs.isEmpty else {
            throw RequestError(code: "legs_missing", message: "a structure has at least one leg")
        }
        guard (0...36_500).contains(request.days ?? 0) else {
            throw RequestError(code: "days_out_of_range", message: "days is a number from 0 to 36500")
        }
        guard (-5...5).contains(request.ivShift ?? 0) else {
            throw RequestError(code: "shift_out_of_range", message: "ivShift is a fraction from -5 to 5, as in 0.05")
        }
        return request
    }
}
