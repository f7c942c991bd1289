import MarketModel
import Testing

@testable import Tastytrade

struct CircuitBreakerTests {
    private let start = Timestamp.epoch + .seconds(1000)

    private func opened() -> CircuitBreaker {
        var breaker = CircuitBreaker(
            BreakerConfiguration(failuresToOpen: 3, openFor: .seconds(5), openAtMost: .seconds(15)))
        for _ in 0..<3 { breaker.failed(at: start) }
        return breaker
    }

    @Test("it opens after failures in a row, not after as many with a success between")
    func opens() {
        var breaker = CircuitBreaker(BreakerConfiguration(failuresToOpen: 3))
        for _ in 0..<10 {
            breaker.failed(at: start)
            breaker.failed(at: start)
            breaker.succeeded()
        }
        #expect(breaker.phase == .closed)
        for _ in 0..<3 { breaker.failed(at: start) }
        #expect(breaker.phase == .open)
        #expect(breaker.admit(isCancel: false, at: start + .seconds(1)) == .refuse(retryAfter: .seconds(4)))
    }

    @Test("one probe at a time; its success closes, its failure opens for twice as long, up to a bound")
    func probes() {
        var breaker = opened()
        var now = start
        for span in [5, 10, 15, 15] {
            #expect(
                breaker.admit(isCancel: false, at: now + .seconds(span - 1)) == .refuse(retryAfter: .seconds(1)))
            now = now + .seconds(span)
            #expect(breaker.admit(isCancel: false, at: now) == .probe)
            #expect(breaker.phase == .halfOpen)
            #expect(breaker.admit(isCancel: false, at: now) != .probe)
            breaker.failed(at: now)
        }
        #expect(breaker.admit(isCancel: false, at: now + .seconds(15)) == .probe)
        breaker.succeeded()
        #expect(breaker.admit(isCancel: false, at: now) == .pass)
    }

    @Test("cancels of orders pass even when it is open")
    func cancels() {
        var breaker = opened()
        #expect(breaker.admit(isCancel: true, at: start) == .pass)
        #expect(breaker.phase == .open)
        breaker.failed(at: start)
        #expect(breaker.admit(isCancel: false, at: start + .seconds(5)) == .probe)
        #expect(breaker.admit(isCancel: true, at: start + .seconds(5)) == .pass)
    }

    @Test("a probe whose caller gave up lets the next one probe")
    func lostProbe() {
        var breaker = opened()
        #expect(breaker.admit(isCancel: false, at: start + .seconds(5)) == .probe)
        breaker.probeWasLost(at: start + .seconds(6))
        #expect(breaker.admit(isCancel: false, at: start + .seconds(6)) == .probe)
    }
}
