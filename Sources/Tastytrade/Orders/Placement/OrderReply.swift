import JSON
import Wire

/// Judges the answer to a request that may have changed an order.
enum OrderReply {
    /// Reads an answer by its endpoint's decoder.
    ///
    /// Only two things are definite: a success that can be read, and a 4xx with the venue's own error in it. A refused
    /// token, a time-out, a ceiling, any 5xx and any page of a proxy leave the outcome open.
    static func judge<Value, Found>(
        _ answer: HTTPResponse, from endpoint: Endpoint<Value>, _ found: (Value) -> Found?
    ) -> PlacementMachine<Found>.Reply {
        switch answer.status {
        case 200..<300:
            guard let value = (try? endpoint.decode(answer.body))?.value, let found = found(value) else {
                return .doubt(.unreadableAnswer(status: answer.status))
            }
            return .done(found)
        case 401: return .doubt(.tokenRefused)
        case 408: return .doubt(.timedOut)
        case 429: return .doubt(.throttled)
        case 400..<500:
            guard let refusal = OrderRefusal(answer) else { return .doubt(.strangeAnswer(status: answer.status)) }
            return .refused(refusal)
        case 500...: return .doubt(.venueFailed(status: answer.status))
        default: return .doubt(.strangeAnswer(status: answer.status))
        }
    }

    /// Judges a request that brought no answer.
    static func judge<Found>(_ failure: UnansweredRequest) -> PlacementMachine<Found>.Reply {
        guard failure.mayHaveArrived else { return .notSent(describe(failure.cause)) }
        if case TastytradeError.connection(.timedOut) = failure.cause { return .doubt(.timedOut) }
        return .doubt(.cutOff)
    }

    static func describe(_ error: any Error) -> String {
        switch error {
        case TastytradeError.connection(.notConnected(let reason)): "no connection: \(reason)"
        case TastytradeError.connection(let error): "no connection: \(error)"
        default: "\(error)"
        }
    }
}

extension OrderRefusal {
    /// Reads the venue's error envelope; `nil` when the answer holds none.
    init?(_ answer: HTTPResponse) {
        guard let body = try? JSONReader.read(answer.body, maximumBytes: AnswerReader.maximumBytes),
            let error = body["error"], case .object = error
        else { return nil }
        let log = DecodingLog()
        status = answer.status
        // 406 sends its code as a number.
        code = error["code"]?.plainText ?? ""
        message = error["message"]?.string ?? ""
        reasons = RecordReader.list(OrderMessage.self, error["errors"]?.array ?? [], log.root)
        buyingPower = body["data"]?["buying-power-effect"].flatMap {
            try? RecordReader.read(BuyingPowerEffect.self, from: $0, log.root)
        }
    }
}
