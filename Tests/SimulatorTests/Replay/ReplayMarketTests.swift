import MarketModel
import Tape
import TestSupport
import Testing

@testable import Simulator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that exists as long as a test needs it.
final class TemporaryFile {
    let path: String

    init(_ text: String) throws {
        var template = Array("/tmp/piquant-replay-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let bytes = Array(text.utf8)
        #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
    }

    deinit { unlink(path) }
}

struct ReplayMarketTests {
    private static let header = "time_ns,sequence,price,size,bidPrice,askPrice,aggressorSide\n"

    private func market(
        _ rows: String, header: String = header, instrument: String? = nil, rebasedStart: Timestamp? = nil,
        names: NameTable = NameTable()
    ) throws -> (market: ReplayMarket, file: TemporaryFile) {
        let file = try TemporaryFile(header + rows)
        let market = try ReplayMarket(
            .init(
                path: file.path, listing: .named("/ESZ26:XCME"), instrument: instrument, rebasedStart: rebasedStart),
            names: names)
        return (market, file)
    }

    private func all(_ market: inout ReplayMarket) -> [MarketEvent] {
        var events: [MarketEvent] = []
        market.advance(through: Timestamp(nanoseconds: .max), limit: .max, into: &events)
        return events
    }

    private func prints(_ events: [MarketEvent]) -> [TimeAndSale] {
        events.compactMap { if case .timeAndSale(let print) = $0 { print } else { nil } }
    }

    @Test("keeps file order and times, even where they step back; every index is its own")
    func order() throws {
        // 5 ms, 5 ms, 3 ms, 3 ms, 5 ms, 9 ms with repeating and huge recorded sequences.
        let times = [5, 5, 3, 3, 5, 9]
        var (market, _) = try market(
            times.enumerated().map {
                "\($0.element)000007,\(7_000_000_000_000 - $0.offset % 2),\($0.offset + 1),1,,,BUY"
            }
            .joined(separator: "\n"))
        #expect(market.nextMoment() == Timestamp(nanoseconds: 5_000_007))
        let prints = prints(all(&market))
        #expect(prints.map(\.price) == (1...6).map { Price("\($0)") })
        #expect(prints.map(\.time.nanoseconds) == times.map { Int64($0) * 1_000_000 + 7 })
        #expect(Set(prints.map(\.index)).count == 6)
        #expect(prints.map { EventIndex.milliseconds(of: $0.index) } == times.map(Int64.init))
        #expect(prints.map { EventIndex.sequence(of: $0.index) } == prints.map { Int64($0.sequence) })
        #expect(prints.map(\.sequence) == [0, 1, 2_097_152, 2_097_153, 2, 0])
        #expect(market.nextMoment() == nil && market.report.isFinished && market.report.prints == 6)
    }

    @Test("the clock of a replay never steps back")
    func clock() throws {
        var (market, _) = try market("5000000,0,1,1,,,BUY\n3000000,0,2,1,,,BUY\n9000000,0,3,1,,,BUY\n")
        var events: [MarketEvent] = []
        market.advance(through: Timestamp(nanoseconds: 4_000_000), limit: .max, into: &events)
        #expect(events.isEmpty)
        market.advance(through: Timestamp(nanoseconds: 5_000_000), limit: 1, into: &events)
        #expect(events.count == 1 && market.nextMoment() == Timestamp(nanoseconds: 5_000_000))
        market.advance(through: Timestamp(nanoseconds: 5_000_000), limit: .max, into: &events)
        #expect(events.count == 2 && market.nextMoment() == Timestamp(nanoseconds: 9_000_000))
        #expect(market.report.received == 2 && market.report.prints == 2 && !market.report.isFinished)
    }

    @Test("quotes come from the prints' own where they change, one-sided ones too")
    func quotes() throws {
        var (market, _) = try market("1,0,1,1,1,2,BUY\n2,0,1,1,1,2,BUY\n3,0,1,1,,2,BUY\n4,0,1,1,,,BUY\n")
        let kinds = all(&market).map(\.type)
        #expect(kinds == [.quote, .timeAndSale, .timeAndSale, .quote, .timeAndSale, .timeAndSale])
    }

    @Test("only one instrument is played; rows of others are counted")
    func instruments() throws {
        let header = "time_ns,price,size,symbol\n"
        let rows = "1,1,1,A\n2,2,1,B\n3,3,1,A\n"
        var (first, _) = try market(rows, header: header)
        #expect(prints(all(&first)).count == 2)
        #expect(first.report.excluded == ["other-instrument": 1])
        var (other, _) = try market(rows, header: header, instrument: "B")
        #expect(prints(all(&other)).count == 1)
        #expect(other.report.received == 3 && other.report.excluded == ["other-instrument": 2])
    }

    @Test("times can be moved to now, their distances kept")
    func rebased() throws {
        let now = Timestamp("2026-11-20T15:00:00Z")!
        var (market, _) = try market("1000,0,1,1,,,BUY\n5000,0,1,1,,,BUY\n", rebasedStart: now)
        #expect(prints(all(&market)).map(\.time) == [now, now + .nanoseconds(4000)])
    }

    @Test("history is what was played, the same events")
    func history() throws {
        let names = NameTable()
        var (market, file) = try market(
            (1...50).map { "\($0 / 3)000000,0,\($0),1,1,2,BUY" }.joined(separator: "\n"), names: names)
        let symbol = try #require(names.existingID(for: "/ESZ26:XCME"))
        var read: [TimeAndSale] = []
        market.prints(of: symbol, since: .epoch) { read.append($0) }
        #expect(read.isEmpty)
        var events: [MarketEvent] = []
        market.advance(through: Timestamp(nanoseconds: 8_000_000), limit: .max, into: &events)
        market.prints(of: symbol, since: .epoch) { read.append($0) }
        #expect(read == prints(events) && read.count == 26)
        read = []
        market.prints(of: symbol, since: Timestamp(nanoseconds: 8_000_000)) { read.append($0) }
        #expect(read == prints(events).suffix(3))
        _ = file
    }

    @Test("damaged rows are counted, a broken file ends with its reason")
    func damage() throws {
        var (market, _) = try market("1,0,1,1,,,BUY\nnonsense\n3,0,x,1,,,BUY\n4,0,2,1,,,SELL\n")
        #expect(prints(all(&market)).count == 2)
        #expect(market.report.excluded == ["field-count": 1, "bad-price": 1] && market.report.received == 4)
        #expect(throws: TapeError.self) {
            try ReplayMarket(.init(path: "/nowhere/at/all", listing: .named("SPY")), names: NameTable())
        }
    }

    @Test("recorded quotes are played in place of derived ones", .enabled(if: RecordedData.isExpected))
    func recordedQuotes() throws {
        let folder = try #require(RecordedData.folder) + "/orderflow/cme"
        let name = try #require(
            try Self.files(in: folder).sorted().first { $0.contains("mbp-1") && $0.contains(".dbn") })
        var market = try ReplayMarket(
            .init(path: folder + "/" + name, listing: .named("/ESU24:XCME"), instrument: "ESU4"),
            names: NameTable())
        let events = all(&market)
        let report = market.report
        #expect(report.recordedQuotes > 0 && report.failure == nil)
        #expect(events.count >= report.prints + report.recordedQuotes)
        #expect(report.received == report.prints + report.recordedQuotes + report.excluded.values.reduce(0, +))
    }

    private static func files(in folder: String) throws -> [String] {
        let directory = try #require(opendir(folder))
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }
}
