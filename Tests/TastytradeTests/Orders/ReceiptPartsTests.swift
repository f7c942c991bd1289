import JSON
import MarketModel
import TestSupport
import Testing

@testable import Tastytrade

struct ReceiptPartsTests {
    @Test(
        "SHA-256 gives the published digests (FIPS 180-4 examples and the empty message)",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func digests(text: String, expected: String) {
        #expect(SHA256.hex(Array(text.utf8)) == expected)
    }

    @Test("the lengths around a block's end are padded right")
    func padding() {
        #expect(
            SHA256.hex([UInt8](repeating: UInt8(ascii: "a"), count: 55))
                == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318")
        #expect(
            SHA256.hex([UInt8](repeating: UInt8(ascii: "a"), count: 56))
                == "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a")
        #expect(
            SHA256.hex([UInt8](repeating: UInt8(ascii: "a"), count: 64))
                == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb")
    }

    @Test("identifiers are unique and sort in the order in which they were made, even when the clock goes back")
    func identifiers() {
        let random = Lock(SeededGenerator(seed: 4))
        let maker = OrderIdentifiers { random.withLock { $0.next() } }
        let start = Timestamp(milliseconds: 1_795_000_000_000)!
        var made: [String] = []
        for step in [0, 0, 0, 5, 5, 2, 7] as [Int] { made.append(maker.next(at: start + .milliseconds(step))) }
        for _ in 0..<10_000 { made.append(maker.next(at: start + .milliseconds(7))) }
        #expect(made == made.sorted())
        #expect(Set(made).count == made.count)
        #expect(
            made.allSatisfy { $0.utf8.count == 26 && $0.allSatisfy { $0.isNumber || ($0.isUppercase && $0.isASCII) } })
    }

    private static let moment = Timestamp("2026-11-20T15:00:00Z")!

    @Test("a spread's bytes: one signed net price becomes a price with its effect")
    func spread() throws {
        let order = OrderRequest(
            .limit(Price("1.35")!),
            legs: [
                LegRequest(.sellToOpen, Quantity(whole: 1), of: .option("SPY   261120P00660000")),
                LegRequest(.buyToOpen, Quantity(whole: 1), of: .option("SPY   261120P00655000")),
            ], isPositionEffectStrict: false, isAutomated: true)
        #expect(
            String(decoding: OrderPayload.bytes(order, identifier: "ID"), as: UTF8.self)
                == #"{"time-in-force":"Day","order-type":"Limit","price":"1.35","price-effect":"Credit","#
                + #""external-identifier":"ID","automated-source":true,"legs":[{"instrument-type":"Equity Option","#
                + #""symbol":"SPY   261120P00660000","action":"Sell to Open","quantity":1},"#
                + #"{"instrument-type":"Equity Option","symbol":"SPY   261120P00655000","action":"Buy to Open","quantity":1}]}"#
        )
    }

    @Test(
        "what a kind of order must not carry is not in its bytes",
        arguments: [
            (OrderPricing.market, ["price", "price-effect", "stop-trigger", "value"]),
            (.stop(trigger: Price("90")!), ["price", "price-effect", "value"]),
            (.limit(Price("-90")!), ["stop-trigger", "value", "gtc-date"]),
            (.notional(Money("25")!), ["price", "price-effect", "stop-trigger"]),
        ])
    func absent(pricing: OrderPricing, absent: [String]) throws {
        let order = OrderRequest(
            pricing,
            legs: [LegRequest(.buyToOpen, pricing.type == .notionalMarket ? nil : Quantity(whole: 1), of: .share("F"))])
        let json = try JSONReader.read(OrderPayload.bytes(order, identifier: "ID"))
        for name in absent { #expect(json[name] == nil, "\(name)") }
        #expect(json["external-identifier"]?.string == "ID")
    }

    @Test("a rule's bytes: moments, and conditions with their parts")
    func rule() throws {
        let rule = RuleRequest(
            routeAfter: Self.moment, cancelAt: Self.moment + .seconds(60),
            conditions: [
                .init(
                    .route, when: "SPY", .equity, .natural, is: .atMost, Price("601.5")!,
                    components: [.init(Quantity(whole: -2), of: "SPY", .equity)])
            ])
        let order = OrderRequest(
            .limit(Price("-9")!), .gtd(TradingDay("2026-12-01")!),
            legs: [LegRequest(.buyToOpen, Quantity(whole: 1), of: .share("F"))], rule: rule)
        let json = try JSONReader.read(OrderPayload.bytes(order, identifier: "ID"))
        #expect(json["gtc-date"]?.string == "2026-12-01")
        #expect(json["rules"]?["route-after"]?.string == "2026-11-20T15:00:00Z")
        let condition = try #require(json["rules"]?["conditions"]?.array?.first)
        #expect(condition["comparator"]?.string == "lte")
        #expect(condition["price-components"]?.array?.first?["quantity-direction"]?.string == "Short")
        #expect(condition["price-components"]?.array?.first?["quantity"]?.int == 2)
    }

    @Test("the parts of a complex order are numbered and each can be found again")
    func complex() throws {
        let entry = OrderRequest(
            .limit(Price("-9")!), legs: [LegRequest(.buyToOpen, Quantity(whole: 1), of: .share("F"))])
        let target = OrderRequest(
            .limit(Price("10")!), .gtc, legs: [LegRequest(.sellToClose, Quantity(whole: 1), of: .share("F"))])
        let stop = OrderRequest(
            .stop(trigger: Price("8")!), .gtc, legs: [LegRequest(.sellToClose, Quantity(whole: 1), of: .share("F"))])
        let bytes = OrderPayload.bytes(.otoco(trigger: entry, target, stop), identifier: "ID")
        let json = try JSONReader.read(bytes)
        #expect(json["type"]?.string == "OTOCO")
        #expect(json["trigger-order"]?["external-identifier"]?.string == "ID-0")
        #expect(json["orders"]?.array?.map { $0["external-identifier"]?.string } == ["ID-1", "ID-2"])
        #expect(json["orders"]?.array?.map { $0["preflight-id"]?.int } == [1, 2])
        // The bracket's stop must have neither price nor effect.
        #expect(json["orders"]?.array?.last?["price-effect"] == nil)
    }
}

extension OrderInstrument {
    static func share(_ symbol: String, ticks: TickTable? = TickTable(.cents(1))) -> OrderInstrument {
        OrderInstrument(.equity, symbol, underlying: symbol, ticks: ticks)
    }

    static func option(_ symbol: String, ticks: TickTable? = .pennyOptions) -> OrderInstrument {
        OrderInstrument(.equityOption, symbol, underlying: String(symbol.prefix { $0 != " " }), ticks: ticks)
    }

    static func future(_ symbol: String, ticks: TickTable? = TickTable(.cents(25))) -> OrderInstrument {
        OrderInstrument(.future, symbol, underlying: String(symbol.prefix(3)), ticks: ticks)
    }
}
