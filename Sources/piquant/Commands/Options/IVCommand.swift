/// `piquant iv …`: implied volatility.
enum IVCommand {
    static let command: Command = Command(
        name: "iv", summary: "Implied volatility: of prices, and where it stands in its past",
        example: "piquant iv rank --csv vix.csv",
        subcommands: [IVSolveCommand.command, IVRankCommand.command])
}
