internal import MarketModel

extension GroupingSearch {
    /// What a grouping asks for, per unit of `scale`; `nil` where a group's loss has no end or shares cover too much.
    func amount(of choice: Choice) -> Money? {
        var covered = 0
        for index in shorts.indices { covered += choice[index][0] }
        guard covered <= coverable else { return nil }
        var sum = Money.zero
        for bucket in 0..<bucketCount {
            guard let loss = PayoffCurve(legs: group(bucket, choice), offset: .zero, floor: .zero).minimum.amount
            else { return nil }
            sum = sum + max(.zero, -loss) + naked(bucket, choice)
        }
        return sum
    }

    /// What the short options of a bucket without cover ask for: their price, and of a call and a put together only
    /// the greater side. Greatest goes with greatest, which saves most.
    func naked(_ bucket: Int, _ choice: Choice) -> Money {
        var sum = Money.zero
        var bases: [OptionRight: [Money]] = [:]
        for (index, short) in shorts.enumerated() where short.bucket == bucket {
            let count = choice[index][1]
            for _ in 0..<count { sum = sum + short.price + short.base }
            bases[short.contract.right, default: []] += Array(repeating: short.base, count: count)
        }
        let calls = (bases[.call] ?? []).sorted(by: >)
        let puts = (bases[.put] ?? []).sorted(by: >)
        return zip(calls, puts).reduce(sum) { $0 - min($1.0, $1.1) }
    }

    /// The options of a bucket's group: its short ones and the long ones lent to it.
    func group(_ bucket: Int, _ choice: Choice) -> [OptionLeg] {
        var legs: [OptionLeg] = []
        for (index, short) in shorts.enumerated() where short.bucket == bucket && choice[index][2] > 0 {
            legs.append(OptionLeg(short.contract, quantity: -choice[index][2]))
        }
        for (index, long) in longs.enumerated() where bucket < long.buckets {
            let count = choice[shorts.count + index][bucket]
            if count > 0 { legs.append(OptionLeg(long.contract, quantity: count)) }
        }
        return legs
    }

    /// The groups of a choice, at full size.
    func groups(of choice: Choice) -> [MarginRequirement.Group] {
        var groups: [MarginRequirement.Group] = []
        func legs(_ part: Int, where isIncluded: (Short) -> Bool) -> [OptionLeg] {
            shorts.indices.filter { choice[$0][part] > 0 && isIncluded(shorts[$0]) }.map { index in
                OptionLeg(shorts[index].contract, quantity: -choice[index][part] * scale)
            }
        }
        let covered = legs(0) { _ in true }
        if !covered.isEmpty { groups.append(.init(basis: .coveredByShares, legs: covered, amount: .zero)) }
        for bucket in 0..<bucketCount {
            let defined = group(bucket, choice).map { leg in
                OptionLeg(leg.instrument, quantity: Quantity(billionths: leg.quantity.billionths * Int64(scale)))
            }
            let hasShort = defined.contains { !$0.isLong }
            if !defined.isEmpty {
                let loss = PayoffCurve(legs: defined, offset: .zero, floor: .zero).minimum.amount ?? .zero
                groups.append(
                    .init(
                        basis: hasShort ? .definedRisk : .longOptions, legs: defined, amount: max(.zero, -loss)))
            }
            let bare = legs(1) { $0.bucket == bucket }
            if !bare.isEmpty {
                let amount = Money(billionths: naked(bucket, choice).billionths * Int128(scale))
                groups.append(.init(basis: .naked, legs: bare, amount: amount))
            }
        }
        let idle = longs.filter { $0.buckets == 0 }.map { OptionLeg($0.contract, quantity: $0.count * scale) }
        if !idle.isEmpty { groups.append(.init(basis: .longOptions, legs: idle, amount: .zero)) }
        return groups
    }
}
