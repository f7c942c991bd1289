import MarketModel
import OrderFlow
import Testing

struct CorrectionTests {
    static let tape = """
        0 100.00 5 B #1
        1000 100.50 9 B #2
        2000 99.50 7 S #3
        3000 100.00 2 S #4
        """

    @Test("a cancelled print leaves no trace, wherever it stood", arguments: [1, 2, 3, 4])
    func cancelled(index: Int) throws {
        var engine = try HandTape.engine(Self.tape)
        engine.ingest(try HandTape.print("0 100 1 - #\(index) cancel"))
        let without = Self.tape.split(separator: "\n").filter { !$0.hasSuffix("#\(index)") }.joined(separator: "\n")
        let expected = try HandTape.engine(without)
        #expect(engine.bars().map(\.summary) == expected.bars().map(\.summary))
        #expect(engine.bars().map(\.footprint) == expected.bars().map(\.footprint))
        #expect(engine.cumulativeDelta == expected.cumulativeDelta)
        #expect(engine.sessionProfile == expected.sessionProfile)
        engine.expectConserved()
    }

    @Test("a correction stands where its original stood", arguments: [1, 2, 3, 4])
    func corrected(index: Int) throws {
        var engine = try HandTape.engine(Self.tape)
        engine.ingest(try HandTape.print("0 101 20 S #\(index) correction"))
        let changed = Self.tape.split(separator: "\n").map { line in
            line.hasSuffix("#\(index)") ? "\(line.prefix { $0 != " " }) 101 20 S #\(index)" : String(line)
        }.joined(separator: "\n")
        let expected = try HandTape.engine(changed)
        #expect(engine.bars().map(\.summary) == expected.bars().map(\.summary))
        #expect(engine.cumulativeDelta == expected.cumulativeDelta)
        #expect(engine.quality.corrected == 1)
        engine.expectConserved()
    }

    @Test("the tick rule is asked where a corrected print stood")
    func correctedTickRule() throws {
        var engine = try HandTape.engine("0 100 1 - #1\n1 101 1 - #2\n2 101 1 - #3\n3 105 1 - #4")
        // Third print at 100.50: below the second's 101, a sell, whatever came later.
        engine.ingest(try HandTape.print("2 100.50 1 - #3 correction"))
        #expect(engine.quality.volume.sell.description == "1")
        #expect(engine.quality.volume.buy.description == "2")
        #expect(engine.quality.tiers[.tick] == 3)
    }

    @Test("duplicates need the same index and the same content")
    func duplicates() throws {
        let engine = try HandTape.engine("0 100 5 B #7\n0 100 5 B #7\n0 100 6 B #7\n0 100 6 B #7\n0 100 5 B\n0 100 5 B")
        #expect(engine.quality.excluded(.duplicate) == 2)
        #expect(engine.quality.reusedIndex == 1)
        #expect(engine.quality.volume.total.description == "21")
        engine.expectConserved()
    }

    @Test("what is no longer remembered is unmatched, and said so")
    func bound() throws {
        var engine = try HandTape.engine("") { $0.rememberedPrints = 16 }
        for index in 1...40 { engine.ingest(try HandTape.print("\(index) 100 1 B #\(index)")) }
        engine.ingest(try HandTape.print("1 100 1 B #24 cancel"))
        engine.ingest(try HandTape.print("1 100 3 B #24 correction"))
        #expect(engine.quality.excluded(.unmatchedCancel) == 1)
        #expect(engine.quality.excluded(.unmatchedCorrection) == 1)
        engine.ingest(try HandTape.print("1 100 1 B #25 cancel"))
        #expect(engine.quality.cancelled == 1)
        #expect(engine.quality.volume.total.description == "39")
        // Not all prints of the bar are remembered: its sums are exact, its path is marked.
        #expect(engine.bars().map(\.pathIsUncertain) == [true])
        #expect(engine.bars().map(\.volume.total.description) == ["39"])
        engine.expectConserved()
    }

    @Test("cancelled twice, corrected after a cancellation: unmatched")
    func afterCancellation() throws {
        let engine = try HandTape.engine(
            "0 100 5 B #1\n0 100 5 B #1 cancel\n0 100 5 B #1 cancel\n0 101 5 B #1 correction")
        #expect(engine.quality.excluded(.unmatchedCancel) == 1)
        #expect(engine.quality.excluded(.unmatchedCorrection) == 1)
        #expect(engine.quality.volume.total == .zero)
        engine.expectConserved()
    }

    @Test("a bar whose prints were all cancelled is shown no more, and announced once")
    func emptied() throws {
        var engine = try HandTape.engine("0 100 5 B #1\n60000 101 5 B #2")
        let revision = engine.revision
        engine.ingest(try HandTape.print("0 100 5 B #1 cancel"))
        #expect(engine.bars().map(\.open.description) == ["101"])
        #expect(engine.bars(changedSince: revision).map(\.trades) == [0, 1])
        engine.ingest(try HandTape.print("60000 101 5 B #2 cancel"))
        #expect(engine.bars().isEmpty)
        #expect(engine.cumulativeDelta.value == .zero)
        engine.ingest(try HandTape.print("61000 102 1 S #3"))
        #expect(engine.bars().map(\.summary) == ["102 102 102 102 1 -1 -1 0 -1"])
    }

    @Test("a correction to something the policy keeps out only takes the original away")
    func correctedToSpreadLeg() throws {
        let engine = try HandTape.engine("0 100 5 B #1\n0 100 5 B #2\n0 100 5 B #2 correction spread")
        #expect(engine.quality.volume.total.description == "5")
        #expect(engine.quality.corrected == 1)
    }

    @Test("out-of-order indexes are found too")
    func strays() throws {
        var engine = try HandTape.engine("0 100 5 B #10\n1 100 5 B #5\n2 100 5 B #20\n3 100 5 B #7\n4 100 5 B #30")
        for index in [5, 7, 20] { engine.ingest(try HandTape.print("0 100 5 B #\(index) cancel")) }
        #expect(engine.quality.cancelled == 3)
        #expect(engine.quality.volume.total.description == "10")
    }

    @Test("a copy of an engine is its own")
    func copies() throws {
        var first = try HandTape.engine(Self.tape)
        let second = first
        first.ingest(try HandTape.prints("4000 100 50 B #5\n0 100 1 B #1 cancel\n61000 100 1 B #6"))
        #expect(second.bars().map(\.summary) == (try HandTape.engine(Self.tape).bars().map(\.summary)))
        #expect(second.bars().map(\.footprint) == (try HandTape.engine(Self.tape).bars().map(\.footprint)))
    }
}
