import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

struct LimiterTests {
    private let start = Timestamp.epoch + .seconds(1000)

    @Test("a place comes back a window after the request is over")
    func window() {
        var window = SlidingWindow(RequestCeiling(2, per: .seconds(1)))
        #expect(window.hasRoom(at: start) == true && window.nextPlace == nil)
        window.take(1, at: start)
        window.take(2, at: start)
        #expect(window.hasRoom(at: start + .seconds(2)) == false)
        window.finish(1, at: start + .milliseconds(300))
        #expect(window.nextPlace == start + .milliseconds(1300))
        #expect(window.hasRoom(at: start + .milliseconds(1299)) == false)
        #expect(window.hasRoom(at: start + .milliseconds(1300)) == true)
        window.giveBack(2)
        #expect(window.nextPlace == nil)
    }

    @Test("a request that hangs holds its place for two seconds and a window, and then no longer")
    func hanging() {
        var window = SlidingWindow(RequestCeiling(1, per: .seconds(1)))
        window.take(1, at: start)
        #expect(window.nextPlace == start + .seconds(3))
        #expect(window.hasRoom(at: start + .seconds(3)) == true)
        window.take(2, at: start + .seconds(3))
        window.finish(1, at: start + .seconds(9))
        #expect(window.hasRoom(at: start + .seconds(4)) == false)
        window.finish(2, at: start + .seconds(9))
        #expect(window.hasRoom(at: start + .seconds(6)) == true)
    }

    @Test("cancels go before other orders, in the order they came")
    func cancels() {
        var limiter = RequestLimiter(RequestCeilings(together: [RequestCeiling(1, per: .seconds(1))]))
        limiter.enqueue(1, .marketData)
        for ticket in [2, 3] { limiter.enqueue(ticket, .orders) }
        for ticket in [4, 5] { limiter.enqueue(ticket, .orders, isCancel: true) }
        var order: [Int] = []
        for second in 0..<5 {
            let now = start + .seconds(second)
            let admitted = limiter.admit(at: now)
            for ticket in admitted { limiter.finish(ticket, at: now) }
            order += admitted
        }
        #expect(order == [4, 5, 2, 3, 1])
    }

    @Test("requests go in the order they came, orders first; a family at its ceiling keeps nobody else waiting")
    func fairness() {
        var limiter = RequestLimiter(
            RequestCeilings(
                families: [.positions: [RequestCeiling(1, per: .seconds(1))]],
                together: [RequestCeiling(3, per: .seconds(1))]))
        limiter.enqueue(1, .positions)
        limiter.enqueue(2, .positions)
        limiter.enqueue(3, .other)
        #expect(limiter.admit(at: start) == [1, 3])
        limiter.enqueue(4, .other)
        limiter.enqueue(5, .orders)
        #expect(limiter.admit(at: start) == [5])
        #expect(limiter.waiting == 2)
        for ticket in [1, 3, 5] { limiter.finish(ticket, at: start) }
        #expect(limiter.nextChange(after: start) == start + .seconds(1))
        #expect(limiter.admit(at: start + .seconds(1)) == [2, 4])
        #expect(limiter.nextChange(after: start) == nil)
    }

    @Test("who gives up leaves the queue, and what was not sent costs no place")
    func cancelled() {
        var limiter = RequestLimiter(RequestCeilings(together: [RequestCeiling(1, per: .seconds(1))]))
        for ticket in 1...3 { limiter.enqueue(ticket, .other) }
        #expect(limiter.admit(at: start) == [1])
        #expect(limiter.cancel(2) == true)
        #expect(limiter.cancel(2) == false)
        limiter.giveBack(1)
        #expect(limiter.admit(at: start) == [3])
    }

