public import MarketModel

/// What an account holds by the venue's own ledger, and which fills that ledger does not show yet.
///
/// The ledger lags behind fills by tens of milliseconds, and the venue judges orders by the ledger: a "Sell to Close" sent
/// too early is taken for a "Sell to Open". `canClose` says when it is time.
///
/// A fill counts as shown when the ledger's quantity has moved by it. Where the quantities cannot tell, as after a
/// purchase and a sale of the same size, the ledger's own time decides. Everything is derived from the set of readings and
/// of fills, so that their order does not matter.
public struct PositionTracker: Sendable, Equatable {
    /// What the ledger said, by the venue's clock, by ours, or by whichever is later.
    private struct Reading: Sendable, Hashable {
        /// By the venue's clock; `nil` when it told no time.
        let at: Timestamp?
        /// By ours; `nil` when the venue's own time is enough.
        let readAt: Timestamp?
        let quantity: Quantity

        func moment(_ ahead: Duration) -> Timestamp { max(at ?? .epoch, readAt.map { $0 - ahead } ?? .epoch) }
    }

    /// A reading at its moment by the venue's clock.
    private struct Shown {
        let at: Timestamp
        let quantity: Quantity
    }

    private struct Line: Sendable, Equatable {
        /// In the order they came.
        var readings: [Reading] = []
        var fills: [String: KnownFill] = [:]
    }

    /// A listing, by our clock: what it leaves out was held at zero then.
    private struct Listing: Sendable, Hashable {
        let readAt: Timestamp
        let symbols: Set<String>
    }

    /// The most readings kept of one instrument, and the most listings.
    private static let readingLimit = 64

    private var lines: [String: Line] = [:]
    /// In the order they came.
    private var listings: [Listing] = []
    /// How far our clock is ahead of the venue's, as far as is known: the least by which a message came after the time
    /// it bears. What was read at our time is set against the venue's by it.
    private var ahead: Duration?

    /// Creates a tracker that knows nothing: every instrument is held at zero.
    public init() {}

    /// Takes a fill; a repeated one changes nothing.
    public mutating func take(_ fill: KnownFill) { lines[fill.symbol, default: Line()].fills[fill.id] = fill }

    /// Takes the times of a message: when the venue sent it by its clock, and when it came by ours.
    public mutating func takeTimes(sentAt: Timestamp, receivedAt: Timestamp) {
        ahead = min(ahead ?? receivedAt - sentAt, receivedAt - sentAt)
    }

    /// Takes what the ledger says of an instrument.
    ///
    /// - Parameter at: When the ledger was changed to it, by the venue's clock.
    public mutating func take(_ quantity: Quantity, of symbol: String, at moment: Timestamp) {
        take(Reading(at: moment, readAt: nil, quantity: quantity), of: symbol)
    }

    private mutating func take(_ reading: Reading, of symbol: String) {
        var line = lines[symbol] ?? Line()
        guard !line.readings.contains(reading) else { return }
        line.readings.append(reading)
        if line.readings.count > Self.readingLimit {
            let oldest = line.readings.indices.min {
                line.readings[$0].moment(ahead ?? .zero) < line.readings[$1].moment(ahead ?? .zero)
            }
            line.readings.remove(at: oldest ?? 0)
        }
        lines[symbol] = line
    }

    /// Takes a position as the venue tells it. One without quantity or direction tells nothing.
    ///
    /// - Parameter sentAt: When the venue sent it, by its clock; used where the position has no time of its own.
    public mutating func take(_ position: Position, sentAt: Timestamp) {
        guard let quantity = position.signedQuantity else { return }
        take(quantity, of: position.symbol, at: position.updatedAt ?? sentAt)
    }

    /// Takes a whole listing of positions: instruments it leaves out are held at zero.
    ///
    /// - Parameter readAt: When it was asked for, by our clock.
    public mutating func take(listing: [Position], readAt: Timestamp) {
        for position in listing {
            // Read now, however old its own time is: a position that lags comes with the time of its fill, and would
            // stand before an emptier listing that was read in between.
            guard let quantity = position.signedQuantity else { continue }
            take(Reading(at: position.updatedAt, readAt: readAt, quantity: quantity), of: position.symbol)
        }
        let listing = Listing(readAt: readAt, symbols: Set(listing.map(\.symbol)))
        guard !listings.contains(listing) else { return }
        listings.append(listing)
        if listings.count > Self.readingLimit {
            listings.remove(at: listings.indices.min { listings[$0].readAt < listings[$1].readAt } ?? 0)
        }
    }

