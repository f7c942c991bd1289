extension Command {
    /// The help of this command, met under `path`.
    func help(path: [String]) -> String {
        var text = "\(summary)\n\nUsage: \(path.joined(separator: " "))"
        if !subcommands.isEmpty { text += " <command>" }
        for argument in arguments {
            let name = argument.name + (argument.repeats ? "..." : "")
            text += argument.isRequired ? " <\(name)>" : " [\(name)]"
        }
        if !options.isEmpty { text += " [options]" }
        text += "\n"
        if !subcommands.isEmpty {
            text += "\nCommands:\n" + Self.columns(subcommands.map { ($0.name, $0.summary) })
        }
        if !arguments.isEmpty { text += "\nArguments:\n" + Self.columns(arguments.map { ("<\($0.name)>", $0.help) }) }
        text += "\nOptions:\n"
        text += Self.columns(
            options.map { option in
                var left = "--\(option.name)"
                switch option.kind {
                case .flag: break
                case .value(let name): left += " <\(name)>"
                case .choice(let choices): left += " <\(choices.joined(separator: "|"))>"
                }
                var right = option.help
                if option.repeats { right += " (repeats)" }
                if let initial = option.initial { right += " [\(initial)]" }
                return (left, right)
            } + [("--help", "Show this help")])
        return text + "\nExample:\n  \(example)\n"
    }

    private static func columns(_ rows: [(String, String)]) -> String {
        let width = min(rows.map(\.0.count).max() ?? 0, 34)
        return rows.map { left, right in
            left.count > width
                ? "  \(left)\n  \(String(repeating: " ", count: width + 2))\(right)\n"
                : "  \(left)\(String(repeating: " ", count: width - left.count + 2))\(right)\n"
        }.joined()
    }
}
