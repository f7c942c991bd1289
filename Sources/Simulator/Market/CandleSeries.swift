import MarketModel

/// The bars of one candle symbol as long as somebody is subscribed to it.
struct CandleSeries {
    let id: NameID
    let base: NameID
    var subscribers = 1
    private var maker: CandleMaker

    init(id: NameID, base: NameID, maker: CandleMaker) {
        self.id = id
        self.base = base
        self.maker = maker
    }

    mutating func add(_ print: TimeAndSale, isRegularHours: Bool) { maker.add(print, isRegularHours: isRegularHours) }

    /// Appends the bars that changed since the last call, oldest first.
    mutating func appendChanges(to events: inout [MarketEvent]) {
        guard let places = maker.takeChanges() else { return }
        for place in places { events.append(.candle(maker.bars[place].candle(symbol: id))) }
    }

    /// The bar that is being made.
    var last: Candle? { maker.bars.last?.candle(symbol: id) }

    /// The bars that start at or after `start`, newest first, at most `limit`, and whether more were left out.
    func snapshot(since start: Timestamp, limit: Int) -> (events: [MarketEvent], isCut: Bool) {
        let wanted = maker.bars.reversed().prefix { $0.start >= start }
        return (wanted.prefix(limit).map { .candle($0.candle(symbol: id)) }, wanted.count > limit)
    }
}
