import MarketModel
import Testing

struct FutureContractTests {
    /// The last trading days that the exchanges published.
    @Test(
        "last trading days",
        arguments: [
            ("ES", "Z26", "2026-12-18"), ("ES", "M26", "2026-06-18"), ("ES", "H08", "2008-03-20"),
            ("CL", "Z26", "2026-11-20"), ("CL", "F25", "2024-12-19"), ("NG", "Z24", "2024-11-26"),
            ("RB", "F26", "2025-12-31"), ("GC", "Z26", "2026-12-29"), ("ZN", "Z24", "2024-12-19"),
            ("ZF", "Z24", "2024-12-31"), ("6E", "Z26", "2026-12-14"), ("6C", "Z26", "2026-12-15"),
            ("ZC", "Z26", "2026-12-14"), ("VX", "H25", "2025-03-18"), ("VX", "Z26", "2026-12-16"),
            ("BTC", "X26", "2026-11-27"), ("HE", "Z24", "2024-12-13"), ("NKD", "Z26", "2026-12-10"),
        ])
    func lastTradingDay(root: String, month: String, day: String) throws {
        #expect(try Self.contract(root, month).lastTradingDay?.description == day)
    }

    @Test(
        "front and active contract",
        arguments: [
            ("ES", "2026-11-20", "ESZ6", "ESZ6"), ("ES", "2026-12-11", "ESZ6", "ESZ6"),
            ("ES", "2026-12-14", "ESZ6", "ESH7"), ("ES", "2026-12-18", "ESZ6", "ESH7"),
            ("ES", "2026-12-21", "ESH7", "ESH7"), ("ES", "2023-12-26", "ESH4", "ESH4"),
            ("ES", "2022-01-24", "ESH2", "ESH2"), ("ES", "2024-07-01", "ESU4", "ESU4"),
            ("CL", "2026-11-16", "CLZ6", "CLZ6"), ("CL", "2026-11-17", "CLZ6", "CLF7"),
            ("GC", "2026-11-20", "GCX6", "GCZ6"), ("GC", "2026-11-27", "GCZ6", "GCG7"),
            ("GC", "2013-10-07", "GCV3", "GCZ3"), ("ZN", "2026-11-20", "ZNZ6", "ZNZ6"),
            ("ZN", "2026-11-27", "ZNZ6", "ZNH7"), ("6E", "2026-11-20", "6EZ6", "6EZ6"),
            ("VX", "2026-11-20", "VXZ6", "VXZ6"), ("ZS", "2026-11-20", "ZSF7", "ZSF7"),
        ])
    func choice(root: String, day: String, front: String, active: String) throws {
        let product = try #require(InstrumentSpecification.future(root))
        let day = try #require(TradingDay(day))
        #expect(product.frontContract(on: day)?.exchangeSymbol == front)
        #expect(product.activeContract(on: day)?.exchangeSymbol == active)
    }

    @Test(
        "on every day each product has an active contract that still trades, and never goes back",
        arguments: InstrumentSpecification.futures)
    func choiceOverTime(product: InstrumentSpecification) throws {
        var day = try #require(TradingDay("2019-12-30"))
        var last: FutureContract?
        while day.year < 2028 {
            let active = try #require(product.activeContract(on: day))
            #expect(try #require(active.lastTradingDay) >= day)
            #expect(product.activeMonths.contains(active.month.month))
            if let last { #expect(last.month <= active.month) }
            last = active
            day = day.advanced(by: 3)
        }
    }

    @Test("days outside the calendar have no contract", arguments: [Int32.min, -800_000, 100_000, 2_932_896, .max])
    func extremes(day: Int32) {
        for product in InstrumentSpecification.futures {
            #expect(product.activeContract(on: TradingDay(daysSince1970: day)) == nil)
        }
    }

    static func contract(_ root: String, _ month: String) throws -> FutureContract {
        let product = try #require(InstrumentSpecification.future(root))
        guard case .future(let exchange) = product.kind else { throw SymbolError.unknownProduct(root) }
        let letter = try #require(month.first)
        let number = try #require(ContractMonth.month(of: letter))
        let year = 2000 + (try #require(Int(month.dropFirst())))
        return FutureContract(
            root: root, month: try #require(ContractMonth(year: year, month: number)), exchange: exchange)
    }
}
