/// A text file that fits into memory: plain, gzip or Zstandard, recognised by its content.
public enum TextFile {
    /// The most that is read, in bytes of text: larger files are for readers that stream.
    public static let maximumBytes = 1 << 30

    /// The whole text of a file, or of standard input for `-`; bytes that are no UTF-8 become `U+FFFD`.
    ///
    /// - Throws: `TapeError`; `.unrecognised` when the text is longer than `maximumBytes`.
    public static func read(_ path: String) throws(TapeError) -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// The whole content of a file, or of standard input for `-`, unpacked and as it is.
    ///
    /// - Throws: `TapeError`; `.unrecognised` when it is longer than `maximumBytes`.
    public static func bytes(_ path: String) throws(TapeError) -> [UInt8] {
        var window = ByteWindow(try Decompression.opened(DescriptorSource(path: path)))
        var text: [UInt8] = []
        while try window.fill() {
            guard text.count + window.available <= maximumBytes else {
                throw .unrecognised(reason: "the text is longer than \(maximumBytes) bytes")
            }
            text += window.storage[window.start..<window.end]
            window.skip(window.available)
        }
        return text
    }
}
