import MarketModel
import TestSupport
import Testing

struct TimestampTests {
    @Test(
        "prints and reads ISO 8601",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00Z"), (1_703_545_200_085_275_419, "2023-12-25T23:00:00.085275419Z"),
            (-1, "1969-12-31T23:59:59.999999999Z"), (.min, "1677-09-21T00:12:43.145224192Z"),
            (.max, "2262-04-11T23:47:16.854775807Z"), (1_582_934_400_500_000_000, "2020-02-29T00:00:00.5Z"),
        ])
    func text(nanoseconds: Int64, text: String) {
        #expect(Timestamp(nanoseconds: nanoseconds).description == text)
        #expect(Timestamp(text)?.nanoseconds == nanoseconds)
    }

    @Test("reads an offset")
    func offset() {
        #expect(Timestamp("2026-11-20T09:30:00.000-05:00") == Timestamp("2026-11-20T14:30:00Z"))
    }

    @Test(
        "refuses other text",
        arguments: ["", "2026-11-20", "2026-11-20T09:30:00", "2026-02-30T09:30:00Z", "2026-11-20T24:00:00Z"])
    func refuses(text: String) { #expect(Timestamp(text) == nil) }

    @Test("every day of four centuries goes to text and back, one after the other")
    func days() throws {
        var day = try #require(TradingDay("1800-01-01"))
        var weekday = day.weekday
        for _ in 0..<146_097 {
            #expect(TradingDay(day.description) == day)
            day = day.advanced(by: 1)
            #expect(day.weekday.rawValue == (weekday.rawValue + 1) % 7)
            weekday = day.weekday
        }
        #expect(day.description == "2200-01-01")
        #expect(TradingDay("2026-11-20")?.weekday == .friday)
    }

    @Test("an event index holds time and sequence")
    func index() {
        let index = EventIndex.pack(milliseconds: 1_684_559_855_338, sequence: 0)
        #expect(index == 7_235_129_486_797_176_832)
        #expect(EventIndex.milliseconds(of: index + 7) == 1_684_559_855_338)
        #expect(EventIndex.sequence(of: index + 7) == 7)
    }
}
