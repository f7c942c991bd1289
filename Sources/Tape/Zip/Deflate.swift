import CZlib

/// Bare deflate streams and their checksums.
enum Deflate {
    /// The most that deflate can expand its input, rounded up; who claims more is lying.
    private static let expansionLimit = 1033

    /// Unpacks a whole stream; `nil` when it is damaged or its length is not `size`.
    ///
    /// No more than `size` bytes are ever held, whatever the stream claims.
    static func unpacked(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        guard size <= packed.count * expansionLimit + 64 else { return nil }
        var stream = z_stream()
        guard piquant_inflate_init_raw(&stream) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        // One byte of room more than expected: a stream that is too long fills it.
        var content = [UInt8](repeating: 0, count: size + 1)
        var input = Array(packed)
        let status = input.withUnsafeMutableBufferPointer { source in
            content.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, stream.avail_out == 1 else { return nil }
        content.removeLast()
        return content
    }

    /// CRC-32 as zip and gzip compute it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
    }
}
