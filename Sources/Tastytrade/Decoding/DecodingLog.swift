/// What was met while an answer was decoded, gathered by path. Used by one decoding at a time.
final class DecodingLog {
    /// What was met in the records at one path.
    final class Node {
        fileprivate struct Tally {
            var missing = 0
            var null = 0
            var retyped: [Retyping: Int] = [:]
            var words: [String: Int] = [:]
        }

        fileprivate struct Retyping: Hashable {
            let expected: String
            let found: String
        }

        fileprivate var records = 0
        fileprivate var known: [String: Tally] = [:]
        fileprivate var unknown: [String: Int] = [:]
        fileprivate var unreadable: [String: Int] = [:]
        fileprivate var children: [String: Node] = [:]

        /// The node of a field that holds records.
        func child(_ name: String) -> Node {
            if let node = children[name] { return node }
            let node = Node()
            children[name] = node
            return node
        }

        func noteRecord() { records += 1 }
        func noteKnown(_ name: String) { if known[name] == nil { known[name] = Tally() } }
        func noteMissing(_ name: String) { known[name, default: Tally()].missing += 1 }
        func noteNull(_ name: String) { known[name, default: Tally()].null += 1 }
        func noteUnreadable(_ reason: String) { unreadable[reason, default: 0] += 1 }

        func noteRetyped(_ name: String, expected: String, found: String) {
            known[name, default: Tally()].retyped[Retyping(expected: expected, found: found), default: 0] += 1
        }

        /// Notes a word that is not in its vocabulary; the text of at most a hundred different ones is kept.
        func noteWord(_ name: String, _ text: String) {
            let kept = String(text.prefix(80))
            guard known[name]?.words[kept] != nil || (known[name]?.words.count ?? 0) < 100 else { return }
            known[name, default: Tally()].words[kept, default: 0] += 1
        }

        /// Notes the members of a record that nobody asked for.
        func noteRest(of names: some Sequence<String>) {
            for name in names where known[name] == nil && children[name] == nil { unknown[name, default: 0] += 1 }
        }
    }

    /// The answer itself.
    let root = Node()

    /// Everything met, by path and then by kind.
    var drift: [FieldDrift] {
        var drift: [FieldDrift] = []
        Self.append(root, path: "", to: &drift)
        return drift
    }

    private static func append(_ node: Node, path: String, to drift: inout [FieldDrift]) {
        func place(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
        func note(_ path: String, _ kind: FieldDrift.Kind, _ count: Int) {
            drift.append(FieldDrift(path: path, kind: kind, count: count, records: max(node.records, count)))
        }
        for (reason, count) in node.unreadable.sorted(by: { $0.key < $1.key }) {
            note(path, .unreadable(reason: reason), count)
        }
        for (name, tally) in node.known.sorted(by: { $0.key < $1.key }) {
            if tally.missing > 0 { note(place(name), .missing, tally.missing) }
            if tally.null > 0 { note(place(name), .null, tally.null) }
            let retyped = tally.retyped.sorted { ($0.key.expected, $0.key.found) < ($1.key.expected, $1.key.found) }
            for (kinds, count) in retyped {
                note(place(name), .retyped(expected: kinds.expected, found: kinds.found), count)
            }
            for (word, count) in tally.words.sorted(by: { $0.key < $1.key }) { note(place(name), .word(word), count) }
        }
        for (name, count) in node.unknown.sorted(by: { $0.key < $1.key }) { note(place(name), .new, count) }
        for (name, child) in node.children.sorted(by: { $0.key < $1.key }) {
            append(child, path: place(name), to: &drift)
        }
    }
}
