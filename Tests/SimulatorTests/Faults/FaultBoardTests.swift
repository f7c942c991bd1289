import MarketModel
import Testing

@testable import Simulator

struct FaultBoardTests {
    private let start = Timestamp("2026-11-20T15:00:00Z")!

    private func strikes(
        _ text: String, chances: Int, on name: String = "", every step: Duration = .zero, seed: UInt64 = 1
    ) throws -> [Int] {
        let board = FaultBoard(seed: seed)
        board.switchOn(try FaultOrder(parsing: text), at: start)
        return (0..<chances).filter { board.strike(.rateLimit, on: [name], at: start + step * $0) != nil }
    }

    @Test("nothing strikes that is not on")
    func off() throws {
        let board = FaultBoard()
        #expect(board.strike(.rateLimit, at: start) == nil && board.active(at: start).isEmpty)
        board.switchOn(FaultOrder(.badGateway), at: start)
        #expect(board.strike(.rateLimit, at: start) == nil && board.strike(.badGateway, at: start) != nil)
        #expect(board.switchOff(.badGateway) && !board.switchOff(.badGateway))
        #expect(board.strike(.badGateway, at: start) == nil && board.strikes(of: .badGateway) == 1)
    }

    @Test("count, after, duration and target bound it")
    func bounds() throws {
        #expect(try strikes("rate-limit:count=2", chances: 5) == [0, 1])
        #expect(try strikes("rate-limit:after=3,count=1", chances: 5) == [3])
        #expect(try strikes("rate-limit:duration=2.5", chances: 5, every: .seconds(1)) == [0, 1, 2])
        #expect(try strikes("rate-limit:target=/a/b", chances: 1, on: "/a/b") == [0])
        #expect(try strikes("rate-limit:target=/a/b", chances: 1, on: "/a/b/c") == [])
        #expect(try strikes("rate-limit:target=/a*", chances: 1, on: "/a/b/c") == [0])
    }

    @Test("chance is the same for the same seed and as frequent as asked")
    func chance() throws {
        let first = try strikes("rate-limit:probability=0.25", chances: 4000)
        #expect(try strikes("rate-limit:probability=0.25", chances: 4000) == first)
        #expect(try strikes("rate-limit:probability=0.25", chances: 4000, seed: 2) != first)
        #expect((900...1100).contains(first.count))
        #expect(try strikes("rate-limit:probability=0", chances: 100) == [])
    }

    @Test("what is over is no longer told as active")
    func over() throws {
        let board = FaultBoard()
        board.switchOn(try FaultOrder(parsing: "rate-limit:count=1,value=3"), at: start)
        board.switchOn(try FaultOrder(parsing: "bad-gateway:duration=1"), at: start)
        #expect(board.active(at: start).map(\.fault) == [.badGateway, .rateLimit])
        #expect(board.strike(.rateLimit, at: start)?.value == 3)
        #expect(board.active(at: start).map(\.fault) == [.badGateway])
        #expect(board.active(at: start + .seconds(1)).isEmpty)
        #expect(board.isOn(.badGateway, at: start) && !board.isOn(.badGateway, at: start + .seconds(1)))
    }

    @Test(
        "what is no fault is refused with a reason",
        arguments: [
            "", "nonsense", "rate-limit:x", "rate-limit:x=1", "rate-limit:probability=2", "rate-limit:count=-1",
            "rate-limit:duration=nan", "rate-limit:value=inf", "rate-limit:count=1e3",
        ])
    func refusals(text: String) {
        #expect(throws: FaultOrder.Refusal.self) { try FaultOrder(parsing: text) }
    }

    @Test(
        "there are more than thirty, each explained, with a report and a name of its own",
        arguments: SimulatorFault.allCases)
    func catalogue(fault: SimulatorFault) {
        #expect(SimulatorFault.allCases.count >= 32)
        #expect(fault.card.explanation.count > 15 && fault.card.report.count > 15)
        #expect(!fault.card.explanation.hasSuffix("."))
        #expect(FaultCard.all.count == SimulatorFault.allCases.count)
        #expect(SimulatorFault.catalogue.contains("\"name\":\"\(fault.rawValue)\""))
    }
}
