import MarketModel
import Wire

/// Good answers that stay the same for an hour, by path and query: lists of instruments are not written anew each time.
final class AnswerMemory: Sendable {
    /// Bytes kept; a client that invents queries makes the memory start anew.
    private static let limit = 16 << 20

    private struct State {
        var hour: Int64 = 0
        var answers: [String: HTTPResponse] = [:]
        var bytes = 0
    }
    private let state = Lock(State())

    /// The answer to a request, made when it is not known.
    func answer(
        to request: HTTPRequest, at now: Timestamp, _ make: () throws(RouteFailure) -> HTTPResponse
    ) throws(RouteFailure) -> HTTPResponse {
        let hour = now.seconds / 3600
        let key = request.query.reduce(into: request.path) { $0 += "\u{1}" + $1.name + "\u{2}" + $1.value }
        if let known = state.withLock({ $0.hour == hour ? $0.answers[key] : nil }) { return known }
        let made = try make()
        let size = made.body.count + key.utf8.count
        guard made.status == 200, size <= Self.limit / 4 else { return made }
        state.withLock { state in
            if state.hour != hour || state.bytes + size > Self.limit { state = State(hour: hour) }
            if state.answers.updateValue(made, forKey: key) == nil { state.bytes += size }
        }
        return made
    }
}
