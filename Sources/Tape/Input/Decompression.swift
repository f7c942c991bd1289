/// Finds what a source is compressed with.
enum Decompression {
    /// The content behind gzip or Zstandard, recognised by its first bytes, else the source as it is.
    static func opened(_ source: any ByteSource) throws(TapeError) -> any ByteSource {
        var first = [UInt8](repeating: 0, count: 4)
        var count = 0
        while count < 4 {
            let read = try source.read(into: &first, at: count)
            if read == 0 { break }
            count += read
        }
        let whole = PrefixedSource(Array(first[..<count]), then: source)
        if first[..<count].starts(with: [0x1F, 0x8B]) { return GzipSource(whole) }
        // A frame, or a skippable frame before it.
        let isFrame = first[..<count].starts(with: [0x28, 0xB5, 0x2F, 0xFD])
        let isSkippable = count == 4 && first[0] & 0xF0 == 0x50 && Array(first[1...]) == [0x2A, 0x4D, 0x18]
        return isFrame || isSkippable ? ZstdSource(whole) : whole
    }
}
