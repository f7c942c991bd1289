import DXLink
import JSON
import MarketModel
import Testing

@testable import Simulator

struct CandleFeedTests {
    private let fields =
        #""Candle":["eventSymbol","eventFlags","index","time","count","open","high","low","close","volume","vwap","bidVolume","askVolume"]"#

    private func candles(_ frames: [String]) throws -> [[String]] {
        var rows: [[String]] = []
        for frame in frames where frame.contains("FEED_DATA") {
            let values = try #require(try JSONReader.read(Array(frame.utf8))["data"]?.array?.last?.array)
            for start in stride(from: 0, to: values.count, by: 13) {
                rows.append(
                    values[start..<start + 13].map { value in
                        var bytes: [UInt8] = []
                        JSONText.append(value, to: &bytes)
                        return String(decoding: bytes, as: UTF8.self)
                    })
            }
        }
        return rows
    }

    @Test("history is newest first with flags 4, 0 and a marker of 10, then the last bar lives on")
    func snapshot() throws {
        var bench = SessionBench()
        bench.print("10", size: 1, side: .buy, after: .seconds(0))
        bench.print("12", size: 3, side: .sell, after: .seconds(59))
        bench.print("11", size: 2, side: .undefined, after: .seconds(60))
        bench.print("9", size: 2, side: .buy, after: .seconds(130))
        bench.now = ScriptedMarket.start + .seconds(140)
        _ = bench.play()
        bench.open("HISTORY", fields: fields)
        let from = ScriptedMarket.start.milliseconds
        let rows = try candles(
            bench.add(#"{"type":"Candle","symbol":"/ESZ26:XCME{=1m}","fromTime":\#(from)}"#))
        let symbol = #""/ESZ26:XCME{=m}""#
        func index(_ minute: Int64) -> String {
            String(EventIndex.pack(milliseconds: from + minute * 60_000, sequence: 0))
        }
        #expect(
            rows == [
                [symbol, "4", index(2), "\(from + 120_000)", "1", "9", "9", "9", "9", "2", "9", "0", "2"],
                [symbol, "0", index(1), "\(from + 60_000)", "1", "11", "11", "11", "11", "2", "11", "0", "0"],
                [symbol, "0", index(0), "\(from)", "2", "10", "12", "10", "12", "4", "11.5", "3", "1"],
                [symbol, "10", index(0), "\(from)", "0"] + Array(repeating: #""NaN""#, count: 8),
            ])
        bench.print("8", size: 5, side: .sell, after: .seconds(139))
        let live = try candles(bench.play())
        #expect(
            live == [[symbol, "0", index(2), "\(from + 120_000)", "2", "9", "9", "8", "8", "7"] + live[0][10...]])
        #expect(live[0][11...] == ["5", "2"])
    }

    @Test("an empty history is one row with all three flags")
    func empty() throws {
        var bench = SessionBench()
        bench.open("AUTO", fields: fields)
        let rows = try candles(bench.add(#"{"type":"Candle","symbol":"/ESZ26:XCME{=5m}","fromTime":0}"#))
        #expect(rows.map { $0[1] } == ["14"])
    }

    @Test("a history above the limit is snipped")
    func snipped() throws {
        var behavior = FeedBehavior()
        behavior.snapshotLimit = 2
        var bench = SessionBench(behavior)
        for number in 0..<5 { bench.print("10", sequence: Int64(number)) }
        _ = bench.play()
        bench.open("AUTO", fields: fields)
        let rows = try candles(bench.add(#"{"type":"Candle","symbol":"/ESZ26:XCME","fromTime":0}"#))
        #expect(rows.map { $0[1] } == ["4", "0", "18"])
        #expect(Set(rows.map { $0[2] }).count == 3)
    }

    @Test("tho keeps regular hours only")
    func regularHours() throws {
        var bench = SessionBench()
        bench.print("1", after: .zero)
        bench.print("2", after: .seconds(7 * 3600))
        bench.now = ScriptedMarket.start + .seconds(8 * 3600)
        _ = bench.play()
        bench.open("AUTO", fields: fields)
        let tho = try candles(
            bench.add(#"{"type":"Candle","symbol":"/ESZ26:XCME{=h,tho=true}","fromTime":0}"#))
        let all = try candles(bench.add(#"{"type":"Candle","symbol":"/ESZ26:XCME{=h}","fromTime":0}"#))
        #expect(tho.count == 2 && all.count == 3)
    }

    @Test(
        "bars by ticks, volume and range",
        arguments: [
            (period: "2t", counts: [2, 2, 1]), (period: "3v", counts: [3, 1, 1]), (period: "1p", counts: [3, 2]),
            (period: "t", counts: [1, 1, 1, 1, 1]), (period: "d", counts: [5]), (period: "w", counts: [5]),
            (period: "mo", counts: [5]), (period: "y", counts: [5]), (period: "1s", counts: [5]),
        ])
    func kinds(period: String, counts: [Int]) throws {
        var bench = SessionBench()
        for (place, row) in [("10", 1), ("10.5", 1), ("11", 1), ("12", 4), ("12.5", 1)].enumerated() {
            bench.print(row.0, size: row.1, sequence: Int64(place))
        }
        _ = bench.play()
        bench.open("AUTO", fields: fields)
        let rows = try candles(
            bench.add(#"{"type":"Candle","symbol":"/ESZ26:XCME{=\#(period)}","fromTime":0}"#))
        #expect(rows.dropLast().reversed().map { Int($0[4]) } == counts)
    }

    @Test("prints with history: newest first, a marker, then live")
    func printHistory() throws {
        var bench = SessionBench()
        bench.print("1", after: .seconds(1))
        bench.print("2", after: .seconds(2))
        bench.now = ScriptedMarket.start + .seconds(5)
        _ = bench.play()
        bench.open("HISTORY", fields: #""TimeAndSale":["eventFlags","price"]"#)
        let frames = bench.add(#"{"type":"TimeAndSale","symbol":"/ESZ26:XCME","fromTime":0}"#)
        #expect(frames.last?.contains(#"["TimeAndSale",[4,2,0,1,10,"NaN"]]"#) == true)
        bench.print("3", after: .seconds(3))
        #expect(bench.play().last?.contains(#"[0,3]"#) == true)
    }
}

struct BarGridTests {
    private func start(_ symbol: String, _ moment: Timestamp) throws -> Timestamp? {
        let candle = try #require(CandleSymbol(symbol))
        return BarGrid(candle) { moment in
            let session = ExchangeCalendar.cmeEquityFutures.session(owning: moment)
            return (session.day, session.open)
        }.start(of: moment)
    }

    @Test(
        "where bars begin",
        arguments: [
            ("{=5m}", "2026-11-20T15:03:59.9Z", "2026-11-20T15:00:00Z"),
            ("{=7m}", "2026-11-20T00:13:00Z", "2026-11-20T00:07:00Z"),
            ("{=4h,a=s}", "2026-11-20T04:00:00Z", "2026-11-20T03:00:00Z"),
            ("{=d}", "2026-11-19T23:30:00Z", "2026-11-20T00:00:00Z"),
            ("{=w}", "2026-11-20T15:00:00Z", "2026-11-16T00:00:00Z"),
            ("{=mo}", "2026-11-20T15:00:00Z", "2026-11-01T00:00:00Z"),
            ("{=y}", "2026-11-20T15:00:00Z", "2026-01-01T00:00:00Z"),
            ("{=0.5s}", "2026-11-20T15:00:00.75Z", "2026-11-20T15:00:00.5Z"),
        ])
    func starts(period: String, moment: String, expected: String) throws {
        #expect(try start("X" + period, #require(Timestamp(moment))) == Timestamp(expected))
    }

    @Test("absurd lengths and moments do not trap", arguments: ["9223372036.854775807", "0.000000001", "9000000000"])
    func absurd(count: String) throws {
        for unit in ["s", "m", "h", "d", "w", "mo", "y"] {
            for nanoseconds in [Int64.min, -1, 0, .max] {
                for alignment in ["", ",a=s"] {
                    _ = try start("X{=\(count)\(unit)\(alignment)}", Timestamp(nanoseconds: nanoseconds))
                }
            }
        }
    }
}
