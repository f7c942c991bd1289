import Live
import MarketModel
import Options

/// What is asked of a chain, checked against what is listed.
struct ChainRequest: Hashable, Sendable {
    /// The most strikes that may be asked for by number; 0 asks for all.
    static let mostStrikes = 500

    /// `OptionChain.underlying`.
    let underlying: String
    /// The expiration that is shown.
    let expiration: ExpirationKey
    /// Strikes on each side of the underlying's price; `nil` for all.
    let strikesEachSide: Int?

    /// Checks a request.
    ///
    /// - Parameters:
    ///   - expiration: `SPXW 2026-11-20`; `nil` for the one nearest to thirty days.
    ///   - strikes: How many strikes around the underlying's price; `nil` and 0 for all.
    /// - Throws: `RequestError`.
    init(chain: OptionChain, expiration: String?, strikes: Int?, at now: Timestamp) throws(RequestError) {
        guard (0...Self.mostStrikes).contains(strikes ?? 0) else {
            throw RequestError(
                code: "strikes_out_of_range",
                message: "strikes is a whole number from 0 (all) to \(Self.mostStrikes); \(strikes ?? 0) is not")
        }
        underlying = chain.underlying
        strikesEachSide = strikes.flatMap { $0 == 0 ? nil : max(1, $0 / 2) }
        self.expiration = try Self.key(expiration, in: chain, at: now)
    }

    /// What is read of an expiration for its smile and for placing strategies: enough strikes for both, and fewer
    /// subscriptions than all.
    static func selection(around expiration: ExpirationKey) -> ChainSelection {
        ChainSelection(.only([expiration]), strikesEachSide: 40)
    }

    /// What is read for it.
    var selection: ChainSelection { ChainSelection(.only([expiration]), strikesEachSide: strikesEachSide) }

    /// The expiration a text names, or the one nearest to thirty days.
    ///
    /// - Throws: `RequestError` when it is not listed or no longer trades.
    static func key(_ text: String?, in chain: OptionChain, at now: Timestamp) throws(RequestError) -> ExpirationKey {
        let live = chain.expirations.filter { $0.series.expiresAt > now }
        guard let text else {
            let today = USTimeZone.eastern.day(of: now)
            let usual = live.min { first, second in
                abs(first.series.daysToExpiration(from: today) - 30)
                    < abs(second.series.daysToExpiration(from: today) - 30)
            }
            guard let usual else {
                throw RequestError(
                    code: "chain_empty", message: "no options on \(chain.underlying) trade any more", status: 404)
            }
            return ExpirationKey(usual.series)
        }
        guard let key = ExpirationKey(text), live.contains(where: { ExpirationKey($0.series) == key }) else {
            throw RequestError(
                code: "expiration_unknown",
                message:
                    "'\(text.prefix(40))' is no expiration of \(chain.underlying) that trades; write root and day, as in "
                    + "\(live.first.map { ExpirationKey($0.series).text } ?? "SPXW 2026-11-20")", status: 404)
        }
        return key
    }
}

extension ExpirationKey {
    /// Reads `SPXW 2026-11-20`.
    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let day = TradingDay(String(parts[1])) else { return nil }
        self.init(day: day, root: String(parts[0]))
    }

    /// `SPXW 2026-11-20`.
    var text: String { "\(root) \(day)" }
}
