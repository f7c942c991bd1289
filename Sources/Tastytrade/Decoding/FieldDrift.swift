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
    /// How many amounts are not kept because of it: this field should have told their sign.
    public let lostAmounts: Int
    /// How many whole records are left out because of it: they mean nothing without this field.
    public let lostRecords: Int

    /// Whether a value of the answer that this client knows was lost: a field of another kind, a record that could not
    /// be read, an amount without its sign. What the venue did not send is not a loss, nor is what this client never
    /// knew.
    public var isLoss: Bool {
        if lostAmounts > 0 || lostRecords > 0 { return true }
        return switch kind {
        case .retyped, .unreadable: true
        case .new, .missing, .null, .word: false
        }
    }
}

extension FieldDrift: CustomStringConvertible {
    /// One line for people: `retyped items[].quantity: an object in place of a decimal, in 1 of 3 records`.
    public var description: String {
        let told =
            switch kind {
            case .new: "new \(path): "
            case .missing: "missing \(path): "
            case .null: "null \(path): "
            case .retyped(let expected, let found): "retyped \(path): \(found) in place of \(expected), "
            case .word(let text): "word \(path): '\(text)' is not known, "
            case .unreadable(let reason): "unreadable \(path.isEmpty ? "data" : path): \(reason), "
            }
        return told + "in \(Self.counted(count, of: records))" + consequence
    }

    private var consequence: String {
        var text = ""
        if lostAmounts > 0 {
            text +=
                "; without it \(lostAmounts) amount\(lostAmounts == 1 ? " has no sign and is" : "s have no sign and are") not kept"
        }
        if lostRecords > 0 {
            text += "; without it \(lostRecords) record\(lostRecords == 1 ? " is" : "s are") left out"
        }
        return text
    }

    private static func counted(_ count: Int, of records: Int) -> String {
        "\(count) of \(records) record\(records == 1 ? "" : "s")"
    }
}
