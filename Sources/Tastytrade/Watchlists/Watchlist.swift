public import MarketModel

/// A named list of symbols.
public struct Watchlist: Sendable, Equatable {
    /// Its name, unique for the user.
    public let name: String
    /// The group it is shown in, `default`.
    public let groupName: String?
    /// Its place; 9999 when none was given.
    public let orderIndex: Int?
    /// Its symbols; `nil` when only counts were asked for.
    public let entries: [WatchlistEntry]?
    /// An identifier of the venue's own lists.
    public let cmsId: String?
}

extension Watchlist: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        groupName = fields.text("group-name")
        orderIndex = fields.integer("order-index")
        entries = fields.records("watchlist-entries")
        cmsId = fields.identifier("cms-id")
        name = try fields.requiredText("name")
    }
}

/// One symbol of a watchlist.
public struct WatchlistEntry: Sendable, Equatable {
    /// The venue's symbol.
    public let symbol: String
    /// What kind of instrument it is.
    public let instrumentType: InstrumentType?
}

extension WatchlistEntry: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        instrumentType = fields.word("instrument-type")
        symbol = try fields.requiredText("symbol")
    }
}

/// A named list of pairs.
public struct PairsWatchlist: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its place.
    public let orderIndex: Int?
    /// The pairs.
    public let pairs: [PairEquation]
}

extension PairsWatchlist: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        orderIndex = fields.integer("order-index")
        pairs = fields.records("pairs-equations") ?? []
        name = try fields.requiredText("name")
    }
}

/// One quantity of an instrument against one of another.
public struct PairEquation: Sendable, Equatable {
    /// What to do with the left, `Buy`.
    public let leftAction: String?
    /// The left.
    public let leftSymbol: String?
    /// How much of it.
    public let leftQuantity: Quantity?
    /// What to do with the right.
    public let rightAction: String?
    /// The right.
    public let rightSymbol: String?
    /// How much of it.
    public let rightQuantity: Quantity?
}

extension PairEquation: Record {
    init(_ fields: RecordReader) throws(RecordFault) {
        leftAction = fields.text("left-action")
        leftSymbol = fields.text("left-symbol")
        leftQuantity = fields.decimal("left-quantity")
        rightAction = fields.text("right-action")
        rightSymbol = fields.text("right-symbol")
        rightQuantity = fields.decimal("right-quantity")
    }
}
