import CZstd

/// The content of a Zstandard stream of one or more frames.
final class ZstdSource: ByteSource {
    private let input: any ByteSource
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 131_072, alignment: 16)
    private let context: OpaquePointer
    private var pending: ZSTD_inBuffer
    private var isFrameOpen = false
    private var isAtEnd = false
    private var fault: TapeError?
    private var produced: UInt64 = 0

    init(_ input: any ByteSource) {
        self.input = input
        guard let context = ZSTD_createDCtx() else { preconditionFailure("zstd has no memory for a context") }
        self.context = context
        pending = ZSTD_inBuffer(src: buffer.baseAddress, size: 0, pos: 0)
    }

    deinit {
        ZSTD_freeDCtx(context)
        buffer.deallocate()
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(TapeError) -> Int {
        var count = 0
        // Bytes that came before a fault are delivered first, the fault on the next call.
        while count == 0, !isAtEnd {
            if let fault { throw fault }
            // The decompressor may hold more output than fitted last time, without needing input.
            count = isFrameOpen || pending.pos < pending.size ? decompressSome(into: target) : 0
            if count == 0, fault == nil, pending.pos == pending.size, try !refill() { break }
        }
        produced += UInt64(count)
        return count
    }

    /// Reads more compressed bytes; `false` at a proper end.
    private func refill() throws(TapeError) -> Bool {
        let count = try input.read(into: buffer)
        guard count > 0 else {
            isAtEnd = true
            if isFrameOpen { throw .truncated(offset: produced) }
            return false
        }
        pending.size = count
        pending.pos = 0
        return true
    }

    private func decompressSome(into target: UnsafeMutableRawBufferPointer) -> Int {
        var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        let hint = ZSTD_decompressStream(context, &output, &pending)
        if ZSTD_isError(hint) != 0 {
            let reason = String(cString: ZSTD_getErrorName(hint))
            fault = .corrupt(offset: produced + UInt64(output.pos), reason: "zstd: \(reason)")
        } else {
            isFrameOpen = hint != 0
        }
        return output.pos
    }
}
