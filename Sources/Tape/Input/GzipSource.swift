import CZlib

/// The content of a gzip stream of one or more members.
final class GzipSource: ByteSource {
    private let input: any ByteSource
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    private let stream: UnsafeMutablePointer<z_stream>
    private var isMemberOpen = false
    private var isAtEnd = false
    private var fault: TapeError?
    private var produced: UInt64 = 0

    init(_ input: any ByteSource) {
        self.input = input
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = piquant_inflate_init_gzip(stream)
        precondition(status == Z_OK, "zlib has no memory for a stream")
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        buffer.deallocate()
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(TapeError) -> Int {
        var count = 0
        // Bytes that came before a fault are delivered first, the fault on the next call.
        while count == 0, !isAtEnd {
            if let fault { throw fault }
            if stream.pointee.avail_in == 0, try !refill() { break }
            count = inflateSome(into: target)
        }
        produced += UInt64(count)
        return count
    }

    /// Reads more compressed bytes; `false` at a proper end.
    private func refill() throws(TapeError) -> Bool {
        let count = try input.read(into: buffer)
        guard count > 0 else {
            isAtEnd = true
            if isMemberOpen { throw .truncated(offset: produced) }
            return false
        }
        stream.pointee.next_in = buffer.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_in = UInt32(count)
        return true
    }

    private func inflateSome(into target: UnsafeMutableRawBufferPointer) -> Int {
        isMemberOpen = true
        let room = UInt32(min(target.count, 1 << 30))
        stream.pointee.next_out = target.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = room
        let status = inflate(stream, Z_NO_FLUSH)
        let count = Int(room - stream.pointee.avail_out)
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END:
            isMemberOpen = false
            inflateReset(stream)
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)"
            fault = .corrupt(offset: produced + UInt64(count), reason: "gzip: \(reason)")
        }
        return count
    }
}
