import JSON

/// A part of the simulator whose state can be taken and put back.
protocol Restorable: Sendable {
    /// What it is called in a snapshot: unique among the parts.
    var snapshotName: String { get }

    /// Its state as JSON.
    func snapshot() -> JSONValue

    /// Takes a state as `snapshot` gave it; false, and nothing changed, when it is none.
    func restore(_ state: JSONValue) -> Bool
}

/// The books of the accounts as a part of a snapshot.
struct RestorableBooks: Restorable {
    let brokerage: SimulatedBrokerage

    var snapshotName: String { "books" }

    func snapshot() -> JSONValue {
        (try? JSONReader.read(brokerage.snapshot())) ?? .null
    }

    func restore(_ state: JSONValue) -> Bool {
        do {
            try brokerage.restore(state.bytes)
            return true
        } catch {
            return false
        }
    }
}