    /// The instruments that were told of, sorted.
    public var symbols: [String] { lines.keys.sorted() }

    /// What the ledger shows: above zero held, below zero owed.
    public func ledger(_ symbol: String) -> Quantity { readings(of: symbol).last?.quantity ?? .zero }

    /// The fills that the ledger does not show yet, by time.
    public func pending(_ symbol: String) -> [KnownFill] {
        guard let line = lines[symbol] else { return [] }
        let fills = Self.sorted(line.fills)
        return Array(fills[Self.shown(readings(of: symbol), fills)...])
    }

    /// What is held once the ledger has caught up.
    public func expected(_ symbol: String) -> Quantity {
        pending(symbol).reduce(ledger(symbol)) { $0 + $1.signedQuantity }
    }

    /// Whether the venue would take an order that closes so much for what it is.
    ///
    /// - Parameter action: `Sell to Close` of something held or `Buy to Close` of something owed; anything else needs
    ///   no position.
    public func canClose(_ quantity: Quantity, of symbol: String, by action: OrderAction) -> Bool {
        switch action {
        case .sellToClose: ledger(symbol) >= quantity
        case .buyToClose: -ledger(symbol) >= quantity
        default: true
        }
    }

    // MARK: Which fills the ledger shows

    private static func sorted(_ fills: [String: KnownFill]) -> [KnownFill] {
        fills.values.sorted { first, second in
            let moments = (first.fill.filledAt ?? .epoch, second.fill.filledAt ?? .epoch)
            return moments.0 != moments.1 ? moments.0 < moments.1 : first.id < second.id
        }
    }

    /// What the ledger said of an instrument, by time, listings without it included.
    private func readings(of symbol: String) -> [Shown] {
        let ahead = ahead ?? .zero
        let told = (lines[symbol]?.readings ?? []).map { Shown(at: $0.moment(ahead), quantity: $0.quantity) }
        let zeros = listings.filter { !$0.symbols.contains(symbol) }
            .map { Shown(at: $0.readAt - ahead, quantity: .zero) }
        return (told + zeros).sorted { ($0.at, $0.quantity) < ($1.at, $1.quantity) }
    }

    /// How many of the fills, by time, the last reading shows.
    ///
    /// The first reading is believed as of its time. From there on a reading shows so many fills that the quantities
    /// fit. Of several such numbers any leads to the same sum in the end; the smallest leaves room for the readings that
    /// follow, and for the last one the largest that its time allows is the likeliest. When none fits, something else
    /// moved the ledger, and its time alone decides.
    private static func shown(_ readings: [Shown], _ fills: [KnownFill]) -> Int {
        guard let first = readings.first else { return 0 }
        var shown = count(fills, until: first.at)
        var quantity = first.quantity
        for (place, reading) in readings.enumerated().dropFirst() {
            let byTime = max(shown, count(fills, until: reading.at))
            let fitting = fittings(reading.quantity, from: quantity, shown, fills)
            let isLast = place == readings.count - 1
            shown = (isLast ? fitting.last { $0 <= byTime } : nil) ?? fitting.first ?? byTime
            quantity = reading.quantity
        }
        return shown
    }

    /// After how many fills, at least `shown`, the quantity is the wanted one.
    private static func fittings(
        _ wanted: Quantity, from quantity: Quantity, _ shown: Int, _ fills: [KnownFill]
    ) -> [Int] {
        var sum = quantity
        return (shown...fills.count).filter { place in
            if place > shown { sum = sum + fills[place - 1].signedQuantity }
            return sum == wanted
        }
    }

    private static func count(_ fills: [KnownFill], until moment: Timestamp) -> Int {
        fills.prefix { ($0.fill.filledAt ?? .epoch) <= moment }.count
    }
}
