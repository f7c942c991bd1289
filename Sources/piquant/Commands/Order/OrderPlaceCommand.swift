import MarketModel
import Tastytrade
import Wire

/// `piquant order dry-run`, `place` and `replace`: the three that begin with a review.
enum OrderPlaceCommand {
    private static let legs = Option(
        "legs", .value("legs"), "Count and instrument of each, parted by ';': '-1 SPY 261218P660; 1 SPY 261218P655'")
    private static let sending: [Option] = [
        Option("yes", .flag, "Send without asking"),
        Option(
            "follow", .value("seconds"), "How long to wait for the order to work or to end; 0 for not", initial: "30"),
    ]

    static let dryRun: Command = Command(
        name: "dry-run", summary: "Check an order and ask what it would do; nothing is placed",
        example: "piquant order dry-run --legs '1 SPY' --debit 600 --json",
        options: [legs] + OrderArguments.order + OrderArguments.venue,
        run: { arguments in
            let order = try OrderArguments(arguments, on: today)
            let venue = try await OrderSession.open(arguments, sends: false)
            defer { venue.end() }
            let receipt = try await review(venue) { try await $0.review(try await order.request($0.session)) }
            Terminal.print(
                arguments.has("json") ? ReceiptReport.json(receipt) : ReceiptReport.text(receipt, venue.venue))
            return receipt.checksNotRun.isEmpty && receipt.losses.isEmpty ? .done : .incomplete
        })

    static let place: Command = Command(
        name: "place", summary: "Review an order, ask, send it once and follow it",
        example: "piquant order place --legs '1 SPY' --debit 600 --yes",
        options: [legs] + OrderArguments.order + sending + OrderArguments.venue,
        run: { arguments in
            let order = try OrderArguments(arguments, on: today)
            return try await send(arguments) { try await $0.review(try await order.request($0.session)) }
        })

    static let replace: Command = Command(
        name: "replace", summary: "Put another order with the same legs in the place of one that works",
        example: "piquant order replace 12 --legs '1 SPY' --debit 601 --yes --simulator http://127.0.0.1:8085",
        arguments: [Command.Argument(name: "order", help: "The order's number", isRequired: true)],
        options: [legs] + OrderArguments.order + sending + OrderArguments.venue,
        run: { arguments in
            let id = try orderID(arguments.words[0])
            let order = try OrderArguments(arguments, on: today)
            return try await send(arguments) {
                try await $0.review(replacing: id, with: try await order.request($0.session))
            }
        })

    static func orderID(_ text: String) throws(UsageError) -> OrderID {
        guard let id = OrderID(text) else { throw UsageError("'\(text)' is no order's number") }
        return id
    }

    private static var today: TradingDay { USTimeZone.eastern.day(of: SystemClock.now()) }

    private static func send(
        _ arguments: Arguments, _ body: (OrderDesk) async throws -> Receipt
    ) async throws -> ExitCode {
        let patience = try arguments.number("follow", in: 0...3600) ?? 30
        guard arguments.has("yes") || SecretPrompt.isTerminal && Terminal.showsProgress else {
            throw Failure(
                code: "P444",
                message:
                    "nobody can be asked whether to send the order; nothing was sent. Add --yes to send it unasked.",
                exitCode: .refused)
        }
        let venue = try await OrderSession.open(arguments, sends: true)
        defer { venue.end() }
        let receipt = try await review(venue, body)
        let isJSON = arguments.has("json")
        if !isJSON { Terminal.print(ReceiptReport.text(receipt, venue.venue)) }
        if !arguments.has("yes") {
            let word = SecretPrompt.answer("Send this order to \(venue.venue.badge)? Type yes")
            guard word == "yes" else {
                throw Failure(code: "P444", message: "not confirmed; nothing was sent.", exitCode: .refused)
            }
        }
        let outcome = await venue.desk.submit(receipt)
        guard case .placed(let placement) = outcome else { throw OutcomeReport.failure(outcome) }
        let followed = try await OrderFollower.follow(placement, venue, for: .seconds(patience))
        Terminal.print(
            isJSON
                ? OutcomeReport.json(placement, followed, receipt) : OutcomeReport.text(placement, followed))
        return OutcomeReport.exitCode(followed, wasFollowed: patience > 0)
    }

    private static func review(
        _ venue: OrderSession, _ body: (OrderDesk) async throws -> Receipt
    ) async throws -> Receipt {
        do {
            return try await body(venue.desk)
        } catch let failure as ReviewFailure {
            throw OutcomeReport.failure(failure)
        }
    }
}
