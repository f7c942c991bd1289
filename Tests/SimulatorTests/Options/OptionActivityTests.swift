import MarketModel
import Testing

@testable import Simulator

struct OptionActivityTests {
    private let open = Timestamp("2026-11-20T14:30:00Z")!

    private func activity(key: UInt64 = 12_345, deviations: Double = 0.1) -> OptionActivity {
        OptionActivity(key: key, deviations: deviations, daysToExpiry: 3, isRound: true)
    }

    @Test("the volume is the sum of the sizes, for any number of trades", arguments: [UInt64(0), 5, 77, 901])
    func volume(key: UInt64) {
        let activity = activity(key: key)
        var sum = 0
        for number in Int64(1)...40 {
            sum += activity.size(of: number)
            #expect(activity.volume(of: number) == sum)
        }
        #expect(activity.volume(of: 0) == 0)
    }

    @Test("the n-th trade is the one that makes them n")
    func times() {
        let activity = activity()
        for number in Int64(1)...30 {
            let time = activity.time(of: number, since: open)
            #expect(activity.trades(since: open, at: time) == number)
            #expect(activity.trades(since: open, at: time - .milliseconds(1)) < number || time == open)
        }
        #expect(activity.trades(since: open, at: open - .seconds(3600)) == 0)
    }

    @Test("options near the money trade more and have more open than far ones")
    func shape() {
        let near = activity(deviations: 0)
        let far = activity(deviations: 4)
        #expect(near.interval < far.interval && near.openInterest > far.openInterest)
        #expect(far.restingSize(at: open, side: 1) >= 1)
    }
}
