import MarketModel
import Testing

@testable import DXLink

struct FeedEncoderTests {
    @Test("a compact row has the fields in the order asked for, numbers by their shortest exact text")
    func compactRow() throws {
        let names = NameTable()
        var encoder = FeedEncoder(names: names)
        let symbol = try #require(names.id(for: "/ESZ26:XCME"))
        let print = TimeAndSale(
            symbol: symbol, index: 7_235_129_486_797_176_832,
            time: try #require(Timestamp(milliseconds: 1_684_559_855_338, nanoPart: 12)), sequence: 3,
            exchangeCode: ExchangeCode(rawValue: 0x47), price: Price("4807.25"), size: Quantity("0.5"),
            bidPrice: nil, askPrice: Price("-0.000000001"), aggressorSide: .buy)
        let frame = encoder.frame(
            channel: 1, type: .timeAndSale, fields: MarketEventType.timeAndSale.feedFields,
            events: [.timeAndSale(print)])
        #expect(
            String(decoding: frame, as: UTF8.self)
                == #"{"type":"FEED_DATA","channel":1,"data":["TimeAndSale",["TimeAndSale","/ESZ26:XCME",0,0,"#
                + #"7235129486797176832,1684559855338,12,3,"G",4807.25,0.5,"NaN",-0.000000001,null,"\u0000","BUY","#
                + #"false,false,true,"NEW",null,null]]}"#)
    }

    @Test("full objects leave unset fields out")
    func fullObject() throws {
        let names = NameTable()
        var encoder = FeedEncoder(names: names)
        let quote = Quote(symbol: try #require(names.id(for: "SPX")), bidPrice: Price("6500.1"))
        let frame = encoder.frame(
            channel: 3, type: .quote, fields: [.eventSymbol, .bidPrice, .bidSize, .askPrice], events: [.quote(quote)],
            format: .full)
        #expect(
            String(decoding: frame, as: UTF8.self)
                == #"{"type":"FEED_DATA","channel":3,"data":[{"eventType":"Quote","eventSymbol":"SPX","#
                + #""bidPrice":6500.1}]}"#)
    }

    @Test("every type lists the common fields first and no field twice", arguments: MarketEventType.allCases)
    func fieldLists(type: MarketEventType) {
        let fields = type.feedFields
        #expect(fields.prefix(3) == [.eventType, .eventSymbol, .eventTime])
        #expect(Set(fields).count == fields.count)
        #expect(fields.allSatisfy { EventField(feedName: $0.feedName) == $0 })
    }

    @Test("VWAP is known in both spellings")
    func vwapSpelling() {
        #expect(EventField(feedName: "vwap") == .vwap)
        #expect(EventField(feedName: "VWAP") == .vwap)
        #expect(EventField(feedName: "Price") == nil)
    }
}
