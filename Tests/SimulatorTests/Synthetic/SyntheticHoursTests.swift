import MarketModel
import Testing

@testable import Simulator

struct SyntheticHoursTests {
    private let es = SimulatedListing.named("/ESZ26:XCME")
    private let spy = SimulatedListing.named("SPY")

    @Test(
        "the exchange's hours: busiest at the open and the close, quiet at night, shut at weekends",
        arguments: [
            ("2026-11-20T14:31:00Z", 2400, 2400), ("2026-11-20T18:00:00Z", 700, 700),
            ("2026-11-20T20:55:00Z", 2200, 2200), ("2026-11-20T05:00:00Z", 110, 0),
            ("2026-11-20T14:00:00Z", 450, 450), ("2026-11-21T16:00:00Z", 0, 0),
            ("2026-11-20T22:30:00Z", 0, 250), ("2026-12-25T15:00:00Z", 0, 0),
        ])
    func exchange(moment: String, future: Int, equity: Int) throws {
        let moment = try #require(Timestamp(moment))
        #expect(SyntheticHours.exchange.intensity(at: moment, for: es) == future)
        #expect(SyntheticHours.exchange.intensity(at: moment, for: spy) == equity)
        #expect(SyntheticHours.alwaysLively.intensity(at: moment, for: es) == 1000)
    }

    @Test("a shut market gives no events; the open one follows the clock")
    func shut() throws {
        func prints(_ start: String) throws -> Int {
            let start = try #require(Timestamp(start))
            var market = SyntheticMarket(
                instruments: SyntheticInstrument.standard(on: TradingDay("2026-11-20")!),
                configuration: .init(seed: 1, start: start, hours: .exchange), names: NameTable())
            var events: [MarketEvent] = []
            market.advance(through: start + .seconds(30), limit: .max, into: &events)
            return events.count { $0.type == .timeAndSale }
        }
        let night = try prints("2026-11-20T05:00:00Z")
        #expect(try prints("2026-11-21T16:00:00Z") == 0)
        #expect(night > 0)
        #expect(try prints("2026-11-20T15:00:00Z") > 4 * night)
    }
}
