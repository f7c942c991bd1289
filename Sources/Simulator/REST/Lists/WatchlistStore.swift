import JSON
import MarketModel

/// The user's watchlists, by name.
final class WatchlistStore: Restorable {
    /// Why a list is not taken.
    enum Refusal: Error {
        case nameTaken, tooMany
    }

    private static let limit = 500
    private let lists = Lock<[String: JSONValue]>([:])

    /// All lists by order index and name.
    var all: [JSONValue] {
        lists.withLock { lists in
            lists.sorted {
                ($0.value["order-index"]?.int ?? 9999, $0.key) < ($1.value["order-index"]?.int ?? 9999, $1.key)
            }
            .map(\.value)
        }
    }

    subscript(_ name: String) -> JSONValue? { lists.withLock { $0[name] } }

    func add(_ list: JSONValue, named name: String) throws(Refusal) {
        let refusal: Refusal? = lists.withLock { lists in
            guard lists[name] == nil else { return .nameTaken }
            guard lists.count < Self.limit else { return .tooMany }
            lists[name] = list
            return nil
        }
        if let refusal { throw refusal }
    }

    /// Puts a list in the place of another; false when there is none of that name, or the new name is another's.
    func replace(_ name: String, with list: JSONValue, named newName: String) -> Bool {
        lists.withLock { lists in
            guard lists[name] != nil, newName == name || lists[newName] == nil else { return false }
            lists[name] = nil
            lists[newName] = list
            return true
        }
    }

    func remove(_ name: String) -> JSONValue? { lists.withLock { $0.removeValue(forKey: name) } }

    // MARK: Restorable

    var snapshotName: String { "watchlists" }

    func snapshot() -> JSONValue { .array(all) }

    func restore(_ state: JSONValue) -> Bool {
        guard let items = state.array, items.count <= Self.limit else { return false }
        var restored: [String: JSONValue] = [:]
        for item in items {
            guard let name = item["name"]?.string else { return false }
            restored[name] = item
        }
        lists.withLock { $0 = restored }
        return true
    }
}
