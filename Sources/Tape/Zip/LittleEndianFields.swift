/// Numbers inside bytes, lowest byte first. Positions must be inside.
struct LittleEndianFields {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// 16 bits.
    func short(_ position: Int) -> UInt16 { UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8 }

    /// 32 bits.
    func long(_ position: Int) -> UInt32 { UInt32(short(position)) | UInt32(short(position + 2)) << 16 }

    /// 64 bits; `nil` when the number is larger than any length here can be.
    func wide(_ position: Int) -> Int? {
        Int(exactly: UInt64(long(position)) | UInt64(long(position + 4)) << 32)
    }
}
