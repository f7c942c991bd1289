#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes in order, from a file, standard input, memory, or through a decompressor.
protocol ByteSource: AnyObject {
    /// Fills the front of `target` with what comes next.
    ///
    /// - Returns: How many bytes were written; 0 only at the end.
    func read(into target: UnsafeMutableRawBufferPointer) throws(TapeError) -> Int
}

extension ByteSource {
    /// Fills `target` from `position` on; see `read(into:)`.
    func read(into target: inout [UInt8], at position: Int) throws(TapeError) -> Int {
        let result = target.withUnsafeMutableBytes { bytes in
            Result { () throws(TapeError) in
                try read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[position...]))
            }
        }
        return try result.get()
    }
}

/// The bytes of a file descriptor.
final class DescriptorSource: ByteSource {
    private let descriptor: Int32
    private let isOwned: Bool

    /// Opens a file, or takes standard input for `-`.
    init(path: String) throws(TapeError) {
        isOwned = path != "-"
        descriptor = isOwned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
        guard descriptor >= 0 else { throw .cannotOpen(path: path, code: errno) }
    }

    deinit { if isOwned, descriptor >= 0 { close(descriptor) } }

    func read(into target: UnsafeMutableRawBufferPointer) throws(TapeError) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, target.baseAddress, target.count)
            #else
                let count = Darwin.read(descriptor, target.baseAddress, target.count)
            #endif
            if count >= 0 { return count }
            guard errno == EINTR else { throw .readFailed(code: errno) }
        }
    }
}

/// Bytes that are already in memory.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, bytes.count - position)
        target.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

/// A source with some of its bytes read already, to be read again.
final class PrefixedSource: ByteSource {
    private let prefix: MemorySource
    private let rest: any ByteSource

    init(_ prefix: [UInt8], then rest: any ByteSource) {
        self.prefix = MemorySource(prefix)
        self.rest = rest
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(TapeError) -> Int {
        let count = prefix.read(into: target)
        return count > 0 || target.isEmpty ? count : try rest.read(into: target)
    }
}
