import MarketModel

/// Names for instrument ids, from the metadata and from mapping records in the stream.
struct DBNSymbols {
    private struct Candidate {
        let days: Range<Int32>
        let name: String
    }

    private var candidates: [UInt32: [Candidate]] = [:]
    private var last: (id: UInt32, day: Int32, name: String)?

    init(_ metadata: DBNMetadata) {
        for mapping in metadata.mappings {
            for interval in mapping.intervals where interval.start < interval.end {
                let days = interval.start.daysSince1970..<interval.end.daysSince1970
                // Symbols resolve to ids, or ids were asked for and resolve to symbols.
                if let id = UInt32(interval.symbol) {
                    candidates[id, default: []].append(Candidate(days: days, name: mapping.symbol))
                } else if let id = UInt32(mapping.symbol) {
                    candidates[id, default: []].append(Candidate(days: days, name: interval.symbol))
                }
            }
        }
    }

    /// Takes a mapping out of the stream; it holds from here on.
    mutating func map(_ id: UInt32, to name: String) {
        candidates[id] = [Candidate(days: .min..<Int32.max, name: name)]
        last = nil
    }

    /// The name of an instrument at a moment: of the day's mapping, or of the only one there is, or the id itself.
    mutating func name(of id: UInt32, at time: Timestamp) -> String {
        let day = TradingDay(utcDayOf: time).daysSince1970
        if let last, last.id == id, last.day == day { return last.name }
        let known = candidates[id] ?? []
        let found = known.first { $0.days.contains(day) } ?? (known.count == 1 ? known[0] : nil)
        let name = found?.name ?? String(id)
        last = (id, day, name)
        return name
    }
}
