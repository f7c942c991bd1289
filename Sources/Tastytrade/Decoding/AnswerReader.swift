import JSON

/// The body of an answer on its way to a value: finds what is inside the envelope and notes what differs.
struct AnswerReader {
    /// The whole body.
    let body: JSONValue
    /// What was met on the way.
    let log: DecodingLog

    /// The most bytes of a body.
    static let maximumBytes = 64 << 20

    /// Reads the bytes of a body. No bytes at all, as with status 204, read as `null`.
    ///
    /// - Throws: `TastytradeError.unexpectedAnswer` when they are not JSON.
    init(_ bytes: [UInt8], log: DecodingLog = DecodingLog()) throws(TastytradeError) {
        do {
            body = bytes.isEmpty ? .null : try JSONReader.read(bytes, maximumBytes: Self.maximumBytes)
        } catch {
            let fault =
                switch error.reason {
                case .tooLong: "is longer than \(Self.maximumBytes >> 20) MiB"
                case .tooDeep: "is nested too deep"
                case .truncated: "ends inside a value"
                case .unexpectedByte, .badText, .trailingBytes: "is not JSON from byte \(error.offset) on"
                }
            throw TastytradeError.unexpectedAnswer(field: "the body, which \(fault)")
        }
        self.log = log
    }

    /// Reads a body that is JSON already.
    init(_ body: JSONValue, log: DecodingLog = DecodingLog()) {
        self.body = body
        self.log = log
    }

    /// What stands beside `data` in an envelope.
    private static let envelope: Set = ["data", "context", "pagination", "api-version"]

    /// What the envelope holds; the body itself when there is no envelope. What else the envelope carries is noted.
    var content: JSONValue {
        guard let data = body["data"], let members = body.object else { return body }
        for member in members where !Self.envelope.contains(member.key) { log.root.noteUnknown(member.key) }
        return data
    }

    /// The one object of the answer.
    ///
    /// - Throws: `TastytradeError.unexpectedAnswer` when it is absent or cannot be read.
    func one<Value: Record>(_ type: Value.Type) throws(TastytradeError) -> Value {
        do {
            return try RecordReader.read(type, from: content, log.root)
        } catch {
            log.root.noteUnreadable(error)
            throw TastytradeError.unexpectedAnswer(field: error.field.isEmpty ? "data" : "data.\(error.field)")
        }
    }

    /// The list of the answer: `data.items`, or a bare array.
    ///
    /// - Throws: `TastytradeError.unexpectedAnswer` when there is no list. A record that cannot be read is left out
    ///   and noted; `failed` is called with its place.
    func many<Value: Record>(
        _ type: Value.Type, failed: (Int, RecordFault) -> Void = { _, _ in }
    ) throws(TastytradeError) -> [Value] {
        RecordReader.list(type, try elements(), log.root.child("items[]"), failed: failed)
    }

    /// The texts of the list of the answer; what is not text is left out and noted.
    func texts() throws(TastytradeError) -> [String] {
        try elements().compactMap { element in
            if let text = element.string { return text }
            log.root.noteRetyped("items[]", expected: "text", found: element.kindName)
            return nil
        }
    }

    /// The elements of the list of the answer: `data.items`, or a bare array. What stands beside `items` is noted.
    func elements() throws(TastytradeError) -> [JSONValue] {
        let content = content
        if let elements = content.array { return elements }
        guard let elements = content["items"]?.array else {
            switch content["items"] {
            case nil: log.root.noteMissing("items")
            case .null?: log.root.noteNull("items")
            case let found?: log.root.noteRetyped("items", expected: "a list", found: found.kindName)
            }
            throw TastytradeError.unexpectedAnswer(field: "data.items")
        }
        for member in content.object ?? [] where member.key != "items" { log.root.noteUnknown(member.key) }
        return elements
    }

    /// Which page of how many this is; `nil` for an answer that is not paged.
    var page: PageInfo? {
        guard let pagination = body["pagination"], pagination != .null else { return nil }
        let node = log.root.child("pagination")
        do {
            return try RecordReader.read(PageInfo.self, from: pagination, node)
        } catch {
            node.noteUnreadable(error)
            return nil
        }
    }
}
