import JSON
import MarketModel
import Tastytrade
import Wire

/// `piquant order cancel`, `list` and `show`.
enum OrderListCommand {
    private static let number = Command.Argument(name: "order", help: "The order's number", isRequired: true)

    static let cancel: Command = Command(
        name: "cancel", summary: "Cancel an order that works", example: "piquant order cancel 12",
        arguments: [number], options: OrderArguments.venue,
        run: { arguments in
            let id = try OrderPlaceCommand.orderID(arguments.words[0])
            let venue = try await OrderSession.open(arguments, sends: true)
            defer { venue.end() }
            switch await venue.desk.cancel(id) {
            case .taken(let order):
                // Found by looking after a lost answer, it may be over for another reason.
                guard [.cancelRequested, .cancelled].contains(order.status) || !order.status.isTerminal else {
                    throw Failure(
                        code: "P441", message: "order \(id) was not cancelled: it is \(order.status) by now")
                }
                print(order, arguments)
                return .done
            case .notCancelled(let reason, let order):
                let standing = order.map { "order \(id) was not cancelled, it is \($0.status)" }
                throw OutcomeReport.failure(reason, what: standing ?? "order \(id) was not cancelled")
            case .unknown(let question): throw OutcomeReport.failure(question)
            }
        })

    static let list: Command = Command(
        name: "list", summary: "List today's and working orders, or all since a day",
        example: "piquant order list --json",
        options: [
            Option("since", .value("day"), "All orders since this day in place of today's"),
            Option("open", .flag, "Only orders that have not ended"),
        ] + OrderArguments.venue,
        run: { arguments in
            let since = try arguments.value("since").map { text throws(UsageError) in
                guard let day = TradingDay(text) else {
                    throw UsageError("--since is a day, as in 2026-11-20; '\(text)' is none")
                }
                return day
            }
            let venue = try await OrderSession.open(arguments, sends: false)
            defer { venue.end() }
            let found: (orders: [Order], losses: [FieldDrift])
            do {
                if let since {
                    found = try await venue.desk.orders(since: since)
                } else {
                    found = try await venue.desk.liveOrders()
                }
            } catch {
                throw Failure(
                    code: "P447",
                    message: "the orders could not be read: \(OutcomeReport.words(error)). Nothing was changed.")
            }
            let orders = arguments.has("open") ? found.orders.filter { !$0.status.isTerminal } : found.orders
            Terminal.print(arguments.has("json") ? json(orders, found.losses) : text(orders))
            for loss in found.losses { Terminal.note("piquant: not read: \(loss)") }
            return found.losses.isEmpty ? .done : .incomplete
        })

    static let show: Command = Command(
        name: "show", summary: "Show one order with its fills", example: "piquant order show 12",
        arguments: [number], options: OrderArguments.venue,
        run: { arguments in
            let id = try OrderPlaceCommand.orderID(arguments.words[0])
            let venue = try await OrderSession.open(arguments, sends: false)
            defer { venue.end() }
            do {
                print(try await venue.desk.order(id), arguments)
            } catch TastytradeError.notFound {
                throw Failure(
                    code: "P447", message: "account \(venue.account) has no order \(id). Nothing was changed.")
            } catch {
                throw Failure(
                    code: "P447",
                    message: "order \(id) could not be read: \(OutcomeReport.words(error)). Nothing was changed.")
            }
            return .done
        })

    private static func print(_ order: Order, _ arguments: Arguments) {
        guard arguments.has("json") else {
            Terminal.print(OutcomeReport.text(order, OrderLife(order)))
            return
        }
        var json = JSONWriter()
        OutcomeReport.append(order, OrderLife(order), to: &json)
        Terminal.print(json.text)
    }

    private static func json(_ orders: [Order], _ losses: [FieldDrift]) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.key("orders")
        json.beginArray()
        for order in orders { OutcomeReport.append(order, nil, to: &json) }
        json.endArray()
        json.key("losses")
        json.beginArray()
        for loss in losses { json.value(loss.description) }
        json.endArray()
        json.endObject()
        return json.text
    }

    private static func text(_ orders: [Order]) -> String {
        guard !orders.isEmpty else { return "no orders" }
        var table = TextTable(
            ["order", "status", "type", "price", "legs"], alignment: [.right, .left, .left, .right, .left])
        for order in orders {
            let legs = order.legs.map { leg in
                let sign = leg.action.direction < 0 ? "-" : ""
                return "\(sign)\(leg.quantity?.description ?? "") \(leg.symbol)"
            }
            table.add([
                order.id?.description ?? "", order.status.rawValue, order.type?.rawValue ?? "",
                order.price?.description ?? "", legs.joined(separator: "; "),
            ])
        }
        return table.text
    }
}
