import MarketModel

/// Answers kept for a while, in bounded memory. What was used longest ago makes room.
///
/// One cache belongs to one session, so to one user; the account is part of a request's path and so of the key.
struct AnswerCache {
    private struct Entry {
        let answer: Answer<any Sendable>
        let bytes: Int
        let storedAt: Timestamp
        let freshFor: Duration
        var lastUse: Int
    }

    /// An answer found, and how it stands.
    struct Hit {
        let answer: Answer<any Sendable>
        let age: Duration
        let isFresh: Bool
    }

    let limits: CacheConfiguration
    private var entries: [String: Entry] = [:]
    private var uses = 0
    /// The bytes of the bodies that the entries were read from.
    private(set) var bytes = 0

    init(_ limits: CacheConfiguration) { self.limits = limits }

    /// How many answers are kept.
    var count: Int { entries.count }

    /// The answer kept under `key`, unless it is too old for any use.
    mutating func find(_ key: String, at now: Timestamp) -> Hit? {
        guard let entry = entries[key] else { return nil }
        let age = max(now - entry.storedAt, .zero)
        guard age <= entry.freshFor + limits.staleFor else {
            remove(key)
            return nil
        }
        uses += 1
        entries[key]?.lastUse = uses
        return Hit(answer: entry.answer, age: age, isFresh: age < entry.freshFor)
    }

    /// When the answer under `key` came; `nil` for none.
    func storedAt(_ key: String) -> Timestamp? { entries[key]?.storedAt }

    /// Keeps an answer; one that alone is larger than the bound is not kept.
    mutating func store(
        _ answer: Answer<any Sendable>, under key: String, bytes size: Int, freshFor: Duration, at now: Timestamp
    ) {
        remove(key)
        guard size <= limits.maximumBytes, limits.maximumAnswers > 0 else { return }
        uses += 1
        entries[key] = Entry(answer: answer, bytes: size, storedAt: now, freshFor: freshFor, lastUse: uses)
        bytes += size
        makeRoom()
    }

    /// Forgets everything.
    mutating func removeAll() {
        entries.removeAll()
        bytes = 0
    }

    private mutating func remove(_ key: String) {
        if let entry = entries.removeValue(forKey: key) { bytes -= entry.bytes }
    }

    private mutating func makeRoom() {
        guard entries.count > limits.maximumAnswers || bytes > limits.maximumBytes else { return }
        // A little more than needed goes, so that a full cache does not sort itself at every answer.
        let (answers, size) = (limits.maximumAnswers - limits.maximumAnswers / 8, limits.maximumBytes / 8 * 7)
        for (key, _) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
            if entries.count <= max(answers, 1), bytes <= size || entries.count == 1 { break }
            remove(key)
        }
    }
}

/// How much is kept, and for how long.
public struct CacheConfiguration: Sendable, Hashable {
    /// Answers kept at most; zero for no cache.
    public var maximumAnswers: Int
    /// The bytes of their bodies at most.
    public var maximumBytes: Int
    /// How long beyond its time an answer may stand in for one that the venue failed to give.
    public var staleFor: Duration

    /// Creates a configuration.
    public init(
        maximumAnswers: Int = 4096, maximumBytes: Int = 64 << 20, staleFor: Duration = .seconds(86_400)
    ) {
        self.maximumAnswers = maximumAnswers
        self.maximumBytes = maximumBytes
        self.staleFor = staleFor
    }

    /// Keeps nothing.
    public static let none = CacheConfiguration(maximumAnswers: 0)
}
