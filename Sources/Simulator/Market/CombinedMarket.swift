import MarketModel

/// Several sources as one market: their events merged by time, the first source first among equals.
struct CombinedMarket: MarketSource {
    private var sources: [any MarketSource]
    /// Which source trades which symbol.
    private let owners: [NameID: Int]

    /// - Precondition: No symbol is listed twice.
    init(_ sources: [any MarketSource], names: NameTable) {
        self.sources = sources
        var owners: [NameID: Int] = [:]
        for (place, source) in sources.enumerated() {
            for listing in source.listings {
                guard let symbol = names.id(for: listing.streamerSymbol) else { continue }
                precondition(owners.updateValue(place, forKey: symbol) == nil, "a symbol is listed once")
            }
        }
        self.owners = owners
    }

    var listings: [SimulatedListing] { sources.flatMap(\.listings) }

    mutating func nextMoment() -> Timestamp? {
        var earliest: Timestamp?
        for place in sources.indices {
            if let moment = sources[place].nextMoment() { earliest = min(earliest ?? moment, moment) }
        }
        return earliest
    }

    mutating func advance(through moment: Timestamp, limit: Int, into events: inout [MarketEvent]) {
        let start = events.count
        while events.count - start < limit {
            // The source that is behind goes on until another one is.
            var turn: (place: Int, from: Timestamp)?
            var until = moment
            for place in sources.indices {
                guard let next = sources[place].nextMoment(), next <= moment else { continue }
                if let first = turn {
                    if next < first.from {
                        until = first.from
                        turn = (place, next)
                    } else {
                        until = min(until, next)
                    }
                } else {
                    turn = (place, next)
                }
            }
            guard let turn else { return }
            sources[turn.place].advance(
                through: max(turn.from, until), limit: limit - (events.count - start), into: &events)
        }
    }

    mutating func skip(to moment: Timestamp) {
        for place in sources.indices { sources[place].skip(to: moment) }
    }

    func prints(of symbol: NameID, since start: Timestamp, _ body: (TimeAndSale) -> Void) {
        if let place = owners[symbol] { sources[place].prints(of: symbol, since: start, body) }
    }

    func isRegularHours(_ moment: Timestamp, of symbol: NameID) -> Bool {
        owners[symbol].map { sources[$0].isRegularHours(moment, of: symbol) } ?? false
    }
}
