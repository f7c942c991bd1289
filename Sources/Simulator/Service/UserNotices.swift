import JSON
import MarketModel

/// What concerns a user rather than an account: the account streamer takes it from here.
final class UserNotices: Sendable {
    /// A notice as the account streamer tells it: a type, `QuoteAlert`, and its data.
    typealias Listener = @Sendable (_ type: String, _ data: JSONValue, Timestamp) -> Void

    private let listeners = Lock<[Listener]>([])

    /// Hears every notice from now on, on the thread that has it to tell.
    func listen(_ listener: @escaping Listener) { listeners.withLock { $0.append(listener) } }

    func tell(_ type: String, _ data: JSONValue, at now: Timestamp) {
        for listener in listeners.withLock({ $0 }) { listener(type, data, now) }
    }
}

/// A part of the simulator whose state can be taken and put back.
protocol Restorable: Sendable {
    /// What it is called in a snapshot: unique among the parts.
    var snapshotName: String { get }

    /// Its state as JSON.
    func snapshot() -> JSONValue

    /// Takes a state as `snapshot` gave it; false, and nothing changed, when it is none.
    func restore(_ state: JSONValue) -> Bool
}
