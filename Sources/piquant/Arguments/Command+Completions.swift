/// The shells that completions are written for.
enum Shell: String, CaseIterable {
    case bash, zsh, fish
}

extension Command {
    /// A script that completes this program's commands and options in `shell`.
    func completions(for shell: Shell) -> String {
        switch shell {
        case .bash: bashCompletions()
        case .zsh: zshCompletions()
        case .fish: fishCompletions()
        }
    }

    /// Every command with the words that lead to it, this one first.
    private func paths(after lead: [String] = []) -> [(path: [String], command: Command)] {
        [(lead, self)] + subcommands.flatMap { $0.paths(after: lead + [$0.name]) }
    }

    private var completionWords: [String] {
        subcommands.map(\.name) + options.map { "--\($0.name)" } + ["--help"]
    }

    private func bashCompletions() -> String {
        var cases = ""
        for (path, command) in paths().reversed() {
            cases +=
                "    \"\(path.map { $0 + " " }.joined())\"*) words=\"\(command.completionWords.joined(separator: " "))\" ;;\n"
        }
        return """
            _\(name)() {
              local current="${COMP_WORDS[COMP_CWORD]}" line="${COMP_WORDS[*]:1:COMP_CWORD-1} " words=""
              [ "$COMP_CWORD" -eq 1 ] && line=""
              case "$line" in
            \(cases)  esac
              COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
            }
            complete -o filenames -F _\(name) \(name)

            """
    }

    private func zshCompletions() -> String {
        "#compdef \(name)\nautoload -U +X bashcompinit && bashcompinit\n" + bashCompletions()
    }

    private func fishCompletions() -> String {
        var script = "complete -c \(name) -n __fish_use_subcommand -f\n"
        for (path, command) in paths() {
            let condition = path.last.map { "__fish_seen_subcommand_from \($0)" } ?? "__fish_use_subcommand"
            for next in command.subcommands {
                script += "complete -c \(name) -n '\(condition)' -a \(next.name) -d '\(Self.quoted(next.summary))'\n"
            }
            for option in command.options {
                script += "complete -c \(name) -n '\(condition)' -l \(option.name) -d '\(Self.quoted(option.help))'"
                if case .choice(let choices) = option.kind { script += " -x -a '\(choices.joined(separator: " "))'" }
                script += "\n"
            }
        }
        return script
    }

    private static func quoted(_ text: String) -> String { text.split(separator: "'").joined(separator: "\\'") }
}
