import Live
import MarketModel
import Options

/// The last smile of each expiration on each of the two latest days, so that today can be seen beside yesterday.
///
/// It knows only what was looked at while the program ran: after a start there is no yesterday.
final class SmileMemory: Sendable {
    private struct Key: Hashable {
        let underlying: String
        let expiration: ExpirationKey
    }

    private struct Kept {
        var day: TradingDay
        var fit: SmileFit
        var before: SmileFit?
    }

    private let kept = Lock<[Key: Kept]>([:])

    /// The last fit of an earlier day.
    func before(_ today: TradingDay, _ underlying: String, _ expiration: ExpirationKey) -> SmileFit? {
        kept.withLock { kept in
            guard let known = kept[Key(underlying: underlying, expiration: expiration)] else { return nil }
            return known.day < today ? known.fit : known.before
        }
    }

    /// Keeps a fit; expirations that have passed are let go.
    func keep(_ fit: SmileFit, on today: TradingDay, _ underlying: String, _ expiration: ExpirationKey) {
        kept.withLock { kept in
            let key = Key(underlying: underlying, expiration: expiration)
            if let known = kept[key] {
                kept[key] = Kept(day: today, fit: fit, before: known.day < today ? known.fit : known.before)
            } else {
                kept = kept.filter { $0.key.expiration.day >= today }
                kept[key] = Kept(day: today, fit: fit, before: nil)
            }
        }
    }
}
