import Configuration

/// How the program ends; shells and schedulers act on it.
enum ExitCode: Int32 {
    /// Done.
    case done = 0
    /// Failed.
    case failed = 1
    /// The command line was wrong; nothing was done.
    case usage = 2
    /// Refused for safety.
    case refused = 3
    /// Done, but on incomplete data.
    case incomplete = 4
}

/// One option of a command, such as `--bar 5m`.
struct Option: Sendable {
    enum Kind: Sendable {
        /// Present or not.
        case flag
        /// Takes a value, named so in the help.
        case value(String)
        /// Takes one of these.
        case choice([String])
    }

    let name: String
    let kind: Kind
    let help: String
    /// Used when the option is not given; shown in the help.
    let initial: String?
    /// Whether giving it again adds a value.
    let repeats: Bool

    init(_ name: String, _ kind: Kind = .flag, _ help: String, initial: String? = nil, repeats: Bool = false) {
        self.name = name
        self.kind = kind
        self.help = help
        self.initial = initial
        self.repeats = repeats
    }
}

/// One command of the program, or a group of them.
struct Command: Sendable {
    /// A word in a fixed place.
    struct Argument: Sendable {
        let name: String
        let help: String
        let isRequired: Bool
        /// Whether further words belong to it too; only the last one may.
        var repeats = false
    }

    let name: String
    /// One line.
    let summary: String
    /// An example that runs as it stands.
    let example: String
    var arguments: [Argument] = []
    var options: [Option] = []
    var subcommands: [Command] = []
    var run: (@Sendable (Arguments) async throws -> ExitCode)?
}

/// What the user asked of a command, already checked against its options.
struct Arguments: Sendable {
    fileprivate(set) var values: [String: [String]] = [:]
    fileprivate(set) var flags: Set<String> = []
    fileprivate(set) var words: [String] = []

    /// The value of an option, its initial one when it was not given.
    func value(_ option: String) -> String? { values[option]?.last }
    /// All values of an option that repeats.
    func all(_ option: String) -> [String] { values[option] ?? [] }
    /// Puts one value, or none, in place of what was given for an option.
    mutating func replace(_ option: String, with value: String?) { values[option] = value.map { [$0] } }
    /// Whether a flag was given.
    func has(_ flag: String) -> Bool { flags.contains(flag) }
}

/// The command line does not fit the command.
struct UsageError: Error, Equatable {
    let message: String

    init(_ message: String) { self.message = message }
}

/// What the user asked for.
enum Invocation {
    case run(Command, Arguments)
    case help(String)
}

extension Command {
    /// Reads the words after the program's name.
    ///
    /// - Throws: `UsageError`, with the path of the command it belongs to.
    func parse(_ words: [String]) throws(UsageError) -> Invocation {
        var command = self
        var path = [name]
        var parsed = Arguments()
        var given: Set<String> = []
        var rest = words[...]
        var isLiteral = false
        while let word = rest.popFirst() {
            if isLiteral || !word.hasPrefix("-") || word == "-" {
                if !isLiteral, parsed.words.isEmpty, !command.subcommands.isEmpty {
                    guard let next = command.subcommands.first(where: { $0.name == word }) else {
                        let near = Spelling.nearest(to: word, in: command.subcommands.map(\.name))
                        throw UsageError(
                            "\(path.joined(separator: " ")) has no command '\(word)'\(near.map { "; did you mean '\($0)'?" } ?? "")"
                        )
                    }
                    command = next
                    path.append(word)
                } else {
                    parsed.words.append(word)
                }
                continue
            }
            if word == "--" {
                isLiteral = true
                continue
            }
            if word == "--help" || word == "-h" { return .help(command.help(path: path)) }
            try command.take(word, path: path, rest: &rest, given: &given, into: &parsed)
        }
        for option in command.options where !given.contains(option.name) {
            if let initial = option.initial { parsed.values[option.name] = [initial] }
        }
        guard command.run != nil else { return .help(command.help(path: path)) }
        try command.checkWords(parsed.words, path: path)
        return .run(command, parsed)
    }

    private func take(
        _ word: String, path: [String], rest: inout ArraySlice<String>, given: inout Set<String>,
        into parsed: inout Arguments
    ) throws(UsageError) {
        var optionName = String(word.drop { $0 == "-" })
        var value: String?
        if let equals = optionName.firstIndex(of: "=") {
            value = String(optionName[optionName.index(after: equals)...])
            optionName = String(optionName[..<equals])
        }
        guard word.hasPrefix("--"), let option = options.first(where: { $0.name == optionName }) else {
            let near = Spelling.nearest(to: optionName, in: options.map(\.name) + ["help"])
            throw UsageError(
                "\(path.joined(separator: " ")) has no option '\(word)'\(near.map { "; did you mean '--\($0)'?" } ?? "")"
            )
        }
        if given.contains(option.name), !option.repeats, option.initial != nil || !isFlag(option) {
            throw UsageError("--\(option.name) is given twice")
        }
        given.insert(option.name)
        if isFlag(option) {
            guard value == nil else { throw UsageError("--\(option.name) takes no value") }
            parsed.flags.insert(option.name)
            return
        }
        guard let text = value ?? rest.popFirst() else { throw UsageError("--\(option.name) needs a value") }
        if case .choice(let choices) = option.kind, !choices.contains(text) {
            throw UsageError("--\(option.name) is one of \(choices.joined(separator: ", ")); '\(text)' is not")
        }
        parsed.values[option.name, default: []].append(text)
    }

    private func isFlag(_ option: Option) -> Bool {
        if case .flag = option.kind { return true }
        return false
    }

    private func checkWords(_ words: [String], path: [String]) throws(UsageError) {
        let required = arguments.filter(\.isRequired)
        if words.count < required.count {
            throw UsageError("\(path.joined(separator: " ")) needs <\(required[words.count].name)>")
        }
        if words.count > arguments.count, arguments.last?.repeats != true {
            throw UsageError("\(path.joined(separator: " ")) does not know what to do with '\(words[arguments.count])'")
        }
    }
}
