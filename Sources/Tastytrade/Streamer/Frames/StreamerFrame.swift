import JSON
import MarketModel

/// What one text frame of the account streamer holds.
enum StreamerFrame: Equatable {
    case answer(StreamerAnswer)
    case notification(StreamerNotification)
    /// Something that is neither, or that lacks what makes it one; kept in short.
    case malformed(reason: String, sample: String)

    /// The most bytes of a frame that is read.
    static let maximumBytes = 8 << 20

    /// Reads a frame: one answer or notification, or a batch of them in `results`. Never fails: what cannot be read
    /// becomes `.malformed`.
    static func read(_ bytes: [UInt8], _ log: DecodingLog = DecodingLog()) -> [StreamerFrame] {
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes, maximumBytes: maximumBytes)
        } catch {
            return [.malformed(reason: "not JSON", sample: sample(bytes))]
        }
        guard case .object = value else {
            return [.malformed(reason: "\(value.kindName) in place of an object", sample: sample(bytes))]
        }
        guard let elements = value["results"]?.array else { return [element(value, log.root)] }
        return elements.map { element($0, log.root.child("results[]")) }
    }

    private static func element(_ value: JSONValue, _ node: DecodingLog.Node) -> StreamerFrame {
        do throws(RecordFault) {
            if value["status"] != nil || (value["action"] != nil && value["type"] == nil) {
                return .answer(try RecordReader.read(StreamerAnswer.self, from: value, node))
            }
            return .notification(try notification(value, node))
        } catch {
            node.noteUnreadable(error)
            return .malformed(reason: error.reason, sample: String(VerbatimJSON(value).text.prefix(200)))
        }
    }

    private static func notification(
        _ value: JSONValue, _ node: DecodingLog.Node
    ) throws(RecordFault) -> StreamerNotification {
        node.noteRecord()
        let fields = try RecordReader(value, node)
        let sentAt = fields.moment("timestamp")
        let sequence = fields.has("ws-sequence") ? fields.integer("ws-sequence") : nil
        _ = fields.text("type")
        let type = try fields.required("type", value["type"]?.string)
        guard let data = value["data"], data != .null else {
            throw RecordFault(field: "data", reason: "no readable 'data'")
        }
        let child = node.child("data")
        let content: StreamerNotification.Content
        do {
            content = try self.content(type, data, child)
        } catch {
            child.noteUnreadable(error)
            node.noteElsewhere("data." + error.field)
            throw RecordFault(field: "data." + error.field, reason: "\(type): \(error.reason)")
        }
        if let members = value.object {
            node.noteRest(of: members.lazy.map(\.key).filter { $0 != "data" })
        }
        return StreamerNotification(content: content, sentAt: sentAt, sequence: sequence)
    }

    private static func content(
        _ type: String, _ data: JSONValue, _ node: DecodingLog.Node
    ) throws(RecordFault) -> StreamerNotification.Content {
        func read<Value: Record>(_ type: Value.Type) throws(RecordFault) -> Value {
            try RecordReader.read(type, from: data, node)
        }
        return switch type {
        case "Order": .order(try read(Order.self))
        case "ComplexOrder": .complexOrder(try read(ComplexOrder.self))
        case "AccountBalance": .balance(try read(Balance.self))
        case "CurrentPosition": .position(try read(Position.self))
        case "TradingStatus": .tradingStatus(try read(TradingStatus.self))
        case "ExternalTransaction": .externalTransaction(try read(ExternalTransaction.self))
        case "UnderlyingYearGainSummary": .yearGain(try read(UnderlyingYearGainSummary.self))
        case "OrderChain": .orderChain(try read(OrderChain.self))
        case "QuoteAlert": .quoteAlert(try read(TriggeredQuoteAlert.self))
        case "PublicWatchlists": .publicWatchlist(try read(Watchlist.self))
        case "UserMessage": .userMessage(VerbatimJSON(data))
        default: .unknown(type: type, VerbatimJSON(data))
        }
    }

    /// The beginning of what could not be read. The venue sends no secrets on this stream.
    private static func sample(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(200), as: UTF8.self) }
}

extension StreamerAnswer: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        let status = fields.text("status")
        message = fields.has("message") ? fields.text("message") : nil
        requestID = fields.has("request-id") ? fields.integer("request-id") : nil
        sessionID = fields.text("web-socket-session-id")
        // Sometimes absent, and nothing we need.
        if fields.has("value") { _ = fields.texts("value") }
        action = try fields.required("action", fields.text("action"))
        isOK = status == "ok"
    }
}
