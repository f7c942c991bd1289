import JSON
import MarketModel

/// The user's quote alerts: each fires once, when its symbol passes its threshold.
final class AlertBook: Restorable {
    /// One alert.
    struct Alert: Sendable {
        let id: String
        let symbol: String
        let field: String
        let isAbove: Bool
        let threshold: Price
        let thresholdText: String
        let extras: [JSONValue.Member]
        let createdAt: Timestamp
        let expiresAt: Timestamp?
        var triggeredAt: Timestamp?
    }

    private static let limit = 1000
    private struct State {
        var alerts: [Alert] = []
        var made: UInt64 = 0
        var checked: Timestamp?
    }
    private let state = Lock(State())

    /// Every alert, oldest first.
    var all: [Alert] { state.withLock { $0.alerts } }

    /// Adds an alert; `nil` when there are too many.
    func add(_ make: (_ id: String) -> Alert) -> Alert? {
        state.withLock { state in
            guard state.alerts.count < Self.limit else { return nil }
            // Alerts that were put back may have ids that this book has not given yet.
            let taken = Set(state.alerts.map(\.id))
            var id = ""
            repeat {
                state.made += 1
                let digits = String(SplitMix.hash(state.made, 0xA1E7), radix: 16)
                id = String(repeating: "0", count: 16 - digits.count) + digits
            } while taken.contains(id)
            let alert = make(id)
            state.alerts.append(alert)
            return alert
        }
    }

    /// Removes an alert; false when there is none.
    func remove(_ id: String) -> Bool {
        state.withLock { state in
            let count = state.alerts.count
            state.alerts.removeAll { $0.id == id }
            return state.alerts.count < count
        }
    }

    /// Fires what has come true, at most once a second.
    ///
    /// - Parameter value: The value of a field of a symbol; `nil` while there is none.
    /// - Returns: The alerts that fired.
    func check(at now: Timestamp, value: (_ symbol: String, _ field: String) -> Price?) -> [Alert] {
        let waiting: [Alert] = state.withLock { state in
            if let checked = state.checked, now < checked + .seconds(1), now >= checked { return [] }
            state.checked = now
            return state.alerts.filter { alert in
                alert.triggeredAt == nil && alert.expiresAt.map { now < $0 } ?? true
            }
        }
        var fired: [Alert] = []
        for alert in waiting {
            guard let value = value(alert.symbol, alert.field),
                alert.isAbove ? value > alert.threshold : value < alert.threshold
            else { continue }
            var alert = alert
            alert.triggeredAt = now
            fired.append(alert)
        }
        guard !fired.isEmpty else { return [] }
        state.withLock { state in
            for place in state.alerts.indices where fired.contains(where: { $0.id == state.alerts[place].id }) {
                state.alerts[place].triggeredAt = now
            }
        }
        return fired
    }

    // MARK: Restorable

    var snapshotName: String { "quote-alerts" }

    func snapshot() -> JSONValue { .array(all.map { $0.json(user: "", at: $0.createdAt) }) }

    func restore(_ state: JSONValue) -> Bool {
        guard let items = state.array, items.count <= Self.limit else { return false }
        let alerts = items.compactMap { Alert($0) }
        guard alerts.count == items.count else { return false }
        self.state.withLock { ($0.alerts, $0.checked) = (alerts, nil) }
        return true
    }
}

extension AlertBook.Alert {
    /// The alert in the venue's keys.
    func json(user: String, at now: Timestamp) -> JSONValue {
        var members =
            JSONValue.record([
                "alert-external-id": .string(id), "user-external-id": .string(user), "symbol": .string(symbol),
                "field": .string(field), "operator": .string(isAbove ? ">" : "<"), "threshold": .string(thresholdText),
                "threshold-numeric": .number(threshold.description), "provider": .string("dxfeed"),
                "created-at": .moment(createdAt), "expires-at": expiresAt.map { .moment($0) },
                "triggered-at": triggeredAt.map { .moment($0) }, "completed-at": triggeredAt.map { .moment($0) },
                "expired-at": expiresAt.flatMap { triggeredAt == nil && $0 <= now ? .moment($0) : nil },
            ]).object ?? []
        members += extras
        return .object(members)
    }

    /// Reads one that `json` wrote.
    fileprivate init?(_ json: JSONValue) {
        guard let id = json["alert-external-id"]?.string, let symbol = json["symbol"]?.string,
            let field = json["field"]?.string, let text = json["threshold"]?.string, let threshold = Price(text),
            let created = json["created-at"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            id: id, symbol: symbol, field: field, isAbove: json["operator"]?.string == ">", threshold: threshold,
            thresholdText: text,
            extras: (json.object ?? []).filter { ["instrument-type", "dx-symbol"].contains($0.key) },
            createdAt: created, expiresAt: json["expires-at"]?.string.flatMap { Timestamp($0) },
            triggeredAt: json["triggered-at"]?.string.flatMap { Timestamp($0) })
    }
}
