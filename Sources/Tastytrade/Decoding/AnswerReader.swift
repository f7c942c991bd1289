import JSON

/// The body of an answer on its way to a value: finds what is inside the envelope and notes what differs.
struct AnswerReader {
    /// The whole body.
    let body: JSONValue
    /// What was met on the way.
    let log: DecodingLog

    /// The most bytes of a body.
    static let maximumBytes = 64 << 20

    /// Reads the bytes of a body.
    ///
    /// - Throws: `TastytradeError.unexpectedAnswer` when they are not JSON.
    init(_ bytes: [UInt8], log: DecodingLog = DecodingLog()) throws(TastytradeError) {
        do {
            body = try JSONReader.read(bytes, maximumBytes: Self.maximumBytes)
        } catch {
            throw TastytradeError.unexpectedAnswer(field: "the body, which is not JSON")
        }
        self.log = log
    }

    /// What the envelope holds; the body itself when there is no envelope.
    var content: JSONValue { body["data"] ?? body }

    /// The one object of the answer.
    ///
    /// - Throws: `TastytradeError.unexpectedAnswer` when it is absent or cannot be read.
    func one<Value: Record>(_ type: Value.Type) throws(TastytradeError) -> Value {
        do {
            return try RecordReader.read(type, from: content, log.root)
        } catch {
            log.root.noteUnreadable(error.reason)
            throw TastytradeError.unexpectedAnswer(field: error.field.isEmpty ? "data" : "data.\(error.field)")
        }
    }

    /// The list of the answer: `data.items`, or a bare array.
    ///
    /// - Throws: `TastytradeError.unexpectedAnswer` when there is no list. A record that cannot be read is left out
    ///   and noted.
    func many<Value: Record>(_ type: Value.Type) throws(TastytradeError) -> [Value] {
        guard let elements = content["items"]?.array ?? content.array else {
            throw TastytradeError.unexpectedAnswer(field: "data.items")
        }
        return RecordReader.list(type, elements, log.root.child("items[]"))
    }

    /// Which page of how many this is; `nil` for an answer that is not paged.
    var page: PageInfo? { body["pagination"].flatMap(PageInfo.init) }
}

/// Which page of a list an answer is.
public struct PageInfo: Sendable, Equatable {
    /// Items a page holds at most.
    public let perPage: Int
    /// The page's number, from zero.
    public let pageOffset: Int
    /// Items in all pages.
    public let totalItems: Int
    /// Pages in all.
    public let totalPages: Int

    init?(_ value: JSONValue) {
        func number(_ name: String) -> Int? { value[name]?.int ?? value[name]?.string.flatMap(Int.init) }
        guard let pageOffset = number("page-offset"), let totalPages = number("total-pages") else { return nil }
        self.pageOffset = pageOffset
        self.totalPages = totalPages
        perPage = number("per-page") ?? 0
        totalItems = number("total-items") ?? 0
    }

    /// Whether another page follows.
    public var hasNext: Bool { pageOffset < totalPages - 1 }
}
