#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that a command writes whole.
enum OutputFile {
    /// Replaces the file's content, or prints the text for `-`.
    ///
    /// - Throws: `Failure` P209 when the file cannot be written.
    static func write(_ text: String, to path: String) throws {
        guard path != "-" else {
            Terminal.print(text, terminator: "")
            return
        }
        guard let file = fopen(path, "w") else { throw failure(path, errno) }
        try fill(file, text, path)
    }

    /// Writes a file that is not there yet, and the folder it belongs in.
    ///
    /// - Throws: `Failure` P209 when the file is there, or cannot be written.
    static func create(_ text: String, at path: String) throws {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { mkdir(String(path[..<slash]), 0o700) }
        guard let file = fopen(path, "wx") else {
            guard errno == EEXIST else { throw failure(path, errno) }
            throw Failure(
                code: "P209", message: "\(path) is there already and was left as it is; choose another --out.")
        }
        try fill(file, text, path)
    }

    private static func fill(_ file: UnsafeMutablePointer<FILE>, _ text: String, _ path: String) throws {
        let count = text.utf8.count
        let isWritten =
            text.utf8.withContiguousStorageIfAvailable { fwrite($0.baseAddress, 1, $0.count, file) } == count
        let code = errno
        guard fclose(file) == 0, isWritten else { throw failure(path, isWritten ? errno : code) }
    }

    private static func failure(_ path: String, _ code: Int32) -> Failure {
        Failure(
            code: "P209",
            message:
                "\(path) cannot be written: \(String(cString: strerror(code))). What is in it is not whole; choose "
                + "another --out.")
    }
}
