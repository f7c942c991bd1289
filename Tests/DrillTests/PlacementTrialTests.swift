import Tastytrade
import Testing

@testable import Drill

/// Wishes for orders at a model venue, in a time of its own.
struct PlacementTrialTests {
    @Test("over 10,000 seeds no wish becomes two orders, nothing is sent twice, and what is said is true")
    func careful() {
        var ends: [PlacementTrial.End: Int] = [:]
        var (doubles, resent, untrue) = (0, 0, 0)
        for seed in UInt64(0)..<10_000 {
            let trial = PlacementTrial(seed: seed)
            ends[trial.end, default: 0] += 1
            if trial.orders > 1 { doubles += 1 }
            if trial.sends > 1 { resent += 1 }
            if !trial.isTrue { untrue += 1 }
        }
        #expect(doubles == 0 && resent == 0 && untrue == 0, "\(doubles) \(resent) \(untrue)")
        // All three ways are really taken.
        #expect(ends.count == 3 && ends.values.allSatisfy { $0 > 100 }, "\(ends)")
    }

    @Test("the model tells: a trader who sends again on a doubt ends up with two orders")
    func careless() {
        let doubles = (UInt64(0)..<1000).count { PlacementTrial(seed: $0, trader: .careless).orders > 1 }
        #expect(doubles > 50)
    }

    @Test("a seed is one trial: the same seed ends the same way")
    func repeatable() {
        for seed in UInt64(0)..<200 {
            let (first, second) = (PlacementTrial(seed: seed), PlacementTrial(seed: seed))
            #expect(first.end == second.end && first.orders == second.orders && first.sends == second.sends)
        }
    }
}
