import JSON

/// A piece of JSON as the venue sent it: for what the venue does not describe.
public struct VerbatimJSON: Sendable, Hashable, CustomStringConvertible {
    /// Its compact text.
    public let text: String

    init(_ value: JSONValue) {
        var bytes: [UInt8] = []
        JSONText.append(value, to: &bytes)
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Its compact text.
    public var description: String { text }
}

/// An object whose fields the venue does not describe: every member is kept as it is, so it never drifts.
public struct OpenObject: Sendable, Equatable {
    /// One member.
    public struct Member: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: VerbatimJSON
    }

    /// The members in the venue's order.
    public let members: [Member]

    /// The value of a member; `nil` when there is none. Of a repeated name it is the last.
    public subscript(_ name: String) -> VerbatimJSON? { members.last { $0.name == name }?.value }
}

extension OpenObject: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        members = fields.everything().map { Member(name: $0.name, value: $0.value) }
    }
}
