import MarketModel

/// How events of a subscription are delivered.
enum Delivery {
    /// Every event.
    case stream
    /// The last value at most once an aggregation period.
    case ticker
    /// A snapshot, then every event.
    case history
    /// Counted, never answered: types and symbols the token is not entitled to or nobody knows.
    case silent
}

/// What a channel is subscribed to, found by symbol id without hashing.
struct SubscriptionBook {
    /// What a subscription is known by.
    struct Key: Hashable {
        var type: String
        var symbol: String
        var source: String?
    }

    /// One subscription.
    struct Entry {
        var type: MarketEventType?
        var id: NameID?
        var delivery: Delivery
    }

    private(set) var entries: [Key: Entry] = [:]
    /// By type and symbol id: whether every event goes out, whether the last value does.
    private var streams: [[Bool]]
    private var tickers: [[Bool]]
    private var streamCounts: [Int]
    private var tickerCounts: [Int]
    private var wildcards: [Delivery?]

    /// The symbol that means every symbol, on STREAM and AUTO.
    static let wildcard = "*"

    init() {
        let types = MarketEventType.allCases.count
        streams = Array(repeating: [], count: types)
        tickers = Array(repeating: [], count: types)
        streamCounts = Array(repeating: 0, count: types)
        tickerCounts = Array(repeating: 0, count: types)
        wildcards = Array(repeating: nil, count: types)
    }

    /// Adds or replaces a subscription.
    mutating func set(_ key: Key, _ entry: Entry) {
        remove(key)
        entries[key] = entry
        guard let type = entry.type.map({ Int($0.rawValue) }) else { return }
        if key.symbol == Self.wildcard {
            wildcards[type] = entry.delivery == .silent ? nil : entry.delivery
        } else if let id = entry.id {
            mark(type, id, entry.delivery, true)
        }
    }

    /// Removes a subscription and returns it.
    @discardableResult
    mutating func remove(_ key: Key) -> Entry? {
        guard let entry = entries.removeValue(forKey: key) else { return nil }
        guard let type = entry.type.map({ Int($0.rawValue) }) else { return entry }
        if key.symbol == Self.wildcard {
            wildcards[type] = nil
        } else if let id = entry.id {
            mark(type, id, entry.delivery, false)
        }
        return entry
    }

    private mutating func mark(_ type: Int, _ id: NameID, _ delivery: Delivery, _ isOn: Bool) {
        let place = Int(id.rawValue)
        func set(_ flags: inout [Bool], _ count: inout Int) {
            while flags.count <= place { flags.append(false) }
            guard flags[place] != isOn else { return }
            flags[place] = isOn
            count += isOn ? 1 : -1
        }
        switch delivery {
        case .stream, .history: set(&streams[type], &streamCounts[type])
        case .ticker: set(&tickers[type], &tickerCounts[type])
        case .silent: break
        }
    }

    /// Whether any symbol of the type is streamed.
    func hasStreams(_ type: MarketEventType) -> Bool {
        streamCounts[Int(type.rawValue)] > 0 || wildcards[Int(type.rawValue)] == .stream
    }

    /// Whether any symbol of the type is conflated.
    func hasTickers(_ type: MarketEventType) -> Bool {
        tickerCounts[Int(type.rawValue)] > 0 || wildcards[Int(type.rawValue)] == .ticker
    }

    /// Whether every event of this symbol and type goes out.
    func isStreamed(_ type: MarketEventType, _ id: NameID) -> Bool {
        let flags = streams[Int(type.rawValue)]
        let place = Int(id.rawValue)
        return (place < flags.count && flags[place]) || wildcards[Int(type.rawValue)] == .stream
    }

    /// Whether the last value of this symbol and type goes out.
    func isConflated(_ type: MarketEventType, _ id: NameID) -> Bool {
        let flags = tickers[Int(type.rawValue)]
        let place = Int(id.rawValue)
        return (place < flags.count && flags[place]) || wildcards[Int(type.rawValue)] == .ticker
    }
}