    @Test("after a 429 the whole family pauses and nobody else; a shorter pause does not shorten a longer one")
    func pauses() {
        var limiter = RequestLimiter(.none)
        limiter.pause(.chains, until: start + .seconds(5))
        limiter.pause(.chains, until: start + .seconds(2))
        limiter.enqueue(1, .chains)
        limiter.enqueue(2, .other)
        #expect(limiter.admit(at: start) == [2])
        #expect(limiter.pause(of: .chains, at: start) == .seconds(5))
        #expect(limiter.nextChange(after: start) == start + .seconds(5))
        #expect(limiter.admit(at: start + .seconds(5)) == [1])
    }

    @Test("no ceiling is ever exceeded, in any window, by a hundred callers in any order", arguments: UInt64(0)..<16)
    func property(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let ceilings = [
            RequestCeilings.published, RequestCeilings.published.limited(toPerMinute: 120),
            RequestCeilings(together: [RequestCeiling(120, per: .seconds(60))]),
            RequestCeilings(
                families: [.other: [RequestCeiling(3, per: .milliseconds(700)), RequestCeiling(5, per: .seconds(3))]]),
        ][Int(seed % 4)]
        var world = World(ceilings: ceilings, seed: random.next())
        world.run(callers: 100, requests: 300)
        for family in RequestFamily.allCases {
            let own = world.sent.filter { $0.family == family }
            for ceiling in ceilings.families[family] ?? [] { check(own, ceiling) }
        }
        for ceiling in ceilings.together { check(world.sent, ceiling) }
    }

    /// Checks a ceiling as the venue counts it: by arrivals, each anywhere between sending and answer.
    private func check(_ sent: [World.Sent], _ ceiling: RequestCeiling) {
        let arrivals = sent.map(\.arrivedAt).sorted()
        let tooClose = zip(arrivals, arrivals.dropFirst(ceiling.count)).filter { $1 - $0 < ceiling.window }
        #expect(tooClose.isEmpty, "\(ceiling)")
    }

    /// Callers who send, wait and give up at random moments.
    private struct World {
        struct Sent {
            let family: RequestFamily
            let arrivedAt: Timestamp
        }

        private(set) var sent: [Sent] = []
        private var limiter: RequestLimiter
        private var random: SeededGenerator
        private var now = Timestamp.epoch
        private var waiting: [Int: RequestFamily] = [:]
        private var answers: [(at: Timestamp, ticket: Int)] = []

        init(ceilings: RequestCeilings, seed: UInt64) {
            limiter = RequestLimiter(ceilings)
            random = SeededGenerator(seed: seed)
        }

        mutating func run(callers: Int, requests: Int) {
            var ticket = 0
            while sent.count < requests {
                while waiting.count + answers.count < callers, Int.random(in: 0..<8, using: &random) > 0 {
                    ticket += 1
                    let family = RequestFamily.allCases.randomElement(using: &random) ?? .other
                    waiting[ticket] = family
                    limiter.enqueue(ticket, family)
                }
                if Int.random(in: 0..<50, using: &random) == 0, let first = waiting.keys.min() {
                    #expect(limiter.cancel(first) == true)
                    waiting[first] = nil
                }
                for admitted in limiter.admit(at: now) { send(admitted) }
                step()
            }
            #expect(limiter.waiting == waiting.count)
        }

        private mutating func send(_ ticket: Int) {
            guard let family = waiting.removeValue(forKey: ticket) else {
                Issue.record("\(ticket) was admitted and does not wait")
                return
            }
            if Int.random(in: 0..<20, using: &random) == 0 { return limiter.giveBack(ticket) }
            let way = Duration.milliseconds(Int.random(in: 0...900, using: &random))
            let back = Duration.milliseconds(Int.random(in: 0...1000, using: &random))
            sent.append(Sent(family: family, arrivedAt: now + way))
            answers.append((now + way + back, ticket))
        }

        private mutating func step() {
            let moments = answers.map(\.at) + [limiter.nextChange(after: now)].compactMap(\.self)
            let jump = now + .milliseconds(Int.random(in: 1...400, using: &random))
            now = max(now, min(moments.min() ?? jump, jump))
            for answer in answers where answer.at <= now { limiter.finish(answer.ticket, at: answer.at) }
            answers.removeAll { $0.at <= now }
        }
    }
}
