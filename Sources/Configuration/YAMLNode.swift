/// A piece of a YAML document, and the line it stands in.
struct YAMLNode: Equatable {
    enum Content: Equatable {
        /// Text as written, without its quotes; empty for nothing.
        case scalar(String)
        /// Members in the order of the document.
        case mapping([Member])
        /// Elements in the order of the document.
        case sequence([YAMLNode])
    }

    /// A member of a mapping.
    struct Member: Equatable {
        var key: String
        /// The line of the key, from 1.
        var line: Int
        var value: YAMLNode
    }

    var content: Content
    /// From 1.
    var line: Int

    /// What it is, in words.
    var kind: String {
        switch content {
        case .scalar: "a single value"
        case .mapping: "a block of further keys"
        case .sequence: "a list"
        }
    }
}
