import Brokerage
import MarketModel

/// A few days of small trades before the simulator starts, so that no list of an account is empty.
///
/// They are ordinary orders against the market of those days: positions, transactions, balances and history agree.
enum OpeningHistory {
    /// What is bought and sold, by how many sessions before the start and at which hour in New York.
    private static let trades: [(sessionsBefore: Int, hour: Int, symbol: String, action: OrderAction, quantity: Int)] =
        [
            (5, 10, "SPY", .buyToOpen, 20), (5, 11, "AAPL", .buyToOpen, 30), (4, 10, "QQQ", .buyToOpen, 10),
            (3, 14, "AAPL", .sellToClose, 10), (2, 12, "QQQ", .sellToClose, 10),
        ]

    /// When it begins: before the sixth session back.
    static func start(before now: Timestamp) -> Timestamp {
        USTimeZone.eastern.moment(day(6, before: now), 8)
    }

    static func live(
        through books: inout Books, in account: String, from start: Timestamp, to now: Timestamp,
        _ venue: SimulatedVenue
    ) {
        for trade in trades {
            let moment = USTimeZone.eastern.moment(day(trade.sessionsBefore, before: now), trade.hour)
            guard moment < now else { continue }
            let leg = LegRequest(.equity, trade.symbol, trade.action, Quantity(whole: trade.quantity))
            // A market without the symbol, a recording for instance, leaves the trade out.
            _ = try? books.place(OrderRequest(.market, .day, legs: [leg]), in: account, at: moment, venue)
            books.advance(to: moment + .seconds(5), venue)
        }
    }

    private static func day(_ sessions: Int, before now: Timestamp) -> TradingDay {
        var day = USTimeZone.eastern.day(of: now)
        for _ in 0..<sessions { day = ExchangeCalendar.nyse.previousSession(before: day)?.day ?? day }
        return day
    }
}
