internal import MarketModel

/// Looks for the grouping of options that asks for the least margin.
///
/// Counts are divided by their greatest common divisor, so that twenty condors are searched like one. Every grouping
/// is tried where there are at most `limit`; otherwise one leg after another is moved to where it asks for least until
/// nothing moves any more.
struct GroupingSearch {
    /// Short options of one contract.
    struct Short {
        let contract: OptionContract
        let count: Int
        /// What one asks for without cover besides its own price.
        let base: Money
        /// What one costs now.
        let price: Money
        /// Its place among the distinct expirations of short options.
        let bucket: Int
    }

    /// Long options of one contract.
    struct Long {
        let contract: OptionContract
        let count: Int
        /// How many of the buckets expire no later.
        let buckets: Int
    }

    /// Where the contracts of one leg go. For a short leg: to shares, without cover, into its group. For a long leg:
    /// to each bucket it reaches.
    typealias Choice = [[Int]]

    static let limit = 20_000

    let shorts: [Short]
    let longs: [Long]
    /// How many calls, or puts, the shares cover.
    let coverable: Int
    let coveredRight: OptionRight
    /// What counts were divided by.
    let scale: Int
    let bucketCount: Int
    private let net: [NetLeg]

    init(
        _ legs: [OptionLeg], rules: MarginRules, underlying: Price, marks: [OptionContract: Price]
    ) throws(MarginError) {
        net = NetLeg.net(legs)
        let options = net.filter { $0.contract != nil }
        let shares = net.filter { $0.contract == nil }.reduce(Int64(0)) { $0 + $1.units.billionths } / 1_000_000_000
        let counts = options.map { Int($0.units.billionths / 1_000_000_000) }
        let divisor = (counts + [Int(shares)]).reduce(0, Self.greatestCommonDivisor)
        scale = max(1, divisor)
        coverable = Int(shares.magnitude) / scale
        coveredRight = shares > 0 ? .call : .put
        let expirations = Set(
            options.filter { $0.units < .zero }.compactMap { $0.contract?.series.expiresAt }
        ).sorted()
        bucketCount = expirations.count
        var shorts: [Short] = []
        var longs: [Long] = []
        for (leg, count) in zip(options, counts) {
            guard let contract = leg.contract else { continue }
            let expiresAt = contract.series.expiresAt
            if count > 0 {
                longs.append(
                    Long(
                        contract: contract, count: count / scale,
                        buckets: expirations.count { $0 <= expiresAt }))
            } else {
                guard let price = marks[contract] ?? leg.entryPrice else { throw .unknownPrice(contract) }
                let one = Quantity(whole: 1)
                let multiplier = contract.series.multiplier
                shorts.append(
                    Short(
                        contract: contract, count: -count / scale,
                        base: Money(
                            rules.nakedPoints(contract, underlying: underlying), times: one, multiplier: multiplier),
                        price: max(.zero, Money(price, times: one, multiplier: multiplier)),
                        bucket: expirations.firstIndex(of: expiresAt) ?? 0))
            }
        }
        self.shorts = shorts
        self.longs = longs
    }

    /// The grouping that asks for least, and whether all were tried.
    func least() -> (choice: Choice, isLeast: Bool) {
        let options = choices()
        let count = options.reduce(1) { sum, next in sum > Self.limit ? sum : sum * next.count }
        return count <= Self.limit ? (everyOne(of: options), true) : (descend(options), false)
    }

    private func everyOne(of options: [[[Int]]]) -> Choice {
        var places = Array(repeating: 0, count: options.count)
        var best: (choice: Choice, amount: Money)?
        while true {
            let choice = zip(options, places).map { $0[$1] }
            if let amount = amount(of: choice), amount < best?.amount ?? Money(billionths: .max) {
                best = (choice, amount)
            }
            guard let place = places.indices.last(where: { places[$0] + 1 < options[$0].count }) else { break }
            places[place] += 1
            for next in places.indices where next > place { places[next] = 0 }
        }
        return best?.choice ?? allNaked()
    }

    private func descend(_ options: [[[Int]]]) -> Choice {
        var choice = allNaked()
        var least = amount(of: choice) ?? Money(billionths: .max)
        var hasMoved = true
        while hasMoved {
            hasMoved = false
            for place in options.indices {
                for option in options[place] where option != choice[place] {
                    var trial = choice
                    trial[place] = option
                    if let amount = amount(of: trial), amount < least {
                        (choice, least, hasMoved) = (trial, amount, true)
                    }
                }
            }
        }
        return choice
    }

    /// Nothing covered; every long option with the earliest short ones.
    private func allNaked() -> Choice {
        shorts.map { [0, $0.count, 0] }
            + longs.map { long in (0..<max(1, long.buckets)).map { $0 == 0 ? long.count : 0 } }
    }

    private func choices() -> [[[Int]]] {
        shorts.map { short in
            Self.splits(of: short.count, into: 3).filter { $0[0] == 0 || short.contract.right == coveredRight }
                .filter { $0[0] <= coverable }
        } + longs.map { Self.splits(of: $0.count, into: max(1, $0.buckets)) }
    }

    /// All ways to spread a count over so many places.
    private static func splits(of count: Int, into places: Int) -> [[Int]] {
        guard places > 1 else { return [[count]] }
        return (0...count).flatMap { first in splits(of: count - first, into: places - 1).map { [first] + $0 } }
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        var (left, right) = (abs(first), abs(second))
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }
}
