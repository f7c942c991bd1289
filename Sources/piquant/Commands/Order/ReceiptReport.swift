import JSON
import MarketModel
import Tastytrade

/// A receipt as people and programs read it.
enum ReceiptReport {
    static func text(_ receipt: Receipt, _ venue: Venue) -> String {
        var lines = ["Receipt of \(venue.badge), account \(receipt.account)"]
        for order in receipt.orders { lines += describe(order) }
        var table = TextTable(["", "amount"])
        for (name, amount) in amounts(receipt.judgement) { table.add([name, amount.description]) }
        lines.append(table.text)
        for message in receipt.judgement.errors { lines.append("error    \(message.code): \(message.message)") }
        for message in receipt.judgement.warnings { lines.append("warning  \(message.code): \(message.message)") }
        for message in receipt.judgement.notes { lines.append("note     \(message.code): \(message.message)") }
        for check in receipt.checksNotRun { lines.append("not checked  \(check)") }
        for loss in receipt.losses { lines.append("not read     \(loss)") }
        lines.append("identifier   \(receipt.externalIdentifier)")
        lines.append("payload      SHA-256 \(receipt.payloadHash)")
        lines.append("good until   \(receipt.goodUntil)")
        return lines.joined(separator: "\n")
    }

    /// The order in words, one line and one for each leg.
    static func describe(_ order: Order) -> [String] {
        let price = order.price.map { $0 < .zero ? " at a debit of \(-$0)" : " at a credit of \($0)" } ?? ""
        let stop = order.stopTrigger.map { ", set off at \($0)" } ?? ""
        let head = "  \(order.type?.rawValue ?? "order")\(price)\(stop), \(order.timeInForce?.rawValue ?? "")"
        return [head]
            + order.legs.map { "    \($0.action) \($0.quantity?.description ?? "for the amount") \($0.symbol)" }
    }

    private static func amounts(_ judgement: OrderJudgement) -> [(String, Money)] {
        let fees = judgement.fees
        let rows: [(String, Money?)] = [
            ("change in buying power", judgement.buyingPower?.changeInBuyingPower),
            ("buying power afterwards", judgement.buyingPower?.new),
            ("change in margin requirement", judgement.buyingPower?.changeInMarginRequirement),
            ("commission", fees?.commission), ("clearing fees", fees?.clearing), ("regulatory fees", fees?.regulatory),
            ("index option fees", fees?.proprietaryIndexOption), ("fees in all", fees?.total),
            ("fees of closing", judgement.closingFees?.total),
        ]
        return rows.compactMap { row in row.1.map { (row.0, $0) } }
    }

    static func json(_ receipt: Receipt) -> String {
        var json = JSONWriter()
        json.beginObject()
        append(receipt, to: &json)
        json.endObject()
        return json.text
    }

    static func append(_ receipt: Receipt, to json: inout JSONWriter) {
        json.member("account", receipt.account)
        json.member("host", receipt.host)
        json.member("externalIdentifier", receipt.externalIdentifier)
        json.member("payloadHash", receipt.payloadHash)
        json.key("payload")
        json.raw(Array(receipt.payloadText.utf8))
        json.member("judgedAt", receipt.judgedAt.description)
        json.member("goodUntil", receipt.goodUntil.description)
        let judgement = receipt.judgement
        json.member("changeInBuyingPower", judgement.buyingPower?.changeInBuyingPower?.description)
        json.member("newBuyingPower", judgement.buyingPower?.new?.description)
        json.member("changeInMarginRequirement", judgement.buyingPower?.changeInMarginRequirement?.description)
        json.member("totalFees", judgement.fees?.total?.description)
        json.member("closingFees", judgement.closingFees?.total?.description)
        for (name, messages) in [
            ("errors", judgement.errors), ("warnings", judgement.warnings), ("notes", judgement.notes),
        ] {
            json.key(name)
            json.beginArray()
            for message in messages {
                json.beginObject()
                json.member("code", message.code)
                json.member("message", message.message)
                json.endObject()
            }
            json.endArray()
        }
        for (name, texts) in [("checksNotRun", receipt.checksNotRun), ("losses", receipt.losses.map(\.description))] {
            json.key(name)
            json.beginArray()
            for text in texts { json.value(text) }
            json.endArray()
        }
    }
}
