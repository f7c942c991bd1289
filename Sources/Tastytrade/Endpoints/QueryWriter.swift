import MarketModel

/// Gathers the parts of a query, leaving out what was not asked for.
struct QueryWriter {
    private(set) var parts: [(name: String, value: String)] = []

    /// A part, when there is a value.
    mutating func add(_ name: String, _ value: String?) {
        if let value { parts.append((name, value)) }
    }

    /// A whole number, when there is one.
    mutating func add(_ name: String, _ value: Int?) { add(name, value.map(String.init)) }

    /// A flag, when there is one.
    mutating func add(_ name: String, _ value: Bool?) { add(name, value.map { $0 ? "true" : "false" }) }

    /// A day, when there is one.
    mutating func add(_ name: String, _ value: TradingDay?) { add(name, value?.description) }

    /// A moment, when there is one, in UTC to the millisecond.
    mutating func add(_ name: String, _ value: Timestamp?) { add(name, value?.description) }

    /// A word, when there is one.
    mutating func add(_ name: String, _ value: (some OpenWord)?) { add(name, value?.rawValue) }

    /// A list, written `name[]` once for each value.
    mutating func add(list name: String, _ values: [String]) {
        for value in values { parts.append((name + "[]", value)) }
    }
}

/// Which page of a list to ask for.
public struct PageRequest: Sendable, Equatable {
    /// The page's number, from zero.
    public var offset: Int
    /// Items a page; `nil` for the venue's own number.
    public var size: Int?

    /// Asks for a page.
    public init(offset: Int = 0, size: Int? = nil) {
        self.offset = offset
        self.size = size
    }

    /// The venue's first page, in its own size.
    public static let first = PageRequest()

    func write(to query: inout QueryWriter) {
        query.add("per-page", size)
        if offset > 0 { query.add("page-offset", offset) }
    }
}
