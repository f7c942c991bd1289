/// `piquant api`: what this client knows of the venue's API.
enum APICommand {
    static let command: Command = Command(
        name: "api", summary: "What the client knows of the venue's API, and how recorded answers differ from it",
        example: "piquant api coverage",
        subcommands: [APICoverageCommand.command, APIDriftCommand.command])
}
