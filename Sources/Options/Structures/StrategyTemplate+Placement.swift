internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why a template finds no place on a chain.
public enum PlacementError: Error, Hashable, Sendable {
    /// Fewer expirations are given than the template has.
    case tooFewExpirations(needed: Int, given: Int)
    /// The forward or the deviation is not a number above zero, so there is no middle to place strikes around.
    case noForward
    /// Too few strikes are listed, or none with the widths that the template asks for.
    case noStrikes(needed: Int)
    /// The strikes that were found do not make the structure.
    case template(TemplateError)
}

extension StrategyTemplate {
    /// The structure at listed strikes around the forward: a starting point to be edited, not advice.
    ///
    /// Strikes that hold only puts go one standard deviation below the forward and further, those that hold only calls
    /// as far above, others to the forward; strikes of one right alone stand half a deviation apart. Each takes the
    /// nearest listed strike that keeps their order and the template's wings.
    ///
    /// - Parameters:
    ///   - expirations: The nearest first; only strikes that all of them list are used.
    ///   - forward: The forward of the nearest, in points.
    ///   - deviation: One standard deviation of its logarithm until then: volatility times the square root of time.
    /// - Throws: `PlacementError`.
    public func placed(
        on expirations: [OptionChain.Expiration], forward: Double, deviation: Double
    ) throws(PlacementError) -> OptionStructure {
        let needed = max(1, expirationCount)
        guard expirations.count >= needed else {
            throw .tooFewExpirations(needed: needed, given: expirations.count)
        }
        guard forward > 0, forward.isFinite, deviation > 0, deviation.isFinite else { throw .noForward }
        let used = expirations.prefix(needed)
        let common = used.dropFirst().reduce(Set(used[used.startIndex].strikes.map(\.price))) { common, expiration in
            common.intersection(expiration.strikes.map(\.price))
        }
        let targets = placement.map { forward * exp($0 * deviation) }
        guard let strikes = StrikePlacement(listed: common.sorted(), targets: targets).strikes(wings) else {
            throw .noStrikes(needed: strikeCount)
        }
        do { return try structure(strikes: strikes, series: used.map(\.series)) } catch { throw .template(error) }
    }

    /// Where each strike belongs, in standard deviations from the forward, rising.
    private var placement: [Double] {
        let rights = (0..<strikeCount).map { place in
            Set(
                legs.compactMap { leg -> OptionRight? in
                    switch leg.kind {
                    case .call(let strike, _): strike == place ? .call : nil
                    case .put(let strike, _): strike == place ? .put : nil
                    case .underlying: nil
                    }
                })
        }
        let puts = rights.count { $0 == [.put] }
        let calls = rights.count { $0 == [.call] }
        let even = rights.indices.map { (Double($0) - Double(rights.count - 1) / 2) * 0.5 }
        if rights.count == 2, puts == 2 { return [-1, -0.5] }
        if rights.count == 2, calls == 2 { return [0.5, 1] }
        if rights.count < 2 || puts == rights.count || calls == rights.count { return even }
        let firstCall = rights.count - calls
        let sided = rights.indices.map { place -> Double in
            switch rights[place] {
            case [.put]: -1 - 0.5 * Double(puts - 1 - place)
            case [.call]: 1 + 0.5 * Double(place - firstCall)
            default: 0
            }
        }
        return zip(sided, sided.dropFirst()).allSatisfy(<) ? sided : even
    }
}

/// Finds listed strikes near targets.
private struct StrikePlacement {
    let listed: [Price]
    let targets: [Double]

    /// Rising strikes nearest to the targets that fit the wings; `nil` when there are none.
    func strikes(_ wings: WingRule) -> [Price]? {
        guard var places = nearest else { return nil }
        switch wings {
        case .any: break
        case .unequal(let first, let second):
            if wings.allows(places.map { listed[$0] }) { break }
            // The outer wing of the upper gap is one strike wider.
            guard second.upper == places.count - 1, places[second.upper] + 1 < listed.count, first != second else {
                return nil
            }
            places[second.upper] += 1
        case .equal(let first, let second):
            guard let fitting = evened(places, first, second) else { return nil }
            places = fitting
        }
        return places.map { listed[$0] }
    }

    /// The nearest listed strike to each target, moved up where two would share one.
    private var nearest: [Int]? {
        var places: [Int] = []
        for (index, target) in targets.enumerated() {
            let least = (places.last ?? -1) + 1
            // Strikes are left for the targets that follow.
            let most = listed.count - (targets.count - index)
            guard least <= most else { return nil }
            let best = (least...most).min { distance($0, target) < distance($1, target) }
            places.append(best ?? least)
        }
        return places
    }

    /// The outer strikes moved so that both gaps have one width, as little as that takes.
    private func evened(_ places: [Int], _ first: StrikeGap, _ second: StrikeGap) -> [Int]? {
        var best: (places: [Int], cost: Double)?
        for low in near(places[first.lower]) where low < places[first.lower + 1] {
            for high in near(places[second.upper]) where high > places[second.upper - 1] {
                var trial = places
                trial[first.lower] = low
                trial[second.upper] = high
                let widths = [first, second].map { listed[trial[$0.upper]] - listed[trial[$0.lower]] }
                guard widths[0] == widths[1], zip(trial, trial.dropFirst()).allSatisfy(<) else { continue }
                let cost = distance(low, targets[first.lower]) + distance(high, targets[second.upper])
                if cost < best?.cost ?? .infinity { best = (trial, cost) }
            }
        }
        return best?.places
    }

    private func near(_ place: Int) -> Range<Int> { max(0, place - 30)..<min(listed.count, place + 31) }

    private func distance(_ place: Int, _ target: Double) -> Double { abs(listed[place].doubleValue - target) }
}
