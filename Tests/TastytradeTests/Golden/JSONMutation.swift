import JSON

/// One way to spoil one field of a JSON body.
struct JSONMutation: CustomStringConvertible {
    /// What is done.
    enum Kind: String, CaseIterable {
        case removed
        case null
        case retyped
        case added
    }

    let kind: Kind
    /// Where: the members' names, with `[]` for the place in a list.
    let path: [String]
    /// The body after it.
    let body: JSONValue

    var description: String { "\(kind.rawValue) \(path.joined(separator: "."))" }

    /// Every mutation of every member of every object below `value`, except below the members in `closed`.
    static func all(of value: JSONValue, closed: Set<String> = []) -> [JSONMutation] {
        var found: [JSONMutation] = []
        walk(value, [], closed) { kind, path, body in found.append(JSONMutation(kind: kind, path: path, body: body)) }
        return found
    }

    /// A value of another kind than any this client reads in its place.
    private static func other(than value: JSONValue) -> JSONValue {
        switch value {
        case .object: .number("5")
        case .array: .string("a list no more")
        default: .object([.init("odd", .number("1"))])
        }
    }

    private static func walk(
        _ value: JSONValue, _ path: [String], _ closed: Set<String>,
        _ take: (Kind, [String], JSONValue) -> Void
    ) {
        switch value {
        case .object(let members):
            take(.added, path + ["quite-new"], .object(members + [.init("quite-new", .number("1"))]))
            for (place, member) in members.enumerated() {
                func replaced(_ value: JSONValue) -> JSONValue {
                    var changed = members
                    changed[place].value = value
                    return .object(changed)
                }
                let own = path + [member.key]
                var rest = members
                rest.remove(at: place)
                take(.removed, own, .object(rest))
                take(.null, own, replaced(.null))
                if closed.contains(member.key) { continue }
                take(.retyped, own, replaced(other(than: member.value)))
                walk(member.value, own, closed) { take($0, $1, replaced($2)) }
            }
        case .array(let elements):
            for (place, element) in elements.enumerated() {
                walk(element, path + ["[]"], closed) { kind, path, body in
                    var changed = elements
                    changed[place] = body
                    take(kind, path, .array(changed))
                }
            }
        default: break
        }
    }
}

extension JSONValue {
    /// The compact text of a value.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        JSONText.append(self, to: &bytes)
        return bytes
    }
}
