import MarketModel
import Testing

@testable import Live

struct BackfillTests {
    private let symbol = NameID(rawValue: 1)

    private func print(_ index: Int64, _ flags: EventFlags = [], kind: PrintKind = .new, size: Int = 1) -> TimeAndSale {
        TimeAndSale(
            symbol: symbol, flags: flags, index: index, price: Price(billionths: 1), size: Quantity(whole: size),
            kind: kind)
    }

    private func run(_ backfill: inout Backfill, _ events: [TimeAndSale]) -> [TimeAndSale] {
        var released: [TimeAndSale] = []
        for event in events { backfill.take(event) { released.append($0) } }
        return released
    }

    @Test("live prints pass through as they come, markers do not")
    func live() {
        var backfill = Backfill()
        let seen = run(&backfill, [print(2), print(1), print(0, [.removeEvent, .snapshotEnd])])
        #expect(seen.map(\.index) == [2, 1])
    }

    @Test("history comes before what was live meanwhile, each print once, a correction behind its print")
    func merge() {
        var backfill = Backfill()
        backfill.begin(deadline: .epoch + .seconds(10))
        let seen = run(
            &backfill,
            [
                print(5), print(4, .snapshotBegin), print(5), print(3), print(2), print(2, kind: .correction, size: 9),
                print(6), print(0, [.removeEvent, .snapshotEnd]), print(7),
            ])
        #expect(seen.map(\.index) == [2, 2, 3, 4, 5, 6, 7])
        #expect(seen[1].kind == .correction)
        #expect(seen.allSatisfy { $0.flags.isEmpty })
    }

    @Test("what the snapshot brought is not released again when the live channel brings it later, a correction is")
    func overlap() {
        var backfill = Backfill()
        backfill.begin(deadline: .epoch + .seconds(10))
        let history = [
            print(5, .snapshotBegin), print(4), print(4, kind: .correction, size: 9), print(3),
            print(0, [.removeEvent, .snapshotEnd]),
        ]
        #expect(run(&backfill, history).map(\.index) == [3, 4, 4, 5])
        let live = run(&backfill, [print(4), print(5), print(5, kind: .correction, size: 7), print(6), print(6)])
        #expect(live.map(\.index) == [5, 6, 6])
        #expect(live.first?.kind == .correction)
    }

    @Test("an empty history releases at once")
    func empty() {
        var backfill = Backfill()
        backfill.begin(deadline: .epoch + .seconds(10))
        #expect(
            run(&backfill, [print(5), print(0, [.snapshotBegin, .snapshotEnd, .removeEvent])]).map(\.index) == [5])
        #expect(backfill.state == .live)
    }

    @Test("a history that never ends is given up, and nothing held is lost")
    func deadline() {
        var backfill = Backfill()
        backfill.begin(deadline: .epoch + .seconds(10))
        #expect(run(&backfill, [print(2), print(1)]).isEmpty)
        var released: [TimeAndSale] = []
        backfill.timePassed(at: .epoch + .seconds(9)) { released.append($0) }
        #expect(released.isEmpty)
        backfill.timePassed(at: .epoch + .seconds(10)) { released.append($0) }
        #expect(released.map(\.index) == [1, 2])
        #expect(backfill.state == .live)
    }
}
