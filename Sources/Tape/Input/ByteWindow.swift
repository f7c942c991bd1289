/// The decompressed content of a recording, seen through one bounded buffer.
struct ByteWindow: ~Copyable {
    private let source: any ByteSource
    /// Holds the unread bytes at `start..<end`.
    private(set) var storage: [UInt8]
    private(set) var start = 0
    private(set) var end = 0
    /// Where `start` is in the content.
    private(set) var offset: UInt64 = 0
    private(set) var isAtEnd = false

    init(_ source: any ByteSource) {
        self.source = source
        storage = [UInt8](repeating: 0, count: 262_144)
    }

    /// Bytes that can be looked at now.
    var available: Int { end - start }

    /// Makes `count` bytes available, growing the buffer only as far as bytes really arrive.
    ///
    /// - Returns: `false` when the content ends before that.
    mutating func require(_ count: Int) throws(TapeError) -> Bool {
        while available < count {
            guard try fill() else { return false }
        }
        return true
    }

    /// Reads some more; `false` at the end of the content.
    mutating func fill() throws(TapeError) -> Bool {
        guard !isAtEnd else { return false }
        if start > 0, end == storage.count {
            let unread = start..<end
            storage.withUnsafeMutableBytes { bytes in
                bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[unread]))
            }
            (start, end) = (0, unread.count)
        }
        if end == storage.count { storage.append(contentsOf: repeatElement(0, count: storage.count)) }
        let count = try source.read(into: &storage, at: end)
        end += count
        isAtEnd = count == 0
        return count > 0
    }

    /// Leaves the next `count` bytes behind.
    mutating func skip(_ count: Int) {
        precondition(count <= available, "only available bytes are skipped")
        start += count
        offset += UInt64(count)
    }
}
