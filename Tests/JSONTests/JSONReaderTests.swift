import JSON
import Testing

struct JSONReaderTests {
    @Test("reads every kind of value and keeps number text and member order")
    func everyKind() throws {
        let text = #" {"b":[1,-2.50,1e3,7235129486797176832],"a":{"t":true,"f":false,"n":null},"s":"x"} "#
        let value = try JSONReader.read(Array(text.utf8))
        #expect(value.object?.map(\.key) == ["b", "a", "s"])
        #expect(
            value["b"]
                == .array([
                    .number("1"), .number("-2.50"), .number("1e3"), .number("7235129486797176832"),
                ]))
        #expect(value["b"]?.array?.last?.int64 == 7_235_129_486_797_176_832)
        #expect(value["b"]?.array?[2].int64 == 1000)
        #expect(value["a"]?["t"]?.bool == true)
        #expect(value["a"]?["n"] == .null)
    }

    @Test(
        "resolves escapes",
        arguments: [
            (#""\u0000""#, "\0"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\uD83D\uDE00é""#, "😀é"),
            (#""""#, ""),
        ])
    func escapes(json: String, expected: String) throws {
        #expect(try JSONReader.read(Array(json.utf8)) == .string(expected))
    }

    @Test(
        "says what is wrong and where",
        arguments: [
            ("", JSONFault(.truncated, at: 0)), ("{", JSONFault(.truncated, at: 1)),
            ("[1,]", JSONFault(.unexpectedByte, at: 3)), ("[1 2]", JSONFault(.unexpectedByte, at: 3)),
            ("1 1", JSONFault(.trailingBytes, at: 2)), ("-", JSONFault(.truncated, at: 1)),
            ("1.", JSONFault(.truncated, at: 2)), ("tru", JSONFault(.truncated, at: 3)),
            ("trux", JSONFault(.unexpectedByte, at: 3)), (#""\uD800""#, JSONFault(.badText, at: 7)),
            (#""\x""#, JSONFault(.badText, at: 2)), ("{1:2}", JSONFault(.unexpectedByte, at: 1)),
            (#"{"a" 1}"#, JSONFault(.unexpectedByte, at: 5)),
        ])
    func faults(json: String, expected: JSONFault) {
        #expect(throws: expected) { try JSONReader.read(Array(json.utf8)) }
    }

    @Test("refuses bytes that are not UTF-8")
    func notUTF8() {
        #expect(throws: JSONFault(.badText, at: 0)) { try JSONReader.read([0x22, 0xFF, 0xFE, 0x22]) }
    }

    @Test("depth is bounded, far below the stack")
    func depth() throws {
        let allowed = JSONReader.maximumDepth
        let deepest = String(repeating: "[", count: allowed) + String(repeating: "]", count: allowed)
        _ = try JSONReader.read(Array(deepest.utf8))
        #expect(throws: JSONFault(.tooDeep, at: allowed)) {
            try JSONReader.read(Array(String(repeating: "[", count: 100_000).utf8))
        }
    }

    @Test("skipping a value ends where reading it ends, at every truncation both fail")
    func skipEqualsRead() throws {
        let text = #"{"a":[1,{"b":"\"]}"},[],{}],"c":-1.5e3,"d":[[["x"]],null,true,false]}"#
        let bytes = Array(text.utf8)
        var position = 0
        try JSONText.skipValue(bytes.span, &position)
        #expect(position == bytes.count)
        for length in 0..<bytes.count {
            let cut = Array(bytes[..<length])
            var position = 0
            #expect(throws: JSONFault.self) { try JSONText.skipValue(cut.span, &position) }
            #expect(throws: JSONFault.self) { try JSONReader.read(cut) }
            #expect(position <= cut.count)
        }
    }

    @Test("written text reads back as the same value")
    func roundTrip() throws {
        let value = JSONValue.object([
            .init("text", .string("a\"\\\n\u{1}\u{1f}é😀")), .init("list", .array([.integer(Int64.min), .double(0.1)])),
            .init("none", .null), .init("nan", .double(.nan)), .init("low", .double(-.infinity)),
        ])
        var bytes: [UInt8] = []
        JSONText.append(value, to: &bytes)
        #expect(try JSONReader.read(bytes) == value)
        #expect(value["nan"]?.double?.isNaN == true)
    }
}
