import MarketModel
import Testing

@testable import Options

@Suite struct FeeScheduleTests {
    private let schedule = FeeSchedule.tastytrade

    private func day(_ text: String) throws -> TradingDay { try #require(TradingDay(text)) }

    private func leg(
        _ product: FeeProduct, _ quantity: Int, _ price: String? = "1", multiplier: Int = 100,
        _ effect: PositionEffect = .open
    ) throws -> FeeLeg {
        FeeLeg(
            product, quantity: Quantity(whole: quantity), price: try price.map { try points($0) },
            multiplier: Quantity(whole: multiplier), effect: effect)
    }

    @Test("20 condors of four legs in 2018: 4 × min(20, 10) + 80 × (0.10 + 0.0388), sale fees apart")
    func condorGolden() throws {
        let legs = try [(20, "0.40"), (-20, "1.10"), (-20, "1.05"), (20, "0.45")].map { quantity, price in
            try leg(.equityOption, quantity, price)
        }
        let fees = schedule.fees(for: legs, on: try day("2018-10-15"))
        #expect(try fees.total(.commission) == dollars("40"))
        #expect(try fees.total(.clearing) == dollars("8"))
        #expect(try fees.total(.regulatory) == dollars("3.104"))
        #expect(try fees.totalBeforeSaleFees == dollars("51.104"))
        #expect(try fees.totalBeforeSaleFees.roundedToCents == dollars("51.1"))
        // 40 contracts sold at 0.002; 20 × 100 × 2.15 dollars of proceeds at 13 a million.
        #expect(try fees.total(.taf) == dollars("0.08"))
        #expect(try fees.total(.sec) == dollars("0.0559"))
        #expect(try fees.total == dollars("51.2399"))
        #expect(fees.unknown.isEmpty)
        #expect(fees.mark == .inferred)
    }

    @Test("the cap is per leg; closing costs no commission but clearing and regulatory fees")
    func capAndClose() throws {
        let on = try day("2019-03-01")
        let fees = schedule.fees(
            for: try [leg(.equityOption, 9), leg(.equityOption, 10), leg(.equityOption, 500)], on: on)
        #expect(fees.items.filter { $0.kind == .commission }.map(\.amount.description) == ["9", "10", "10"])
        let close = schedule.fees(for: [try leg(.equityOption, 20, "1", .close)], on: on)
        #expect(try close.total == dollars("2.762"))
    }

    @Test("index options are not capped and pay the index's owner")
    func indexOptions() throws {
        let on = try day("2026-11-20")
        let spx = schedule.fees(for: [try leg(.indexOption(index: "SPX"), -20, "3.2")], on: on)
        #expect(try spx.total(.commission) == dollars("20"))
        #expect(try spx.total(.proprietary) == dollars("13"))
        #expect(spx.total(.taf) == nil && spx.total(.sec) == nil)
        let xsp = FeeProduct.indexOption(index: "XSP")
        #expect(schedule.fees(for: [try leg(xsp, 9)], on: on).total(.proprietary) == nil)
        #expect(try schedule.fees(for: [try leg(xsp, 10)], on: on).total(.proprietary) == dollars("0.7"))
    }

    @Test("futures pay on both sides, micros less, options on futures only to open")
    func futures() throws {
        let on = try day("2026-11-20")
        func total(_ product: FeeProduct, _ effect: PositionEffect) throws -> String {
            schedule.fees(for: [try leg(product, -1, "6800", multiplier: 50, effect)], on: on).total.description
        }
        #expect(try total(.future(product: "ES"), .open) == "2.95")
        #expect(try total(.future(product: "ES"), .close) == "2.95")
        #expect(try total(.future(product: "MES"), .open) == "1.52")
        #expect(try total(.futureOption(product: "ES"), .open) == "3.42")
        #expect(try total(.futureOption(product: "ES"), .close) == "0.92")
    }

    @Test("a fee that is due but not known is named, not taken for zero")
    func unknown() throws {
        let on = try day("2026-11-20")
        let option = schedule.fees(for: [try leg(.futureOption(product: "CL"), 1)], on: on)
        #expect(option.unknown == [FeeBreakdown.Unknown(kind: .exchange, leg: 0)])
        let nasdaq = schedule.fees(for: [try leg(.indexOption(index: "NDX"), 1)], on: on)
        #expect(nasdaq.unknown.map(\.kind) == [.proprietary])
        let early = schedule.fees(for: [try leg(.equityOption, -1)], on: try day("2010-01-04"))
        #expect(early.unknown.map(\.kind) == [.regulatory, .taf, .sec])
        let unpriced = schedule.fees(for: [try leg(.equityOption, -1, nil)], on: on)
        #expect(unpriced.unknown.map(\.kind) == [.sec])
    }

    @Test(
        "the table in force is the one of the day",
        arguments: [
            ("2019-04-15", "13"), ("2019-04-16", "20.7"), ("2020-02-18", "22.1"), ("2025-05-13", "27.8"),
            ("2025-05-14", "0"), ("2026-11-20", "20.6"),
        ])
    func datedRates(on: String, rate: String) throws {
        #expect(try schedule.secPerMillion.rate(on: day(on))?.rate == points(rate))
        // A million dollars of stock sold pays exactly the rate.
        let sale = schedule.fees(for: [try leg(.shares, -10_000, "100", multiplier: 1)], on: try day(on))
        #expect(try sale.total(.sec) == dollars(rate))
    }

    @Test("the trading activity fee of stock sales has a limit")
    func tafCap() throws {
        let sale = schedule.fees(for: [try leg(.shares, -1_000_000, "1", multiplier: 1)], on: try day("2026-11-20"))
        #expect(try sale.total(.taf) == dollars("9.79"))
        let purchase = schedule.fees(for: [try leg(.shares, 1000, "1", multiplier: 1)], on: try day("2026-11-20"))
        #expect(purchase.total(.taf) == nil)
        #expect(try purchase.total == dollars("0.8"))
    }

    @Test("exercise and assignment pay per leg, what expires worthless nothing")
    func exercise() throws {
        let results = try [
            Leg.option(-20, .put, "6530"), Leg.option(20, .put, "6500"), Leg.option(-20, .call, "7050"),
        ].compactMap { $0.expired(at: try points("6510")) }
        let fees = schedule.fees(for: results, on: try day("2026-11-27"))
        #expect(try fees.total == dollars("5"))
        #expect(fees.items.map(\.leg) == [0])
        #expect(schedule.fees(for: results, on: try day("2017-01-03")).unknown.map(\.kind) == [.exercise])
    }

    @Test("tables may be replaced")
    func configured() throws {
        var own = schedule
        own.equityOptions.open = try points("0.5")
        own.equityOptions.capPerLeg = nil
        own.regulatory = DatedRates([])
        let fees = own.fees(for: [try leg(.equityOption, 40)], on: try day("2026-11-20"))
        #expect(try fees.total(.commission) == dollars("20"))
        #expect(fees.unknown.map(\.kind) == [.regulatory])
    }

    @Test(
        "products of legs",
        arguments: [
            ("/ESZ6", "ES"), ("/MESZ26", "MES"), ("/M2KZ6", "M2K"), ("/6EZ6", "6E"), ("/ESZ26:XCME", "ES"),
        ])
    func products(symbol: String, root: String) {
        #expect(FeeProduct(.future(symbol: symbol, multiplier: Quantity(whole: 50))) == .future(product: root))
    }

    @Test(
        "cents are rounded once, a half away from zero",
        arguments: [
            ("51.104", "51.1"), ("51.105", "51.11"), ("-0.005", "-0.01"), ("-0.0049", "0"), ("0", "0"),
        ])
    func cents(exact: String, shown: String) throws {
        #expect(try dollars(exact).roundedToCents == dollars(shown))
    }
}
