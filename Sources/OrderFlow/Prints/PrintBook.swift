import MarketModel

/// The last prints, to recognise duplicates and to undo what a correction or cancellation voids.
///
/// A ring of fixed length. Feeds number their prints upwards, so the usual print costs an append: each entry holds the
/// highest index up to it, which never falls, and the ring is searched by halving. Prints that arrive with a lower
/// index than one before them go through a small table as well.
struct PrintBook: Sendable {
    /// A used print with what became of it.
    struct Entry: Sendable, BitwiseCopyable {
        var print: Print
        var side: UInt8
        var tier: UInt8
        /// The tick rule's answer at the print.
        var direction: UInt8
        var isStanding: Bool
        /// The identity of the bar it counts in; 0 when in no kept bar.
        var bar: Int
        /// The highest index up to this print; set by `append`.
        var highestIndex = Int64.min
    }

    private var entries: Slab<Entry>
    private var strays: [Int64: Int] = [:]
    private let mask: Int
    /// Prints ever appended; the last `capacity` of them are remembered.
    private(set) var appended = 0
    /// The highest index so far.
    private(set) var highestIndex = Int64.min

    /// The number of prints remembered.
    var capacity: Int { mask + 1 }

    init(capacity: Int) {
        var length = 16
        while length < min(capacity, 1 << 28) { length *= 2 }
        mask = length - 1
        entries = Slab(repeating: Self.nothing, count: 16)
    }

    private static let nothing = Entry(
        print: Print(time: .epoch, price: nil, size: nil), side: 0, tier: 0, direction: 0, isStanding: false, bar: 0)

    /// Doubles the storage, up to the capacity.
    @inline(never)
    private mutating func grow() {
        let grown = Slab(repeating: Self.nothing, count: min(entries.count * 2, capacity))
        for slot in 0..<entries.count { grown[slot] = entries[slot] }
        entries = grown
    }

    /// Makes later changes safe after the book may have been copied.
    mutating func makeUnique() { entries.makeUnique() }

    /// The first remembered position.
    var firstPosition: Int { max(0, appended - mask - 1) }

    /// The entry at a position from `firstPosition` to `appended - 1`.
    subscript(position: Int) -> Entry {
        get { entries[position & mask] }
        set { entries[position & mask] = newValue }
    }

    /// Remembers a print.
    @inline(__always)
    mutating func append(_ new: Entry) {
        let index = new.print.index
        let ascends = index > highestIndex
        if ascends { highestIndex = index }
        var entry = new
        entry.highestIndex = highestIndex
        let slot = appended & mask
        if slot >= entries.count { grow() }
        if !strays.isEmpty, appended > mask { forgetStray(at: slot) }
        entries[slot] = entry
        if !ascends, index != Print.noIndex { strays[index] = appended }
        appended &+= 1
    }

    private mutating func forgetStray(at slot: Int) {
        let index = entries[slot].print.index
        if strays[index] == appended - mask - 1 { strays[index] = nil }
    }

    /// The position of the latest remembered print with this index.
    func position(of index: Int64) -> Int? {
        guard index != Print.noIndex else { return nil }
        if let stray = strays[index] { return stray }
        var (low, high) = (firstPosition, appended)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle & mask].highestIndex < index { low = middle + 1 } else { high = middle }
        }
        guard low < appended, entries[low & mask].print.index == index else { return nil }
        return low
    }

    /// The remembered standing prints of one bar, in stream order, or `nil` unless there are exactly `count`.
    func standing(inBar bar: Int, count: Int) -> [Entry]? {
        var found: [Entry] = []
        found.reserveCapacity(count)
        for position in (firstPosition..<appended).reversed() {
            let entry = self[position]
            if entry.bar == bar, entry.isStanding { found.append(entry) }
            if found.count == count { return found.reversed() }
        }
        return nil
    }
}
