#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads secrets: from a terminal without showing them, or line by line from standard input. Never from arguments, which
/// others on the machine can see.
enum SecretPrompt {
    /// The longest secret taken.
    private static let longest = 16_384

    /// Whether a person sits at standard input.
    static var isTerminal: Bool { isatty(0) != 0 }

    /// Asks for a secret.
    ///
    /// - Returns: What was typed or the next line of standard input, without blanks around it; `nil` at the end.
    static func secret(_ question: String) -> String? {
        guard isTerminal else { return line() }
        var settings = termios()
        guard tcgetattr(0, &settings) == 0 else { return line() }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        show(question)
        tcsetattr(0, TCSAFLUSH, &silent)
        defer {
            tcsetattr(0, TCSAFLUSH, &settings)
            Terminal.note("")
        }
        return line()
    }

    /// Asks for a word that is no secret.
    static func answer(_ question: String) -> String? {
        show(question)
        return line()
    }

    private static func show(_ question: String) { Terminal.ask(question) }

    /// The next line of standard input, byte by byte so that nothing of the one after it is lost.
    private static func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < longest {
            let count = read(0, &byte, 1)
            if count < 0, errno == EINTR { continue }
            if count <= 0 || byte == 0x0A { break }
            bytes.append(byte)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let trimmed = text.drop { $0.isWhitespace }
        let end = trimmed.lastIndex { !$0.isWhitespace }
        return end.map { String(trimmed[...$0]) }
    }
}
