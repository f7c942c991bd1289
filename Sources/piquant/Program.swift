import Tastytrade

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A failure as the user reads it: what happened, what it means, what to do, and a stable code.
struct Failure: Error {
    let code: String
    let message: String
    var exitCode: ExitCode = .failed
}

/// The program `piquant`.
@main
enum Program {
    /// The version, as `piquant version` prints it.
    static let version = "0.1.0"

    static let root: Command = Command(
        name: "piquant",
        summary:
            "Trade options and futures on tastytrade, and see order flow. Unofficial; the default venue is a simulator.",
        example: "piquant demo",
        subcommands: [
            DemoCommand.command, SimulateCommand.command, DrillCommand.command, ServeCommand.command,
            StreamCommand.command,
            FlowCommand.command, ChainCommand.command, OptionCommand.command, IVCommand.command, GreeksCommand.command,
            RegimeCommand.command, StrategyCommand.command, OrderCommand.command, APICommand.command,
            ConfigCommand.command, LoginCommand.command, LogoutCommand.command, WhoamiCommand.command,
            DoctorCommand.command, versionCommand,
            completionsCommand,
        ])

    static let versionCommand: Command = Command(
        name: "version", summary: "Print the version", example: "piquant version --json",
        options: [Option("json", .flag, "Print as JSON")],
        run: { arguments in
            Terminal.print(arguments.has("json") ? #"{"version":"\#(version)"}"# : "piquant \(version)")
            return .done
        })

    static let completionsCommand: Command = Command(
        name: "completions", summary: "Print a shell's completion script",
        example: "source <(piquant completions bash)",
        arguments: [.init(name: "shell", help: "bash, zsh or fish", isRequired: true)],
        run: { arguments in
            guard let shell = Shell(rawValue: arguments.words[0]) else {
                throw UsageError(
                    "completions are written for bash, zsh and fish; '\(arguments.words[0])' is none of them")
            }
            Terminal.print(root.completions(for: shell), terminator: "")
            return .done
        })

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        MemoryReturn.prepare()
        exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    static func run(_ words: [String]) async -> ExitCode {
        do {
            switch try root.parse(words) {
            case .help(let text):
                Terminal.print(text, terminator: "")
                return words.isEmpty ? .usage : .done
            case .run(let command, let arguments): return try await command.run!(arguments)
            }
        } catch let error as UsageError {
            Terminal.note("piquant: \(error.message)\nNothing was done. Add --help to see what the command takes.")
            return .usage
        } catch let failure as Failure {
            Terminal.note("piquant: \(failure.message) [\(failure.code)]")
            return failure.exitCode
        } catch let error as TastytradeError {
            Terminal.note("piquant: \(error.explanation). [\(error.code)]")
            if case .orderNotPermitted = error { return .refused }
            return .failed
        } catch {
            Terminal.note("piquant: unexpected failure: \(error) [P000]")
            return .failed
        }
    }
}
