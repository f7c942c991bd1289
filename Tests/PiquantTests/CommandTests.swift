import Testing

@testable import piquant

struct CommandTests {
    private let command = Command(
        name: "top", summary: "A program", example: "top work",
        subcommands: [
            Command(
                name: "work", summary: "Works", example: "top work f",
                arguments: [.init(name: "file", help: "The file", isRequired: true)],
                options: [
                    Option("json", .flag, "As JSON"), Option("bar", .value("length"), "The bar", initial: "5m"),
                    Option("symbol", .value("symbol"), "A symbol", repeats: true),
                    Option("format", .choice(["csv", "json"]), "The format"),
                ], run: { _ in .done })
        ])

    private func arguments(_ words: String...) throws -> Arguments {
        guard case .run(_, let arguments) = try command.parse(words) else {
            throw UsageError("help")
        }
        return arguments
    }

    @Test("options in every spelling")
    func options() throws {
        let parsed = try arguments("work", "--bar=1m", "--symbol", "A", "file", "--json", "--symbol=B")
        #expect(parsed.value("bar") == "1m")
        #expect(parsed.all("symbol") == ["A", "B"])
        #expect(parsed.has("json"))
        #expect(parsed.words == ["file"])
        #expect(try arguments("work", "-").words == ["-"])
        #expect(try arguments("work", "--", "--bar").words == ["--bar"])
        #expect(try arguments("work", "x").value("bar") == "5m")
    }

    @Test(
        "wrong words say what is wrong",
        arguments: [
            (["wrok"], "top has no command 'wrok'; did you mean 'work'?"),
            (["work"], "top work needs <file>"),
            (["work", "a", "b"], "top work does not know what to do with 'b'"),
            (["work", "a", "--bra", "1m"], "top work has no option '--bra'; did you mean '--bar'?"),
            (["work", "a", "--bar"], "--bar needs a value"),
            (["work", "a", "--json=1"], "--json takes no value"),
            (["work", "a", "--format", "xml"], "--format is one of csv, json; 'xml' is not"),
            (["work", "a", "--bar", "1m", "--bar", "2m"], "--bar is given twice"),
            (["work", "a", "-j"], "top work has no option '-j'"),
        ])
    func refusals(words: [String], message: String) {
        #expect(throws: UsageError(message)) { try command.parse(words) }
    }

    @Test("every command of the program has help with an example of itself")
    func help() throws {
        func check(_ command: Command, path: [String]) {
            #expect(command.example.contains(path.joined(separator: " ")), "\(path)")
            #expect(command.run != nil || !command.subcommands.isEmpty)
            for next in command.subcommands { check(next, path: path + [next.name]) }
        }
        check(Program.root, path: ["piquant"])
    }

    @Test("completions name every command", arguments: Shell.allCases)
    func completions(shell: Shell) {
        let script = Program.root.completions(for: shell)
        for command in Program.root.subcommands { #expect(script.contains(command.name)) }
    }
}
