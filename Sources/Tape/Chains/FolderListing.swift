#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file system, as far as recordings that lie beside each other need it.
enum FolderListing {
    /// The names in a folder in order of text; `nil` when it is none, or cannot be read.
    static func names(in path: String) -> [String]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a file is there and readable.
    static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }
}
