import MarketModel
import OrderFlow
import TestSupport
import Testing

struct ExclusionTests {
    @Test("what cannot be used is counted by reason")
    func reasons() throws {
        var engine = try HandTape.engine("0 100 0 B\n0 100 -1 B\n0 100 1 B")
        engine.ingest(Print(time: .epoch, price: nil, size: Quantity(whole: 1)))
        engine.ingest(Print(time: .epoch, price: Price("1"), size: nil))
        engine.ingest(Print(time: .epoch, price: Price(billionths: .max), size: Quantity(whole: 1)))
        let quality = engine.quality
        #expect(
            quality.excluded.map { "\($0.reason.name) \($0.count)" } == [
                "zeroSize 1", "negativeSize 1", "missingSize 1", "missingPrice 1", "priceOutOfRange 1",
            ])
        engine.expectConserved()
    }

    @Test("spread legs and invalid ticks follow their policy")
    func policies() throws {
        let tape = "0 100 1 B\n1 100 2 B spread\n2 100 4 S invalid"
        func quality(_ policy: PrintPolicy) throws -> FlowQuality {
            try HandTape.engine(tape) { ($0.spreadLegs, $0.invalidTicks) = (policy, policy) }.quality
        }
        #expect(try quality(.use).volume.total.description == "7")
        #expect(try quality(.exclude).volume.total.description == "1")
        #expect(try quality(.exclude).excludedCount == 2)
        #expect(try quality(.exclude).apart.total == .zero)
        let apart = try quality(.keepApart)
        #expect(apart.volume.total.description == "1")
        #expect(apart.apart.delta.description == "-2")
        #expect(apart.excluded(.spreadLeg) == 1)
        #expect(apart.excluded(.invalidTick) == 1)
    }

    @Test("sums beyond 64 bits are exact")
    func wideSums() throws {
        var engine = try HandTape.engine("")
        let huge = Quantity(billionths: .max)
        var volume = Volume.zero
        for number in 0..<5 {
            let price = number < 3 ? "100" : "100.000000001"
            engine.ingest(
                Print(
                    time: HandTape.at(milliseconds: Int64(number)), index: Int64(number + 1), price: Price(price),
                    size: huge, side: .buy))
            volume += huge
        }
        #expect(engine.quality.volume.total == volume)
        #expect(engine.cumulativeDelta.value == volume)
        #expect(engine.cumulativeDelta.high == volume)
        let bar = try #require(engine.openBar)
        #expect(bar.maximumDelta == volume)
        #expect(bar.footprint.rows.map(\.trades) == [3, 2])
        #expect(bar.footprint.volume.total == volume)
        // Into the history, the session and back out again.
        engine.ingest(try HandTape.print("60000 100 1 S #99"))
        #expect(engine.sessionProfile.footprint.volume.total == volume + Volume(Quantity(whole: 1)))
        for index in 1...5 { engine.ingest(try HandTape.print("0 100 1 B #\(index) cancel")) }
        #expect(engine.quality.volume.total == Volume(Quantity(whole: 1)))
        #expect(engine.sessionProfile.footprint.volume.total == Volume(Quantity(whole: 1)))
        #expect(engine.cumulativeDelta.value == -Volume(Quantity(whole: 1)))
        engine.expectConserved()
    }

    @Test("hostile records neither stop the engine nor leave its ledger", arguments: UInt64(0)..<30)
    func hostile(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, 1 << 61, (1 << 61) - 1, -(1 << 61), .max - 1, .max]
        func number() -> Int64 {
            Bool.random(using: &random)
                ? extremes.randomElement(using: &random) ?? 0 : Int64.random(in: .min ... .max, using: &random)
        }
        let specs = ["1m", "3t", "100v", "50d", "4r"]
        let spec = try #require(BarSpec(specs[Int(seed) % specs.count]))
        var configuration = FlowConfiguration(tick: Price(billionths: seed % 3 == 0 ? 1 : 250_000_000), bar: spec)
        configuration.sessions = seed % 2 == 0 ? nil : CalendarSessions(.cmeEquityFutures)
        configuration.reset = [.none, .session, .regularHours][Int(seed) % 3]
        (configuration.keptBars, configuration.rememberedPrints) = (8, 32)
        var engine = FlowEngine(configuration)
        for _ in 0..<400 {
            // Written out as text below: times are those that have a date.
            let time = Timestamp(nanoseconds: max(number(), .min + 86_400_000_000_000))
            var print = Print(time: time, index: number(), price: nil, size: nil)
            (print.rawPrice, print.rawSize, print.rawBid, print.rawAsk) = (number(), number(), number(), number())
            print.kind = PrintKind.allCases.randomElement(using: &random) ?? .new
            print.side = AggressorSide.allCases.randomElement(using: &random) ?? .buy
            engine.ingest(print)
        }
        #expect(engine.quality.received == 400)
        engine.expectConserved()
        _ = (engine.bars(), engine.sessionProfile, engine.nakedPointsOfControl, engine.microstructureReading)
        _ = (engine.events().map(\.text), engine.bursts(), FlowCSV.bars(engine.bars()))
    }
}
