import DXLink
import JSON
import MarketModel
import Testing

@testable import Simulator

struct FeedTests {
    private let tns = #""TimeAndSale":["eventSymbol","time","sequence","price","size","aggressorSide","buyer"]"#
    private let es = #"{"type":"TimeAndSale","symbol":"/ESZ26:XCME"}"#
    private let quoteFields = #""Quote":["eventSymbol","bidPrice","askPrice"]"#
    private let esQuote = #"{"type":"Quote","symbol":"/ESZ26:XCME"}"#

    @Test("STREAM sends every print, many rows a frame, the fields as asked, the order told first")
    func stream() {
        var bench = SessionBench()
        bench.open("STREAM", fields: tns)
        #expect(bench.add(es) == [])
        bench.print("4800.25", size: 2)
        bench.print("4800.5", side: .sell, sequence: 1)
        bench.print("21000", symbol: "/NQZ26:XCME")
        #expect(
            bench.play() == [
                #"{"type":"FEED_CONFIG","channel":1,"aggregationPeriod":0.1,"dataFormat":"COMPACT","eventFields":{"TimeAndSale":["eventSymbol","time","sequence","price","size","aggressorSide","buyer"]}}"#,
                #"{"type":"FEED_DATA","channel":1,"data":["TimeAndSale",["/ESZ26:XCME",1795186800000,0,4800.25,2,"BUY",null,"/ESZ26:XCME",1795186800000,1,4800.5,1,"SELL",null]]}"#,
            ])
        bench.print("4801")
        #expect(bench.play().count == 1)
    }

    @Test("a wildcard streams every symbol")
    func wildcard() {
        var bench = SessionBench()
        bench.open("STREAM", fields: tns)
        _ = bench.add(#"{"type":"TimeAndSale","symbol":"*"}"#)
        bench.print("1", symbol: "/ESZ26:XCME")
        bench.print("2", symbol: "/NQZ26:XCME")
        let frames = bench.play().joined()
        #expect(frames.contains("/ESZ26:XCME") && frames.contains("/NQZ26:XCME"))
    }

    @Test("TICKER sends the last value at once, then one a period")
    func ticker() {
        var bench = SessionBench()
        bench.open("TICKER", fields: quoteFields)
        bench.quote("1", "2")
        #expect(bench.play() == [])
        let first = bench.add(esQuote)
        #expect(first.last == #"{"type":"FEED_DATA","channel":1,"data":["Quote",["/ESZ26:XCME",1,2]]}"#)
        bench.quote("3", "4")
        bench.quote("5", "6")
        #expect(bench.play() == [])
        #expect(
            bench.wait(.milliseconds(100)) == [
                #"{"type":"FEED_DATA","channel":1,"data":["Quote",["/ESZ26:XCME",5,6]]}"#
            ])
        #expect(bench.wait(.milliseconds(100)) == [])
    }

    @Test("AUTO: quotes conflated, prints streamed, trade and summary follow the prints")
    func auto() {
        var bench = SessionBench()
        bench.open(
            "AUTO",
            fields: tns + "," + quoteFields + #","Trade":["price","dayVolume"],"Summary":["dayOpenPrice"]"#,
            period: 0)
        _ = bench.add(
            es + "," + esQuote
                + #",{"type":"Trade","symbol":"/ESZ26:XCME"},{"type":"Summary","symbol":"/ESZ26:XCME"}"#)
        bench.quote("1", "2")
        bench.print("3", size: 4)
        bench.print("5", size: 6, sequence: 1)
        let data = bench.play().filter { $0.contains("FEED_DATA") }
        #expect(data.count == 4)
        #expect(data.joined().contains(#"["Trade",[5,10]]"#))
        #expect(data.joined().contains(#"["Summary",[3]]"#))
    }

    @Test("unknown symbols and types we may not have are silent, and removal and reset stop the stream")
    func silence() {
        var bench = SessionBench()
        bench.open("STREAM", fields: tns)
        #expect(
            bench.add(
                #"{"type":"TimeAndSale","symbol":"/ES"},{"type":"Order","symbol":"/ESZ26:XCME","source":"GLBX"},{"type":"Nonsense","symbol":"X"}"#
            ) == [])
        _ = bench.add(es)
        bench.print("1")
        #expect(bench.play().count == 2)
        _ = bench.say(
            #"{"type":"FEED_SUBSCRIPTION","channel":1,"remove":[{"type":"TimeAndSale","symbol":"/ESZ26:XCME"}]}"#)
        bench.print("2")
        #expect(bench.play() == [])
        // Reset, then remove, then add: what is added stays.
        _ = bench.say(#"{"type":"FEED_SUBSCRIPTION","channel":1,"reset":true,"add":[\#(es)],"remove":[\#(es)]}"#)
        bench.print("3")
        #expect(bench.play().count == 1)
    }

    @Test("fields can be withheld and turned round, FULL answered with COMPACT")
    func quirks() {
        var behavior = FeedBehavior()
        behavior.fieldAnswer = .reversed
        behavior.withheldFields = ["buyer", "vwap"]
        behavior.answersCompactToFull = true
        var bench = SessionBench(behavior)
        bench.open("STREAM", fields: tns)
        let config = bench.say(#"{"type":"FEED_SETUP","channel":1,"acceptDataFormat":"FULL"}"#)
        #expect(config.first?.contains(#""dataFormat":"COMPACT""#) == true)
        _ = bench.add(es)
        bench.print("7", size: 8)
        let frames = bench.play()
        #expect(
            frames.first?.contains(
                #""eventFields":{"TimeAndSale":["aggressorSide","size","price","sequence","time","eventSymbol"]}"#)
                == true)
        #expect(frames.last?.contains(#"["BUY",8,7,0,1795186800000,"/ESZ26:XCME"]"#) == true)
    }

    @Test("FULL sends objects without what is unset; several pairs a frame by switch")
    func full() {
        var bench = SessionBench()
        bench.open("STREAM", fields: tns)
        _ = bench.say(#"{"type":"FEED_SETUP","channel":1,"acceptDataFormat":"FULL"}"#)
        _ = bench.add(es)
        bench.print("7", size: 8)
        #expect(
            bench.play().last
                == #"{"type":"FEED_DATA","channel":1,"data":[{"eventType":"TimeAndSale","eventSymbol":"/ESZ26:XCME","time":1795186800000,"sequence":0,"price":7,"size":8,"aggressorSide":"BUY"}]}"#
        )
        var behavior = FeedBehavior()
        behavior.framing = .severalPairs
        var several = SessionBench(behavior)
        several.open("STREAM", fields: tns + "," + quoteFields)
        _ = several.add(es + "," + esQuote)
        several.quote("1", "2")
        several.print("3")
        let data = several.play().filter { $0.contains("FEED_DATA") }
        #expect(
            data == [
                #"{"type":"FEED_DATA","channel":1,"data":["Quote",["/ESZ26:XCME",1,2],"TimeAndSale",["/ESZ26:XCME",1795186800000,0,3,1,"BUY",null]]}"#
            ])
    }

    @Test("limits: the surplus stays silent, the exact text is sent")
    func limits() {
        var behavior = FeedBehavior()
        behavior.subscriptionLimit = 2
        behavior.changesPerMinute = 6
        behavior.indexedLimit = 1
        var bench = SessionBench(behavior)
        bench.open("AUTO", fields: tns)
        let tooBig =
            #"{"type":"ERROR","channel":1,"error":"BAD_ACTION","message":"Your subscription size is too big"}"#
        #expect(
            bench.add(
                #"{"type":"Candle","symbol":"/ESZ26:XCME{=m}"},{"type":"Candle","symbol":"/ESZ26:XCME{=2m}"}"#)
                == [tooBig])
        #expect(bench.add(es + "," + esQuote) == [tooBig])
        #expect(bench.add(es) == [])
        bench.print("1")
        #expect(bench.play().contains { $0.contains("TimeAndSale") })
        #expect(bench.add(es + "," + es) == [tooBig])
        bench.now = bench.now + .seconds(61)
        #expect(bench.add(es) == [])
    }

    @Test("a client that does not read is cut off with a reason")
    func slowConsumer() {
        var behavior = FeedBehavior()
        behavior.maximumPendingBytes = 2000
        var bench = SessionBench(behavior)
        bench.open("STREAM", fields: tns)
        _ = bench.add(es)
        for number in 0..<100 { bench.print("1", sequence: Int64(number)) }
        let end = bench.play()
        #expect(end.count == 1 && end[0].hasPrefix("close 1008 slow consumer"), "\(end)")
    }

    @Test("every print arrives once and in order, however the rows are split into frames")
    func conservation() throws {
        var behavior = FeedBehavior()
        behavior.rowsPerFrame = 7
        var bench = SessionBench(behavior)
        bench.open("STREAM", fields: #""TimeAndSale":["sequence"]"#)
        _ = bench.add(es)
        for number in 0..<100 { bench.print("1", sequence: Int64(number)) }
        var seen: [Int] = []
        for frame in bench.play() where frame.contains("FEED_DATA") {
            let data = try JSONReader.read(Array(frame.utf8))["data"]?.array
            let rows = try #require(data?.last?.array)
            #expect(rows.count <= 7)
            seen += rows.compactMap(\.int)
        }
        #expect(seen == Array(0..<100))
    }
}
