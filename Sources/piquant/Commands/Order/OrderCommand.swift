/// `piquant order`: review, place, replace and cancel orders.
enum OrderCommand {
    static let command: Command = Command(
        name: "order",
        summary: "Review, place, replace, cancel and list orders; on the simulator unless told otherwise",
        example: "piquant order dry-run --legs '1 SPY' --debit 600",
        subcommands: [
            OrderPlaceCommand.dryRun, OrderPlaceCommand.place, OrderPlaceCommand.replace, OrderListCommand.cancel,
            OrderListCommand.list, OrderListCommand.show,
        ])
}
