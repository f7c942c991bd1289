/// What was met while an answer was decoded, gathered by path. Used by one decoding at a time.
final class DecodingLog {
    /// What was met in the records at one path.
    final class Node {
        fileprivate struct Tally {
            var missing = 0
            var null = 0
            var lostAmounts = 0
            var lostRecords = 0
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
        /// The fields of the record being read that were missing, `null` or retyped.
        private var noted: [String] = []
        /// Its fields whose fault is noted at their own path.
        private var elsewhere: [String] = []

        /// The node of a field that holds records.
        func child(_ name: String) -> Node {
            if let node = children[name] { return node }
            let node = Node()
            children[name] = node
            return node
        }

        /// Begins a record.
        func noteRecord() {
            records += 1
            noted.removeAll(keepingCapacity: true)
            elsewhere.removeAll(keepingCapacity: true)
        }

        func noteKnown(_ name: String) { if known[name] == nil { known[name] = Tally() } }

        func noteMissing(_ name: String) {
            known[name, default: Tally()].missing += 1
            noted.append(name)
        }

        func noteNull(_ name: String) {
            known[name, default: Tally()].null += 1
            noted.append(name)
        }

        func noteRetyped(_ name: String, expected: String, found: String) {
            known[name, default: Tally()].retyped[Retyping(expected: expected, found: found), default: 0] += 1
            noted.append(name)
        }

        /// Says that what is wrong with a field of the record being read is noted at the field's own path.
        func noteElsewhere(_ name: String) { elsewhere.append(name) }

        /// Notes a record that could not be read. When a field of it was noted already, the loss stands beside that
        /// field, so that one fault is one line.
        func noteUnreadable(_ fault: RecordFault) {
            if elsewhere.contains(fault.field) { return }
            if noted.contains(fault.field) {
                known[fault.field, default: Tally()].lostRecords += 1
            } else {
                noteUnreadable(fault.reason)
            }
        }

        /// Notes something that could not be read, for a reason that is no field's.
        func noteUnreadable(_ reason: String) { unreadable[reason, default: 0] += 1 }

        /// Notes an amount that is not kept because `companion`, which gives its sign, was noted already or is a word
        /// nobody knows.
        func noteLostAmount(because companion: String) {
            known[companion, default: Tally()].lostAmounts += 1
        }

        /// Notes a word that is not in its vocabulary; the text of at most a hundred different ones is kept.
        func noteWord(_ name: String, _ text: String) {
            let kept = String(text.prefix(80))
            guard known[name]?.words[kept] != nil || (known[name]?.words.count ?? 0) < 100 else { return }
            known[name, default: Tally()].words[kept, default: 0] += 1
        }

        /// Notes a field that nobody knows.
        func noteUnknown(_ name: String) { unknown[name, default: 0] += 1 }

        /// Notes the members of a record that nobody asked for.
        func noteRest(of names: some Sequence<String>) {
            for name in names where known[name] == nil && children[name] == nil { noteUnknown(name) }
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
        func note(_ path: String, _ kind: FieldDrift.Kind, _ count: Int, amounts: Int = 0, records: Int = 0) {
            drift.append(
                FieldDrift(
                    path: path, kind: kind, count: count, records: max(node.records, count), lostAmounts: amounts,
                    lostRecords: records))
        }
        for (reason, count) in node.unreadable.sorted(by: { $0.key < $1.key }) {
            note(path, .unreadable(reason: reason), count)
        }
        for (name, tally) in node.known.sorted(by: { $0.key < $1.key }) {
            // What was lost with the field stands on its first line.
            var (amounts, records) = (tally.lostAmounts, tally.lostRecords)
            func noteField(_ kind: FieldDrift.Kind, _ count: Int) {
                note(place(name), kind, count, amounts: amounts, records: records)
                (amounts, records) = (0, 0)
            }
            if tally.missing > 0 { noteField(.missing, tally.missing) }
            if tally.null > 0 { noteField(.null, tally.null) }
            let retyped = tally.retyped.sorted { ($0.key.expected, $0.key.found) < ($1.key.expected, $1.key.found) }
            for (kinds, count) in retyped {
                noteField(.retyped(expected: kinds.expected, found: kinds.found), count)
            }
            for (word, count) in tally.words.sorted(by: { $0.key < $1.key }) { noteField(.word(word), count) }
        }
        for (name, count) in node.unknown.sorted(by: { $0.key < $1.key }) { note(place(name), .new, count) }
        for (name, child) in node.children.sorted(by: { $0.key < $1.key }) {
            append(child, path: place(name), to: &drift)
        }
    }
}
