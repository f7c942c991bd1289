/// `piquant option …`: choosing contracts.
enum OptionCommand {
    static let command: Command = Command(
        name: "option", summary: "Choose options by delta, distance, premium or expected move",
        example: "piquant option condor --chain spxw.csv --dte 30 --delta 0.10 --wing 30",
        subcommands: [OptionPickCommand.command, OptionCondorCommand.command])
}
