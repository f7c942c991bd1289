import MarketModel
import TestSupport
import Testing

@testable import DXLink

struct FeedDecoderTests {
    let names = NameTable()

    /// A decoder whose channel 1 has this order for a type.
    func decoder(_ type: MarketEventType, fields: [String]) -> FeedDecoder {
        var decoder = FeedDecoder(names: names)
        decoder.request([EventFields(type: type.feedName, fields: fields)], channel: 1)
        return decoder
    }

    func decode(_ text: String, _ decoder: inout FeedDecoder) -> [MarketEvent] {
        var events: [MarketEvent] = []
        _ = decoder.decode(Array(text.utf8), into: &events)
        #expect(decoder.ledger.isBalanced)
        return events
    }

    @Test("every event of every type survives encoding and decoding", arguments: MarketEventType.allCases)
    func roundTrip(type: MarketEventType) {
        var samples = SampleEvents(names: names, seed: 7)
        var encoder = FeedEncoder(names: names)
        let events = (0..<500).map { _ in samples.event(type) }
        for fields in [type.feedFields, type.feedFields.reversed()] {
            var decoder = decoder(type, fields: fields.map(\.feedName))
            var decoded: [MarketEvent] = []
            let frame = encoder.frame(channel: 1, type: type, fields: fields, events: events)
            #expect(decoder.decode(frame, into: &decoded) == .data(channel: 1))
            #expect(decoded == events)
            #expect(decoder.ledger.used == 500)
            #expect(decoder.ledger.excluded == 0)
        }
    }

    @Test("full objects give the same events, without any field order", arguments: MarketEventType.allCases)
    func fullRoundTrip(type: MarketEventType) {
        var samples = SampleEvents(names: names, seed: 8)
        var encoder = FeedEncoder(names: names)
        let events = (0..<100).map { _ in samples.event(type) }
        var decoder = FeedDecoder(names: names)
        var decoded: [MarketEvent] = []
        let frame = encoder.frame(channel: 1, type: type, fields: type.feedFields, events: events, format: .full)
        #expect(decoder.decode(frame, into: &decoded) == .data(channel: 1))
        #expect(decoded == events)
    }

    @Test("space anywhere changes nothing")
    func space() throws {
        var samples = SampleEvents(names: names, seed: 9)
        var encoder = FeedEncoder(names: names)
        let events = (0..<20).map { _ in samples.event(.timeAndSale) }
        let fields = MarketEventType.timeAndSale.feedFields
        var spaced: [UInt8] = []
        var inText = false
        var escaped = false
        for byte in encoder.frame(channel: 1, type: .timeAndSale, fields: fields, events: events) {
            if byte == 0x22, !escaped { inText.toggle() }
            escaped = byte == 0x5C && !escaped
            spaced.append(byte)
            if !inText, [0x2C, 0x3A, 0x5B, 0x7B].contains(byte) { spaced += [0x20, 0x0A, 0x09] }
            if !inText, byte == 0x22 { spaced.append(0x20) }
        }
        var decoder = decoder(.timeAndSale, fields: fields.map(\.feedName))
        var decoded: [MarketEvent] = []
        #expect(decoder.decode(spaced, into: &decoded) == .data(channel: 1))
        #expect(decoded == events)
    }

