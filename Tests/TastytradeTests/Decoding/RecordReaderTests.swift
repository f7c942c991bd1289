import JSON
import MarketModel
import Testing

@testable import Tastytrade

/// A record with a field of every kind.
private struct Sample: Record, Equatable {
    let name: String
    let code: String?
    let count: Int?
    let price: Price?
    let share: Double?
    let flag: Bool?
    let day: TradingDay?
    let moment: Timestamp?
    let effect: CashEffect?
    let amount: Money?
    let parts: [Part]?
    let texts: [String]?

    struct Part: Record, Equatable {
        let name: String

        init(_ fields: RecordReader) throws(RecordFault) { name = try fields.requiredText("name") }
    }

    init(_ fields: RecordReader) throws(RecordFault) {
        code = fields.identifier("code")
        count = fields.integer("count")
        price = fields.decimal("price")
        share = fields.percent("share-percent")
        flag = fields.flag("flag")
        day = fields.day("day")
        moment = fields.moment("moment")
        effect = fields.word("effect")
        amount = fields.signed("amount")
        parts = fields.records("parts")
        texts = fields.texts("texts")
        name = try fields.requiredText("name")
    }
}

struct RecordReaderTests {
    private static let whole =
        #""name":"A","code":7,"count":"3","price":"1.25","share-percent":26.5,"flag":"true","day":"2026-11-20","moment":"2026-11-20T14:30:00.000+00:00","effect":"Credit","amount":"2.5","amount-effect":"Debit","parts":[{"name":"x"}],"texts":["a"]"#

    private func read(_ members: String) -> (value: Sample?, drift: [FieldDrift]) {
        guard let answer = try? AnswerReader(Array(#"{"data":{\#(members)}}"#.utf8)) else { return (nil, []) }
        let value = try? answer.one(Sample.self)
        return (value, answer.log.drift)
    }

    @Test("a whole record is read exactly and drifts nowhere")
    func whole() throws {
        let (value, drift) = read(Self.whole)
        let sample = try #require(value)
        #expect(drift.isEmpty)
        #expect(sample.code == "7" && sample.count == 3 && sample.price == Price("1.25"))
        #expect(sample.share == 0.265 && sample.flag == true && sample.day == TradingDay("2026-11-20"))
        #expect(sample.moment == Timestamp("2026-11-20T14:30:00Z"))
        #expect(sample.amount == Money("-2.5"))
        #expect(sample.parts?.map(\.name) == ["x"] && sample.texts == ["a"])
    }

    @Test(
        "each fault of a field is one line, and tells whether something was lost",
        arguments: [
            (#""code":7,"#, "", "missing code: in 1 of 1 record", false),
            (#""count":"3""#, #""count":null"#, "null count: in 1 of 1 record", false),
            (
                #""count":"3""#, #""count":{}"#,
                "retyped count: an object in place of a whole number, in 1 of 1 record", true
            ),
            (
                #""name":"A""#, #""name":5"#,
                "retyped name: a number in place of text, in 1 of 1 record; without it 1 record is left out", true
            ),
            (#""name":"A","#, "", "missing name: in 1 of 1 record; without it 1 record is left out", true),
            (
                #""amount-effect":"Debit","#, "",
                "missing amount-effect: in 1 of 1 record; without it 1 amount has no sign and is not kept", true
            ),
            (
                #""amount-effect":"Debit""#, #""amount-effect":"Sideways""#,
                "word amount-effect: 'Sideways' is not known, in 1 of 1 record; without it 1 amount has no sign and is not kept",
                true
            ),
            (#""effect":"Credit""#, #""effect":"Odd""#, "word effect: 'Odd' is not known, in 1 of 1 record", false),
            (#""flag":"true""#, #""flag":"yes""#, "retyped flag: text in place of a flag, in 1 of 1 record", true),
            (
                #""moment":"2026-11-20T14:30:00.000+00:00""#, #""moment":12"#,
                "retyped moment: a number in place of a moment, in 1 of 1 record", true
            ),
            (
                #""parts":[{"name":"x"}]"#, #""parts":[{"name":"x"},5]"#,
                "unreadable parts[]: a number in place of an object, in 1 of 2 records", true
            ),
            (
                #""texts":["a"]"#, #""texts":["a",5]"#, "retyped texts[]: a number in place of text, in 1 of 1 record",
                true
            ),
            (#""flag":"true""#, #""flag":"true","more":1"#, "new more: in 1 of 1 record", false),
        ])
    func oneLine(old: String, new: String, line: String, isLoss: Bool) {
        let drift = read(Self.whole.replacing(old, with: new)).drift
        #expect(drift.map(\.description) == [line])
        #expect(drift.map(\.isLoss) == [isLoss])
    }

    @Test("an amount of zero needs no effect, and what is not a number is absent without a fault")
    func quiet() throws {
        let (value, drift) = read(
            Self.whole.replacing(#""2.5","amount-effect":"Debit""#, with: #""0.0","amount-effect":"None""#)
                .replacing(#""1.25""#, with: #""NaN""#))
        let sample = try #require(value)
        #expect(sample.amount == .zero && sample.price == nil)
        #expect(drift.isEmpty)
    }

    @Test("a debit is below zero whichever sign the venue gives it")
    func sign() throws {
        let sample = try #require(read(Self.whole.replacing(#""2.5""#, with: "-2.5")).value)
        #expect(sample.amount == Money("-2.5"))
    }

    @Test("what stands in an envelope beside what is known is told, and pages are read")
    func envelope() throws {
        let answer = try AnswerReader(
            Array(
                #"{"data":{"items":[],"more":1},"context":"/","api-version":"v1","extra":{},"pagination":{"per-page":250,"page-offset":"1","item-offset":250,"total-items":612,"total-pages":3,"current-item-count":250,"previous-link":null}}"#
                    .utf8))
        #expect(try answer.many(Sample.self).isEmpty)
        let page = try #require(answer.page)
        #expect(page.pageOffset == 1 && page.totalPages == 3 && page.totalItems == 612 && page.hasNext)
        #expect(answer.log.drift.map(\.description) == ["new extra: in 1 of 1 record", "new more: in 1 of 1 record"])
    }

    @Test("no list is one line and an error", arguments: ["{}", #"{"items":null}"#, #"{"items":{}}"#])
    func noList(data: String) throws {
        let answer = try AnswerReader(Array(#"{"data":\#(data)}"#.utf8))
        #expect(throws: TastytradeError.unexpectedAnswer(field: "data.items")) { try answer.many(Sample.self) }
        #expect(answer.log.drift.count == 1)
    }

    @Test("an object that nobody describes is kept as it is")
    func open() throws {
        let answer = try AnswerReader(Array(#"{"a":[1,{"b":"c"}],"d":null}"#.utf8))
        let object = try answer.one(OpenObject.self)
        #expect(object["a"]?.text == #"[1,{"b":"c"}]"# && object["d"]?.text == "null" && object["e"] == nil)
        #expect(answer.log.drift.isEmpty)
    }
}
