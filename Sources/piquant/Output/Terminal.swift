#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The program's standard output and standard error.
enum Terminal {
    /// Writes to standard output at once.
    static func print(_ text: String, terminator: String = "\n") { write(Array((text + terminator).utf8), to: 1) }

    /// Writes bytes to standard output at once.
    static func print(bytes: [UInt8]) { write(bytes, to: 1) }

    /// Writes a line to standard error at once.
    static func note(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

    /// Writes a question to standard error and stays on its line.
    static func ask(_ question: String) { write(Array((question + ": ").utf8), to: 2) }

    /// Whether a person reads standard error.
    static var showsProgress: Bool { isatty(2) != 0 }

    /// The width of the terminal behind standard output in characters; `nil` where there is none.
    static var width: Int? {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Replaces the line on standard error, when a person reads it.
    static func progress(_ text: String) {
        if showsProgress { write(Array("\r\u{1B}[K\(text)".utf8), to: 2) }
    }

    /// Takes the progress line away.
    static func endProgress() { progress("") }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var sent = 0
        bytes.withUnsafeBytes { buffer in
            while sent < buffer.count {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, buffer.baseAddress! + sent, buffer.count - sent)
                #else
                    let count = Darwin.write(descriptor, buffer.baseAddress! + sent, buffer.count - sent)
                #endif
                if count < 0, errno != EINTR {
                    // Nobody reads any more, as after `| head`: there is nothing left to do.
                    if errno == EPIPE { exit(0) }
                    return
                }
                sent += max(count, 0)
            }
        }
    }
}
