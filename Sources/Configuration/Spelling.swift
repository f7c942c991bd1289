/// Finds what somebody may have meant.
package enum Spelling {
    /// The closest of `names` within two edits.
    package static func nearest(to word: String, in names: [String]) -> String? {
        names.map { (name: $0, distance: distance(word, $0)) }
            .filter { $0.distance <= 2 && $0.distance < $0.name.count }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// How many letters must change, come or go to turn one word into the other (Levenshtein).
    package static func distance(_ first: String, _ second: String) -> Int {
        let columns = Array(second)
        var row = Array(0...columns.count)
        for (index, character) in first.enumerated() {
            var next = [index + 1]
            for (column, other) in columns.enumerated() {
                next.append(min(row[column] + (character == other ? 0 : 1), row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[columns.count]
    }
}
