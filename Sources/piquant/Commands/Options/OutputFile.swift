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
