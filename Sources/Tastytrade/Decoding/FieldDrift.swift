/// One way in which an answer differs from what this client knows of its endpoint.
public struct FieldDrift: Sendable, Hashable {
    /// What differs.
    public enum Kind: Sendable, Hashable {
        /// The venue sends a field that this client does not know; its value is not kept.
        case new
        /// A field that this client knows is absent.
        case missing
        /// A field is there as `null`.
        case null
        /// A field has a value of another kind than it should, which reads as absent: `expected` is what this client
        /// reads, `found` what stands there.
        case retyped(expected: String, found: String)
        /// A word of a closed vocabulary that this client does not know; it is kept as text.
        case word(String)
        /// A whole record could not be read and is left out; its neighbours are kept.
        case unreadable(reason: String)
    }

    /// Where in the answer, `[]` standing for any place in a list: `items[].legs[].quantity`.
    public let path: String
    /// What differs.
    public let kind: Kind
    /// In how many of the records that were read.
    public let count: Int
    /// How many records were read at this path.
    public let records: Int

    /// Whether a value of the answer that this client knows was lost.
    public var isLoss: Bool {
        switch kind {
        case .retyped, .unreadable: true
        case .new, .missing, .null, .word: false
        }
    }
}

extension FieldDrift: CustomStringConvertible {
    /// One line for people: `retyped items[].quantity: object in place of a decimal, in 1 of 3 records`.
    public var description: String {
        let share = "in \(count) of \(records) record\(records == 1 ? "" : "s")"
        return switch kind {
        case .new: "new \(path): \(share)"
        case .missing: "missing \(path): \(share)"
        case .null: "null \(path): \(share)"
        case .retyped(let expected, let found): "retyped \(path): \(found) in place of \(expected), \(share)"
        case .word(let text): "word \(path): '\(text)' is not known, \(share)"
        case .unreadable(let reason): "unreadable \(path): \(reason), \(share)"
        }
    }
}
