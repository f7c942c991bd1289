import JSON
import MarketModel

extension JSONValue {
    /// The answer after an upgrade nobody announced: in every record a new member, one that is gone, one that is null and
    /// one of another type.
    var drifted: JSONValue {
        guard let data = self["data"] else { return self }
        let changed: JSONValue
        if let items = data["items"]?.array {
            changed = data.replacing("items", with: .array(items.map(\.driftedRecord)))
        } else {
            changed = data.driftedRecord
        }
        return replacing("data", with: changed)
    }

    private var driftedRecord: JSONValue {
        guard case .object(var members) = self, members.count >= 4 else { return self }
        let (null, other, gone) = (members.count / 4, members.count / 2, members.count - 1)
        members[null].value = .null
        // A list, because clients may well read a number told as text, and a flag told so.
        members[other].value = .array([members[other].value])
        members.remove(at: gone)
        members.append(.init("unannounced-field", .string("new")))
        return .object(members)
    }

    /// The answer as it is before the feed knows its instruments.
    var withoutStreamerSymbols: JSONValue {
        map { member in member.key.hasSuffix("streamer-symbol") || member.key == "streamer-symbols" ? nil : member.value
        }
    }

    /// The answer with every time moved.
    func shifted(by span: Duration) -> JSONValue {
        map { member in
            switch member.value {
            case .string(let text) where text.utf8.count >= 20:
                Timestamp(text).map { .string(($0 + span).wireText) } ?? member.value
            case .number(let text)
            where text.utf8.count == 13 && (member.key.hasSuffix("-at") || member.key.hasSuffix("time")):
                Int64(text).map { .integer($0 + Int64(span / .milliseconds(1))) } ?? member.value
            default: member.value
            }
        }
    }

    private func replacing(_ key: String, with value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.key == key ? .init(key, value) : $0 })
    }

    /// The value with every member of its objects, however deep, changed or left out.
    private func map(_ change: (Member) -> JSONValue?) -> JSONValue {
        switch self {
        case .array(let elements): .array(elements.map { $0.map(change) })
        case .object(let members):
            .object(
                members.compactMap { member in
                    change(member).map { Member(member.key, $0.map(change)) }
                })
        default: self
        }
    }
}
