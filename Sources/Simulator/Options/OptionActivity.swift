import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much an option is traded: a function of the contract and the seed, so that nobody need have watched it.
///
/// Trades of a session come at even steps whose number, sizes and sides are hashed: the n-th has always happened as it
/// did, and the day's volume is the sum of the sizes.
struct OptionActivity: Sendable {
    private static let sizes: [Int] = [1, 2, 1, 10, 3, 1, 5, 25]
    private static let sizesTotal = 48

    private let key: UInt64
    /// Between trades, in milliseconds.
    let interval: Int64
    /// Contracts open after the previous clearing.
    let openInterest: Int64

    /// - Parameters:
    ///   - deviations: How many standard deviations the strike is from the forward.
    ///   - isRound: Whether the strike is one that people like.
    init(key: UInt64, deviations: Double, daysToExpiry: Int, isRound: Bool) {
        self.key = key
        let near = exp(-0.5 * min(deviations * deviations, 30)) + 0.02
        let term = 1 / (1 + Double(max(0, daysToExpiry)) / 20)
        let luck = 0.5 + Double(key % 1000) / 1000
        let likes = isRound ? 2.5 : 1
        // The busiest trade every few seconds, the quietest some tens of times a day.
        interval = Int64(12_000 / (near * term * luck * likes)) + 1000
        openInterest = Int64(18_000 * near * (0.3 + 0.7 * (1 - term)) * luck * likes)
    }

    /// How many trades of the session there were up to a moment.
    func trades(since open: Timestamp, at moment: Timestamp) -> Int64 {
        let offset = Int64(key >> 20 & 0xFFFF) % interval
        return max(0, (moment.milliseconds - open.milliseconds + offset) / interval)
    }

    /// When the n-th trade of the session happened, n from 1.
    func time(of number: Int64, since open: Timestamp) -> Timestamp {
        let offset = Int64(key >> 20 & 0xFFFF) % interval
        return open + .milliseconds(max(0, number * interval - offset))
    }

    /// Contracts of the n-th trade.
    func size(of number: Int64) -> Int { Self.sizes[Int((number &+ Int64(key & 7)) & 7)] }

    /// Contracts of the first n trades.
    func volume(of count: Int64) -> Int {
        let (rounds, rest) = count.quotientAndRemainder(dividingBy: 8)
        return Int(rounds) * Self.sizesTotal + (0..<rest).reduce(0) { $0 + size(of: $1 + 1) }
    }

    /// Whether the n-th trade paid the ask.
    func isBuy(_ number: Int64) -> Bool { SplitMix.hash(key, UInt64(bitPattern: number), 3) & 1 == 0 }

    /// A resting size at a moment: changes every two seconds.
    func restingSize(at moment: Timestamp, side: UInt64) -> Int {
        let draw = SplitMix.hash(key, UInt64(bitPattern: moment.seconds / 2), side)
        return 1 + Int(draw % UInt64(20 + openInterest / 60))
    }
}
