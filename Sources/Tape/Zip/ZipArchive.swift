/// The files inside a zip archive that is held in memory.
///
/// Reads what zip tools write by default: stored and deflated entries found through the central directory, with 32-bit
/// or 64-bit fields (PKWARE APPNOTE 6.3.10). Archives in parts and encrypted ones are refused. Every size and offset of
/// the archive is checked before it is used, and content that is longer than announced or fails its checksum is an
/// error, so that hostile bytes cost neither memory nor correctness.
public struct ZipArchive: Sendable {
    /// One file of the archive.
    public struct Entry: Hashable, Sendable {
        /// Its path inside the archive.
        public let name: String
        /// Its length in bytes, unpacked.
        public let size: Int
        let method: UInt16
        let packedSize: Int
        let checksum: UInt32
        let headerOffset: Int
    }

    /// The largest archive that is opened, in bytes.
    public static let sizeLimit = 1 << 30
    /// The longest file inside that is unpacked, in bytes.
    public static let entrySizeLimit = 1 << 28

    /// The files in the order of the central directory, folders left out.
    public let entries: [Entry]
    private let bytes: [UInt8]

    /// Opens an archive file.
    ///
    /// - Throws: `TapeError`; `.unrecognised` when it is no zip archive.
    public init(path: String) throws(TapeError) {
        try self.init(bytes: try ByteContent.whole(DescriptorSource(path: path), limit: Self.sizeLimit))
    }

    /// Opens an archive in memory.
    ///
    /// - Throws: `TapeError`; `.unrecognised` when it is no zip archive.
    public init(bytes: [UInt8]) throws(TapeError) {
        self.bytes = bytes
        entries = try ZipDirectory(bytes).entries()
    }

    /// The content of one file, unpacked and checked.
    ///
    /// - Throws: `TapeError.corrupt` when the archive is damaged there; `offset` counts bytes of the archive.
    public func content(of entry: Entry) throws(TapeError) -> [UInt8] {
        let fields = LittleEndianFields(bytes)
        let header = entry.headerOffset
        // The local header: signature, then the lengths of the name and of extra data before the content.
        guard header <= bytes.count - 30, fields.long(header) == 0x0403_4B50 else {
            throw .corrupt(offset: UInt64(header), reason: "zip: no header for \(entry.name)")
        }
        let start = header + 30 + Int(fields.short(header + 26)) + Int(fields.short(header + 28))
        guard start <= bytes.count, entry.packedSize <= bytes.count - start else {
            throw .truncated(offset: UInt64(bytes.count))
        }
        let packed = bytes[start..<start + entry.packedSize]
        let content: [UInt8]
        switch entry.method {
        case 0: content = Array(packed)
        case 8:
            guard let unpacked = Deflate.unpacked(packed, size: entry.size) else {
                throw .corrupt(offset: UInt64(start), reason: "zip: \(entry.name) does not unpack")
            }
            content = unpacked
        default:
            throw .corrupt(
                offset: UInt64(header), reason: "zip: \(entry.name) is packed by method \(entry.method), not deflate")
        }
        guard content.count == entry.size, Deflate.checksum(content) == entry.checksum else {
            throw .corrupt(offset: UInt64(start), reason: "zip: the checksum of \(entry.name) is wrong")
        }
        return content
    }
}
