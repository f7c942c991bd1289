import JSON
import MarketModel
import Tastytrade

/// What became of an order, as people and programs read it.
enum OutcomeReport {
    // MARK: Failures

    static func failure(_ failure: ReviewFailure) -> Failure {
        switch failure {
        case .problems(let problems):
            Failure(
                code: "P440", message: "the order cannot be right; nothing was sent:\n\(problems)\nCorrect it",
                exitCode: .refused)
        case .refused(let refusal):
            Failure(code: "P441", message: "the venue would refuse the order; nothing was placed: \(describe(refusal))")
        case .failed(let error):
            Failure(
                code: "P442", message: "the venue could not judge the order; nothing was placed: \(error.explanation).")
        }
    }

    static func failure(_ outcome: PlacementOutcome) -> Failure {
        switch outcome {
        case .placed: preconditionFailure("a placed order is no failure")
        case .notPlaced(let reason): failure(reason, what: "the order was not placed")
        case .unknown(let question): failure(question)
        }
    }

    static func failure(_ reason: NotPlacedReason, what: String) -> Failure {
        switch reason {
        case .refused(let refusal):
            Failure(code: "P441", message: "\(what): the venue refused: \(describe(refusal))")
        case .nothingSent(let why): Failure(code: "P442", message: "\(what): no request was sent (\(why)). Try again.")
        case .neverArrived(let looks):
            Failure(
                code: "P442",
                message:
                    "\(what): the request got lost, and the venue, asked \(looks) times, has nothing of it. Try again.")
        case .receipt(let refusal):
            Failure(
                code: "P445", message: "\(what): the review is not good any more (\(refusal)). Review it again.",
                exitCode: .refused)
        }
    }

    static func failure(_ question: OpenQuestion) -> Failure {
        Failure(
            code: "P443",
            message: "it is not known whether the venue has it: \(question.cause), and \(question.failedLooks) of "
                + "\(question.looks) looks failed. It may cost money. Do not send it again before "
                + "`piquant order list` or the venue itself says whether it has '\(question.handle)'",
            exitCode: .incomplete)
    }

    /// What an error means and what to do about it.
    static func words(_ error: any Error) -> String { (error as? TastytradeError)?.explanation ?? "\(error)" }

    private static func describe(_ refusal: OrderRefusal) -> String {
        let reasons = refusal.reasons.map { "\($0.message) (\($0.code))" }
        return ([reasons.isEmpty ? "\(refusal.message) (\(refusal.code))" : nil].compactMap { $0 } + reasons)
            .joined(separator: "; ")
    }

    // MARK: Placed

    static func text(_ placement: Placement, _ life: OrderLife?) -> String {
        guard let order = life?.order ?? placement.order else { return "placed" }
        return text(order, life, wasFoundByLooking: placement.wasFoundByLooking)
    }

    static func text(_ order: Order, _ life: OrderLife?, wasFoundByLooking: Bool = false) -> String {
        var lines = [
            "Order \(order.id?.description ?? "") is \(order.status)" + (order.rejectReason.map { ": \($0)" } ?? "")
        ]
        if wasFoundByLooking { lines.append("  its answer was lost; it was found by its identifier") }
        lines += ReceiptReport.describe(order)
        for leg in life?.legs ?? [] {
            for fill in leg.fills {
                lines.append("    filled \(fill.quantity) \(leg.symbol) at \(fill.price?.description ?? "?")")
            }
        }
        if let price = order.averageFillPrice { lines.append("  average net price \(price)") }
        if life?.awaitsFills == true { lines.append("  some of its fills have not been told yet") }
        return lines.joined(separator: "\n")
    }

    static func json(_ placement: Placement, _ life: OrderLife?, _ receipt: Receipt) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.key("receipt")
        json.beginObject()
        ReceiptReport.append(receipt, to: &json)
        json.endObject()
        json.member("foundByLooking", placement.wasFoundByLooking)
        json.key("order")
        if let order = life?.order ?? placement.order {
            append(order, life, to: &json)
        } else {
            json.null()
        }
        json.endObject()
        return json.text
    }

    static func append(_ order: Order, _ life: OrderLife?, to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", order.id?.description)
        json.member("status", order.status.rawValue)
        json.member("type", order.type?.rawValue)
        json.member("timeInForce", order.timeInForce?.rawValue)
        json.member("price", order.price?.description)
        json.member("stopTrigger", order.stopTrigger?.description)
        json.member("externalIdentifier", order.externalIdentifier)
        json.member("rejectReason", order.rejectReason)
        json.member("averageFillPrice", order.averageFillPrice?.description)
        json.member("updatedAt", order.updatedAt?.description)
        json.member("isSettled", (life ?? OrderLife(order))?.isSettled ?? false)
        json.key("legs")
        json.beginArray()
        for leg in order.legs {
            json.beginObject()
            json.member("symbol", leg.symbol)
            json.member("action", leg.action.rawValue)
            json.member("quantity", leg.quantity?.description)
            json.member("remaining", leg.remaining?.description)
            json.key("fills")
            json.beginArray()
            for fill in life?.legs.first(where: { $0.symbol == leg.symbol })?.fills ?? leg.fills {
                json.beginObject()
                json.member("id", fill.id)
                json.member("quantity", fill.quantity.description)
                json.member("price", fill.price?.description)
                json.member("filledAt", fill.filledAt?.description)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    /// Done when the order works or was filled, failed when it was rejected or ended with nothing filled, incomplete when
    /// it was not seen to its end.
    static func exitCode(_ life: OrderLife?, wasFollowed: Bool) -> ExitCode {
        guard let life else { return .incomplete }
        let hasFilled = life.order.status == .filled || life.legs.contains { !$0.fills.isEmpty }
        if life.order.status == .rejected || life.order.status.isTerminal && !hasFilled { return .failed }
        return !wasFollowed || OrderFollower.isThere(life) ? .done : .incomplete
    }
}
