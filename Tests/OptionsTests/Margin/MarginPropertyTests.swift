import MarketModel
import TestSupport
import Testing

@testable import Options

/// The least requirement by trying everything, contract by contract, with none of the search's shortcuts.
private struct EveryGrouping {
    struct Contract {
        let right: OptionRight
        let strike: Int
        let expiration: Int
    }

    let shorts: [Contract]
    let longs: [Contract]
    let covered: Int
    let coveredRight: OptionRight
    let underlying: Int

    /// Dollars; every option costs one point.
    func least() -> Int {
        // For each short contract: -1 shares, 0 alone, 1 in its expiration's group. For each long one: whose group.
        var best = Int.max
        func assign(_ index: Int, _ places: [Int]) {
            if index < shorts.count {
                for place in -1...1 { assign(index + 1, places + [place]) }
            } else if index < shorts.count + longs.count {
                for expiration in 0...longs[index - shorts.count].expiration {
                    assign(index + 1, places + [expiration])
                }
            } else {
                best = min(best, amount(places) ?? .max)
            }
        }
        assign(0, [])
        return best
    }

    private func amount(_ places: [Int]) -> Int? {
        let toShares = shorts.indices.filter { places[$0] == -1 }
        guard toShares.count <= covered, toShares.allSatisfy({ shorts[$0].right == coveredRight }) else { return nil }
        var sum = 0
        for expiration in 0..<2 {
            let short = shorts.indices.filter { places[$0] == 1 && shorts[$0].expiration == expiration }
            let long = longs.indices.filter { places[shorts.count + $0] == expiration }
            let calls = long.count { longs[$0].right == .call } - short.count { shorts[$0].right == .call }
            guard calls >= 0 else { return nil }
            var worst = 0
            for spot in 0...200 {
                let value =
                    long.reduce(0) { $0 + worth(longs[$1], spot) } - short.reduce(0) { $0 + worth(shorts[$1], spot) }
                worst = max(worst, -value)
            }
            sum += worst * 100
            sum += naked(
                shorts.indices.filter { places[$0] == 0 && shorts[$0].expiration == expiration }.map { shorts[$0] })
        }
        return sum
    }

    private func worth(_ contract: Contract, _ spot: Int) -> Int {
        max(0, contract.right == .call ? spot - contract.strike : contract.strike - spot)
    }

    /// In dollars: every way to pair calls with puts, the greater side of each pair.
    private func naked(_ contracts: [Contract]) -> Int {
        func base(_ contract: Contract) -> Int {
            let away = max(0, contract.right == .call ? contract.strike - underlying : underlying - contract.strike)
            let floor = (contract.right == .call ? underlying : contract.strike) * 10
            return max(underlying * 20 - away * 100, floor)
        }
        func pair(_ calls: [Int], _ puts: [Int]) -> Int {
            guard let call = calls.first else { return puts.reduce(0, +) }
            let rest = Array(calls.dropFirst())
            var least = call + pair(rest, puts)
            for index in puts.indices {
                var others = puts
                let put = others.remove(at: index)
                least = min(least, max(call, put) + pair(rest, others))
            }
            return least
        }
        return contracts.count * 100
            + pair(contracts.filter { $0.right == .call }.map(base), contracts.filter { $0.right == .put }.map(base))
    }
}

@Suite struct MarginPropertyTests {
    private static let series = (0..<2).map {
        OptionRoot.named("AAPL").series(expiring: Leg.series.expiration.advanced(by: 7 * $0))
    }

    @Test("no grouping of the contracts asks for less", arguments: UInt64(0)..<120)
    func least(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var quantities: [OptionContract: Int] = [:]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let contract = OptionContract(
                series: try #require(Self.series.randomElement(using: &random)),
                right: Bool.random(using: &random) ? .call : .put,
                strike: try points("\(Int.random(in: 16...24, using: &random) * 5)"))
            quantities[contract, default: 0] += Bool.random(using: &random) ? 1 : -1
        }
        let shares = [0, 0, 100, 200, -100].randomElement(using: &random) ?? 0
        var legs = try quantities.filter { $0.value != 0 }.map { contract, quantity in
            OptionLeg(contract, quantity: quantity, entryPrice: try points("1"))
        }
        legs.sort { ($0.option?.strike ?? .zero) < ($1.option?.strike ?? .zero) }
        guard !legs.isEmpty else { return }
        func contracts(_ sign: Int) -> [EveryGrouping.Contract] {
            legs.flatMap { leg -> [EveryGrouping.Contract] in
                guard let option = leg.option, (leg.quantity.billionths > 0) == (sign > 0) else { return [] }
                let one = EveryGrouping.Contract(
                    right: option.right, strike: Int(option.strike.doubleValue),
                    expiration: option.series == Self.series[0] ? 0 : 1)
                return Array(repeating: one, count: Int(leg.quantity.billionths.magnitude / 1_000_000_000))
            }
        }
        let expected = EveryGrouping(
            shorts: contracts(-1), longs: contracts(1), covered: abs(shares) / 100,
            coveredRight: shares > 0 ? .call : .put, underlying: 100
        ).least()
        if shares != 0 { legs.append(try Leg.shares(shares, "AAPL", at: "100")) }
        let found = try MarginRules.regulationT.requirement(
            for: OptionStructure(legs: legs), underlying: points("100"))
        let forShares = Money(billionths: Int128(abs(shares)) * 50_000_000_000)
        #expect(found.isLeast)
        #expect(found.total - forShares == Money(billionths: Int128(expected) * 1_000_000_000))
        // Every contract is in some group.
        var held: [LegInstrument: Quantity] = [:]
        for leg in found.groups.flatMap(\.legs) {
            held[leg.instrument, default: .zero] = held[leg.instrument, default: .zero] + leg.quantity
        }
        for leg in legs { #expect(held[leg.instrument] == leg.quantity) }
    }

    @Test("a book too large to try everything still gets an answer no worse than nothing covered, and says so")
    func large() throws {
        var random = SeededGenerator(seed: 5)
        let legs = try (0..<14).map { index in
            try Leg.option(
                (index % 2 == 0 ? -1 : 1) * Int.random(in: 5...23, using: &random), index % 3 == 0 ? .put : .call,
                "\(80 + index * 3)", at: "1", in: Self.series[index % 2])
        }
        let found = try MarginRules.regulationT.requirement(
            for: OptionStructure(legs: legs), underlying: points("100"))
        #expect(!found.isLeast)
        let alone = try legs.filter { !$0.isLong }.reduce(Money.zero) { sum, leg in
            try sum
                + MarginRules.regulationT.requirement(
                    for: OptionStructure(legs: [leg]), underlying: points("100")
                ).total
        }
        #expect(found.total <= alone)
        #expect(found.total > .zero)
    }
}
