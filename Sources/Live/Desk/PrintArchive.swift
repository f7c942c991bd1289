import OrderFlow

/// The latest prints of one instrument, oldest first, so that a view opened later can be built from them.
///
/// Bounded: when it is full the oldest block gives way and is counted.
struct PrintArchive {
    private static let blockSize = 8192

    private var blocks: [ContiguousArray<Print>] = []
    private let capacity: Int
    /// Prints kept.
    private(set) var count = 0
    /// Prints that gave way to newer ones.
    private(set) var forgotten = 0

    /// - Parameter capacity: The most prints kept, rounded up to whole blocks.
    init(capacity: Int) { self.capacity = max(capacity, Self.blockSize) }

    mutating func append(_ print: Print) {
        if blocks.isEmpty || blocks[blocks.count - 1].count == Self.blockSize {
            if count + Self.blockSize > capacity, blocks.count > 1 {
                let oldest = blocks.removeFirst()
                count -= oldest.count
                forgotten += oldest.count
            }
            var block = ContiguousArray<Print>()
            block.reserveCapacity(Self.blockSize)
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(print)
        count += 1
    }

    /// Calls `body` with every print, oldest first.
    func forEach(_ body: (Print) -> Void) {
        for block in blocks {
            for print in block { body(print) }
        }
    }

    mutating func removeAll() {
        blocks.removeAll()
        count = 0
        forgotten = 0
    }
}
