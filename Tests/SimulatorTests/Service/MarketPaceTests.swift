import MarketModel
import Testing

@testable import Simulator

struct MarketPaceTests {
    private let wall = Timestamp("2026-11-20T15:00:00Z")!
    private let market = Timestamp("2013-10-07T13:30:00Z")!

    @Test("runs so many times as fast", arguments: [(1.0, 10), (10, 100), (0.5, 5)])
    func speed(factor: Double, seconds: Int) {
        var pace = MarketPace(speed: .times(factor))
        #expect(pace.market(at: wall) == nil && !pace.isStarted)
        pace.start(at: market, wall: wall)
        #expect(pace.market(at: wall + .seconds(10)) == market + .seconds(seconds))
        #expect(pace.wall(for: market + .seconds(seconds)) == wall + .seconds(10))
    }

    @Test("what is no speed runs as it happened", arguments: [0, -1, Double.nan, .infinity, -Double.infinity])
    func nonsense(factor: Double) {
        var pace = MarketPace(speed: .times(factor))
        pace.start(at: market, wall: wall)
        #expect(pace.market(at: wall + .seconds(3)) == market + .seconds(3))
    }

    @Test("far ahead it stops at the end of time")
    func far() {
        var pace = MarketPace(speed: .times(1e9))
        pace.start(at: market, wall: wall)
        #expect(pace.market(at: wall + .seconds(86_400)) == Timestamp(nanoseconds: .max))
    }
}
