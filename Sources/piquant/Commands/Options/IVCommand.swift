/// `piquant iv …`: implied volatility.
enum IVCommand {
    static let command: Command = Command(
        name: "iv", summary: "Implied volatility: of prices, over strikes and time, and where it stands in its past",
        example: "piquant iv rank --csv vix.csv",
        subcommands: [IVSolveCommand.command, IVSmileCommand.command, IVTermCommand.command, IVRankCommand.command])
}
