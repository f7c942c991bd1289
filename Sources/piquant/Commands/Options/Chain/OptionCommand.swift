/// `piquant option …`: choosing contracts.
enum OptionCommand {
    static let command: Command = Command(
        name: "option", summary: "Choose options by delta, distance, premium or expected move",
        example: "piquant option condor SPX --dte 0 --delta 0.10 --wing 30",
        subcommands: [OptionPickCommand.command, OptionCondorCommand.command])
}
