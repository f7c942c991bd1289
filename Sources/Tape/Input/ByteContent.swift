/// The whole content of a source at once, for files that are read as one.
enum ByteContent {
    /// Reads to the end.
    ///
    /// - Throws: `TapeError.unrecognised` when there is more than `limit`.
    static func whole(_ source: any ByteSource, limit: Int) throws(TapeError) -> [UInt8] {
        var content = [UInt8](repeating: 0, count: 1 << 16)
        var count = 0
        while true {
            if count == content.count { content.append(contentsOf: repeatElement(0, count: content.count)) }
            let read = try source.read(into: &content, at: count)
            guard read > 0 else { break }
            count += read
            guard count <= limit else { throw .unrecognised(reason: "it has more than \(limit) bytes") }
        }
        content.removeLast(content.count - count)
        return content
    }
}
