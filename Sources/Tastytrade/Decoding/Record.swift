/// An object of the API that reads itself from its members.
///
/// A record asks for every field it knows exactly once and in any order. Only what gives it its identity is required;
/// everything else is optional, because the venue leaves fields out and adds new ones without notice.
protocol Record: Sendable {
    /// Reads the record.
    ///
    /// - Throws: `RecordFault` when a required field is missing or cannot be read.
    init(_ fields: RecordReader) throws(RecordFault)
}

/// Why a record could not be read.
struct RecordFault: Error, Equatable {
    /// The field.
    let field: String
    /// What is wrong with it.
    let reason: String
}

/// A word of a vocabulary that the venue may extend: unknown words are kept as they are.
///
/// `rawValue` is the venue's own text, `Buy to Open`.
public protocol OpenWord: RawRepresentable<String>, Hashable, Sendable, CustomStringConvertible {
    /// The words this client knows.
    static var known: [Self] { get }
    /// Takes any text.
    init(rawValue: String)
}

extension OpenWord {
    /// The venue's own text.
    public var description: String { rawValue }
    /// Whether this client knows the word.
    public var isKnown: Bool { Self.known.contains(self) }
}
