@testable import Tape

/// Reads a gzip file as text.
public enum GzipText {
    /// The whole text of the file.
    ///
    /// - Throws: `TapeError`.
    public static func read(_ path: String) throws -> String {
        let source = GzipSource(try DescriptorSource(path: path))
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try source.read(into: &chunk, at: 0)
            if count == 0 { return String(decoding: text, as: UTF8.self) }
            text += chunk[..<count]
        }
    }
}
