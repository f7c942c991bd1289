/// The completed bars, oldest first, at most so many; the oldest gives way and its storage is used again.
struct BarHistory: Sendable {
    private var storage: ContiguousArray<BarRecord> = []
    private var head = 0
    private let limit: Int
    /// Bars that gave way.
    private(set) var forgotten = 0

    init(limit: Int) { self.limit = max(1, limit) }

    var count: Int { storage.count }
    var indices: Range<Int> { 0..<storage.count }

    subscript(position: Int) -> BarRecord {
        get { storage[slot(position)] }
        _modify { yield &storage[slot(position)] }
    }

    /// The numbers of a bar, without its rows.
    func state(_ position: Int) -> BarState { storage[slot(position)].state }

    private func slot(_ position: Int) -> Int {
        let slot = head + position
        return slot < storage.count ? slot : slot - storage.count
    }

    /// Appends a bar without rows and returns its position; its rows are to be filled in.
    mutating func append(_ state: BarState) -> Int {
        guard storage.count >= limit else {
            storage.append(BarRecord(state: state))
            return storage.count - 1
        }
        let reused = head
        head = head + 1 == storage.count ? 0 : head + 1
        forgotten += 1
        storage[reused].state = state
        storage[reused].rows.removeAll(keepingCapacity: true)
        if !storage[reused].wide.isEmpty { storage[reused].wide = [:] }
        return storage.count - 1
    }

    /// Puts a bar at a position, moving later ones up; returns where it is once the oldest gave way.
    mutating func insert(_ state: BarState, at position: Int) -> Int {
        let target = storage.count >= limit ? max(0, position - 1) : position
        var present = append(state)
        while present > target {
            storage.swapAt(slot(present), slot(present - 1))
            present -= 1
        }
        return target
    }

    /// The position of the bar with this identity.
    func position(ofID id: Int) -> Int? {
        indices.reversed().first { storage[slot($0)].state.id == id }
    }

    /// The position after the last bar that starts at or before a time.
    func position(after time: Int64) -> Int {
        var (low, high) = (0, storage.count)
        while low < high {
            let middle = (low + high) / 2
            if storage[slot(middle)].state.start <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
