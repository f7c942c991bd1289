import MarketModel
import OrderFlow
import TestSupport
import Testing

struct FootprintTests {
    static func footprint(_ rows: [(price: String, buy: Int, sell: Int)], step: String = "0.25") throws -> Footprint {
        Footprint(
            rows: try rows.map { row in
                FootprintRow(
                    price: try #require(Price(row.price)),
                    volume: SideVolume(
                        buy: Volume(Quantity(whole: row.buy)), sell: Volume(Quantity(whole: row.sell))),
                    trades: 1)
            }, step: try #require(Price(step)))
    }

    static func random(seed: UInt64) throws -> Footprint {
        var random = SeededGenerator(seed: seed)
        var rows: [(price: String, buy: Int, sell: Int)] = []
        for tick in -20..<20 where Int.random(in: 0..<4, using: &random) > 0 {
            let price = Price(billionths: Int64(tick) * 250_000_000)
            rows.append(
                (price.description, Int.random(in: 0...90, using: &random), Int.random(in: 0...90, using: &random)))
        }
        return try footprint(rows)
    }

    @Test("imbalances are those of the definition", arguments: UInt64(0)..<30)
    func imbalances(seed: UInt64) throws {
        let footprint = try Self.random(seed: seed)
        var expected: [Imbalance] = []
        let minimum = Volume(Quantity(whole: 30))
        for row in footprint.rows {
            let below = footprint.row(at: row.price - footprint.step)?.volume.sell ?? .zero
            let above = footprint.row(at: row.price + footprint.step)?.volume.buy ?? .zero
            if row.volume.buy >= minimum, row.volume.buy.billionths >= 3 * below.billionths {
                expected.append(Imbalance(price: row.price, side: .buy))
            }
            if row.volume.sell >= minimum, row.volume.sell.billionths >= 3 * above.billionths {
                expected.append(Imbalance(price: row.price, side: .sell))
            }
        }
        #expect(footprint.imbalances(percent: 300, minimum: Quantity(whole: 30)) == expected)
    }

    @Test("a gap is not adjacency, and breaks a stack")
    func gap() throws {
        let footprint = try Self.footprint([
            ("1", 40, 0), ("1.25", 40, 0), ("1.75", 40, 0), ("2", 40, 0), ("2.25", 40, 30),
        ])
        let imbalances = footprint.imbalances(percent: 300, minimum: Quantity(whole: 30))
        #expect(imbalances.filter { $0.side == .buy }.count == 5)
        let stacks = footprint.stacks(of: imbalances, count: 3)
        #expect(stacks.map { "\($0.side) \($0.low) \($0.high) \($0.rows)" } == ["buy 1.75 2.25 3"])
        #expect(footprint.stacks(of: imbalances, count: 2).count == 2)
    }

    @Test("rows off the grid are not judged and do not hide their neighbours")
    func offGrid() throws {
        let footprint = try Self.footprint([("1", 0, 20), ("1.1", 90, 0), ("1.25", 50, 0)])
        #expect(footprint.imbalances(percent: 300, minimum: Quantity(whole: 30)).isEmpty)
    }

    @Test("grouping is anchored at zero for both signs and keeps every sum")
    func grouping() throws {
        let footprint = try Self.footprint([
            ("-0.75", 1, 0), ("-0.25", 2, 0), ("0", 3, 0), ("0.3", 5, 0), ("0.5", 0, 7),
        ])
        let grouped = footprint.grouped(by: 2)
        #expect(
            grouped.rows.map { "\($0.price) \($0.volume.buy) \($0.volume.sell)" } == [
                "-1 1 0", "-0.5 2 0", "0 8 0", "0.5 0 7",
            ])
        #expect(grouped.volume == footprint.volume)
        #expect(grouped.step.description == "0.5")
    }

    @Test("ties go to the lowest row")
    func ties() throws {
        let footprint = try Self.footprint([("1", 1, 4), ("1.25", 4, 1), ("1.5", 4, 1), ("1.75", 1, 4)])
        #expect(footprint.pointOfControl?.price.description == "1")
        #expect(footprint.maximumDelta?.price.description == "1.25")
        #expect(footprint.minimumDelta?.price.description == "1")
    }

    @Test("the engine groups its rows as it is told")
    func configuredGroup() throws {
        let engine = try HandTape.engine("0 100 1 B\n1 100.25 2 S\n2 100.50 4 B") { $0.rowTicks = 2 }
        #expect(engine.bars().first?.footprint.rows.map(\.price.description) == ["100", "100.5"])
        #expect(engine.sessionProfile.pointOfControl?.description == "100.5")
    }

    @Test("prices far apart and off the grid keep their own rows")
    func farApart() throws {
        let engine = try HandTape.engine(
            "0 100 1 B\n1 2000000 2 S\n2 -2000000 4 B\n3 100.1 8 B\n4 100.25 1 S\n60000 1 1 B")
        #expect(
            engine.bars().first?.footprint.rows.map { "\($0.price) \($0.volume.total)" }
                == ["-2000000 4", "100 1", "100.1 8", "100.25 1", "2000000 2"])
        #expect(engine.quality.offTick == 1)
        #expect(engine.sessionProfile.footprint.volume.total == engine.quality.volume.total)
    }
}
