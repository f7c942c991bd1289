import MarketModel
import TestSupport
import Testing

struct FixedPointTests {
    @Test(
        "rounds to the nearest tick, a half away from zero",
        arguments: [
            (price: "-1.025", tick: "0.05", expected: "-1.05"),
            (price: "-0.001", tick: "0.05", expected: "0"),
            (price: "4800.125", tick: "0.25", expected: "4800.25"),
            (price: "-4800.125", tick: "0.25", expected: "-4800.25"),
            (price: "110.0078125", tick: "0.015625", expected: "110.015625"),
        ])
    func rounding(price: String, tick: String, expected: String) throws {
        let rounded = try #require(Price(price)).rounded(to: #require(Price(tick)))
        #expect(rounded.description == expected)
    }

    @Test("text round-trips for any price", arguments: UInt64(0)..<200)
    func textRoundTrip(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let price = Price(billionths: .random(in: .min + 1 ... .max, using: &random))
        #expect(Price(price.description) == price)
    }

    @Test(
        "reads decimal text by its digits",
        arguments: [
            ("0", Int64(0)), ("-0", 0), ("1.25", 1_250_000_000), ("+1", 1_000_000_000), (".5", 500_000_000),
            ("5.", 5_000_000_000), ("5e-7", 500), ("0.0000005", 500), ("1E3", 1_000_000_000_000),
            ("9223372036.854775807", .max), ("0.100000000000", 100_000_000),
        ])
    func reads(text: String, billionths: Int64) { #expect(Price(text)?.billionths == billionths) }

    @Test(
        "refuses what is not a number, not exact or out of range",
        arguments: [
            "", "-", ".", "e5", "1e", "1e9999", "1,5", "0x10", "NaN", "1.2.3", " 1", "1 ", "9223372036.854775808",
            "0.0000000001", "99999999999999999999999999999999999999999999",
        ])
    func refuses(text: String) { #expect(Price(text) == nil) }

    @Test("money is price × quantity × multiplier, exact in both signs")
    func money() throws {
        let price = try #require(Price("4800.25"))
        let fifty = Quantity(whole: 50)
        #expect(Money(price, times: Quantity(whole: 3), multiplier: fifty).description == "720037.5")
        #expect(Money(price, times: Quantity(whole: -3), multiplier: fifty).description == "-720037.5")
        let small = try #require(Quantity("0.000000001"))
        #expect(Money(try #require(Price("0.5")), times: small).billionths == 1)
        #expect(Money(try #require(Price("-0.5")), times: small).billionths == -1)
    }

    @Test("a packed value keeps absence apart from every price")
    func packed() {
        #expect(Price(packed: Price?.none.packed) == nil)
        #expect(Price(packed: Price?.some(.zero).packed) == .zero)
    }
}