    @Test("the latest order the server says holds, for its channel only")
    func latestConfiguration() throws {
        var decoder = decoder(.quote, fields: ["eventSymbol", "bidPrice", "askPrice"])
        let first = decode(#"{"type":"FEED_DATA","channel":1,"data":["Quote",["SPY",1,2]]}"#, &decoder)
        guard case .quote(let quote)? = first.first else { throw Unexpected() }
        #expect(quote.bidPrice == Price("1") && quote.askPrice == Price("2"))

        let config = #"{"type":"FEED_CONFIG","channel":1,"dataFormat":"COMPACT","#
        _ = decode(config + #""aggregationPeriod":0.1}"#, &decoder)
        _ = decode(config + #""eventFields":{"Quote":["askPrice","new","eventSymbol"]}}"#, &decoder)
        let second = decode(#"{"type":"FEED_DATA","channel":1,"data":["Quote",[3,{"x":[1]},"SPY"]]}"#, &decoder)
        guard case .quote(let changed)? = second.first else { throw Unexpected() }
        #expect(changed.askPrice == Price("3") && changed.bidPrice == nil)

        decoder.request([EventFields(type: "Quote", fields: ["eventSymbol"])], channel: 1)
        #expect(decode(#"{"type":"FEED_DATA","channel":1,"data":["Quote",[4,0,"SPY"]]}"#, &decoder).count == 1)
        #expect(decode(#"{"type":"FEED_DATA","channel":3,"data":["Quote",[4,0,"SPY"]]}"#, &decoder).isEmpty)
        #expect(decoder.ledger.excluded(.unknownFields) == 1)
    }

    @Test("an unknown type skips its own pair only")
    func unknownType() {
        var decoder = decoder(.quote, fields: ["eventSymbol", "bidPrice"])
        let events = decode(
            #"{"type":"FEED_DATA","channel":1,"data":["Quote",["A",1],"Series",[1,[2,"]"],{"a":3}],"Quote",["B",2],"#
                + #""Trade",["C",3],{"eventType":"Message","eventSymbol":"X"},"Quote",[],"Quote",["D",4]]}"#, &decoder)
        #expect(events.map { names.text(of: $0.symbol) } == ["A", "B", "D"])
        #expect(decoder.ledger.excluded(.unknownType) == 2)
        #expect(decoder.ledger.excluded(.unknownFields) == 1)
        #expect(decoder.ledger.received == 6)
    }

    @Test(
        "a poison row goes alone, with its reason",
        arguments: [
            (#""P",true"#, RowExclusion.wrongValue), (#""P","1.5""#, .wrongValue), (#""P",[1,[2]]"#, .wrongValue),
            (#""P",{"a":",]"}"#, .wrongValue), (#""P",1e30"#, .outOfRange), (#""P","Infinity""#, .outOfRange),
            (#""P",99999999999"#, .outOfRange), (#"null,1"#, .noSymbol), (#""",1"#, .noSymbol), (#"7,1"#, .wrongValue),
            (#""P",1.2.3"#, .malformed), (#""P",nul"#, .malformed), (#""P","#, .malformed), (#""P",-"#, .malformed),
            (#""P" 1,1"#, .malformed), (#""\uD800",1"#, .malformed), (#""P",01x"#, .malformed),
            (#""P","# + String(repeating: "[", count: 100) + String(repeating: "]", count: 100), .malformed),
        ])
    func poison(row: String, reason: RowExclusion) {
        var decoder = decoder(.quote, fields: ["eventSymbol", "bidPrice"])
        let events = decode(#"{"type":"FEED_DATA","channel":1,"data":["Quote",["A",1,\#(row),"B",2]]}"#, &decoder)
        #expect(events.map { names.text(of: $0.symbol) } == ["A", "B"])
        #expect(decoder.ledger.excluded(reason) == 1)
        #expect(decoder.ledger.excluded == 1)
        #expect(decoder.ledger.kept.first?.reason == reason)
        #expect(decoder.ledger.kept.first.map { String(decoding: $0.bytes, as: UTF8.self) } == row)
    }

    @Test("rows that say another type than their pair are shifted, and not used")
    func shiftedRows() {
        var decoder = decoder(.quote, fields: ["eventType", "eventSymbol", "bidPrice"])
        let events = decode(
            #"{"type":"FEED_DATA","channel":1,"data":["Quote",["Quote","A",1,"Quote","B","Quote","C",2]]}"#, &decoder)
        #expect(events.count == 1)
        #expect(decoder.ledger.received == 3)
        #expect(decoder.ledger.excluded(.wrongValue) + decoder.ledger.excluded(.typeMismatch) == 1)
        #expect(decoder.ledger.excluded(.incompleteRow) == 1)
    }

    @Test(
        "what the feed leaves unset is unset, never a lost event",
        arguments: [#""NaN""#, "null"])
    func unset(value: String) throws {
        var decoder = decoder(.timeAndSale, fields: MarketEventType.timeAndSale.feedFields.map(\.feedName))
        let row =
            #""TimeAndSale","/ESZ26:XCME",0,0,1,2,0,0,"",1.25,0.5,\#(value),\#(value),null,"\u0000","UNDEFINED","#
            + #"false,false,true,"NEW",null,null"#
        let events = decode(#"{"type":"FEED_DATA","channel":1,"data":["TimeAndSale",[\#(row)]]}"#, &decoder)
        guard case .timeAndSale(let print)? = events.first else { throw Unexpected() }
        #expect(print.bidPrice == nil && print.askPrice == nil && print.size == Quantity("0.5"))
        #expect(print.exchangeCode == .none && print.exchangeSaleConditions == .none)
    }

    @Test("more than nine decimals are rounded and counted, unknown words are defaults and counted")
    func roundedAndUnknown() throws {
        var decoder = decoder(.trade, fields: ["eventSymbol", "price", "tickDirection"])
        let events = decode(
            #"{"type":"FEED_DATA","channel":1,"data":["Trade",["A",0.00000000051,"SIDEWAYS","B",1e-1,"UP"]]}"#,
            &decoder)
        guard case .trade(let first)? = events.first, case .trade(let second)? = events.last else {
            throw Unexpected()
        }
        #expect(first.price == Price(billionths: 1) && first.tickDirection == .undefined)
        #expect(second.price == Price("0.1") && second.tickDirection == .up)
        #expect(decoder.ledger.roundedNumbers == 1)
        #expect(decoder.ledger.unknownWords == 1)
    }

    @Test("keys in another order, further keys, space: still market data")
    func anyOrder() {
        var decoder = decoder(.quote, fields: ["eventSymbol", "bidPrice"])
        let events = decode(
            #" { "data" : [ "Quote" , [ "A" , 1 ] ] , "more":{"x":[1]}, "channel" : 1 , "type" : "FEED_DATA" } "#,
            &decoder)
        #expect(events.count == 1)
        #expect(decode(#"{"type":"FEED_DATA","channel":1,"data":["Quote",["A",1]],"more":1}"#, &decoder).count == 1)
        #expect(decoder.ledger.faults == 0)
    }

    @Test("a full name table excludes rows instead of growing")
    func fullNames() {
        var decoder = FeedDecoder(names: NameTable(capacity: 1))
        decoder.request([EventFields(type: "Quote", fields: ["eventSymbol", "bidPrice"])], channel: 1)
        let events = decode(#"{"type":"FEED_DATA","channel":1,"data":["Quote",["A",1,"B",2,"A",3]]}"#, &decoder)
        #expect(events.count == 2)
        #expect(decoder.ledger.excluded(.namesFull) == 1)
    }

    private struct Unexpected: Error {}
}
