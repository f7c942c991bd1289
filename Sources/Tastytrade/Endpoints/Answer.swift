/// What a request brought.
public struct Answer<Value: Sendable>: Sendable {
    /// The decoded value.
    public let value: Value
    /// Which page it is; `nil` for an answer that is not paged.
    public let page: PageInfo?
    /// How the answer differs from what this client knows of the endpoint; empty when it does not.
    public let drift: [FieldDrift]
    /// How old it is.
    public let freshness: AnswerFreshness

    /// What could not be read, one line each.
    public var losses: [FieldDrift] { drift.filter(\.isLoss) }
}

/// How old an answer is.
public enum AnswerFreshness: Sendable, Equatable {
    /// Came just now.
    case fresh
    /// Was asked for this long ago and is good for longer.
    case cached(age: Duration)
    /// Is past its time, and is given because the venue failed to give a newer one.
    case stale(age: Duration)
}
