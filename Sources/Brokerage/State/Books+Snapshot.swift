#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension Books {
    /// The whole state as JSON with sorted keys: the same state gives the same bytes. Rules and faults are not in it.
    public func snapshot() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(state))
    }

    /// Goes back to a snapshot; rules and faults stay as they are.
    ///
    /// - Throws: `DecodingError` for what is no snapshot; the books are then as before.
    public mutating func restore(_ snapshot: [UInt8]) throws {
        state = try JSONDecoder().decode(State.self, from: Data(snapshot))
    }
}
