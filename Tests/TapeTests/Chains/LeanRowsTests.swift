import MarketModel
import TestSupport
import Testing

@testable import Tape

struct LeanNameTests {
    @Test("minute, hour and underlying names")
    func names() throws {
        let minute = try #require(LeanName("20210104_spxw_minute_quote_european_call_37000000_20210106.csv"))
        #expect(minute.day == TradingDay("2021-01-04") && minute.symbol == "SPXW" && minute.kind == .quote)
        let option = try #require(minute.option)
        #expect(!option.isAmerican && option.right == .call && option.strike == Price("3700"))
        #expect(option.expiration == TradingDay("2021-01-06"))
        let hour = try #require(LeanName("aapl_openinterest_american_put_921400_20140621.csv"))
        #expect(hour.day == nil && hour.kind == .openInterest && hour.option?.strike == Price("92.14"))
        let future = try #require(LeanName("20200106_es_minute_trade_202003.csv"))
        #expect(future.option == nil && future.month?.description == "H20")
        let index = try #require(LeanName("20210104_spx_minute_trade.csv"))
        #expect(index.option == nil && index.month == nil)
    }

    @Test(
        "what names nothing",
        arguments: [
            "", ".csv", "notes.txt", "20210104_spxw_minute_quote_european_call_0_20210106.csv",
            "20210104_spxw_minute_quote_european_call_37000000_20210231.csv",
            "20210104_spxw_minute_quote_bermudan_call_37000000_20210106.csv",
            "20210104_spxw_minute_quote_european_both_37000000_20210106.csv",
            "20210104_spxw_minute_quote_european_call_99999999999999999999_20210106.csv",
            "20210104_spxw_minute_book_european_call_37000000_20210106.csv",
            "20210104_spxw_minute_quote_european_call.csv",
        ])
    func invalid(name: String) { #expect(LeanName(name) == nil) }
}

struct LeanRowsTests {
    private func read(_ text: String, name: String, market: LeanMarket = .option) throws -> ([ChainRow], ChainLedger) {
        let name = try #require(LeanName(name))
        let clock = LeanClock(market: market, resolution: name.day == nil ? .hour : .minute, day: name.day)
        var ledger = ChainLedger()
        var rows: [ChainRow] = []
        LeanRows(name: name, clock: clock, futureMonth: nil).read(Array(text.utf8), &ledger) { rows.append($0) }
        return (rows, ledger)
    }

    private let quotes = "20230803_spy_minute_quote_american_put_4300000_20230901.csv"

    @Test("a quote's close, scaled and at the end of its bar; an empty side is absent")
    func quote() throws {
        let (rows, ledger) = try read(
            "34200000,211900,221200,201900,221200,20,241900,251900,228600,231800,66\r\n34260000,,,,,,1,2,1,15000,3",
            name: quotes)
        #expect(ledger.received == 2 && ledger.delivered == 2)
        guard case .contract(let contract, .quote(let bid, let bidSize, let ask, let askSize), let time) = rows[0]
        else {
            Issue.record("no quote")
            return
        }
        #expect(contract.root == "SPY" && contract.strike == Price("430") && contract.right == .put)
        #expect(
            bid == Price("22.12") && bidSize == Quantity("20") && ask == Price("23.18") && askSize == Quantity("66"))
        #expect(time == Timestamp("2023-08-03T13:31:00Z"))
        guard case .contract(_, .quote(let none, _, let only, _), _) = rows[1] else { return }
        #expect(none == nil && only == Price("1.5"))
    }

    @Test("futures options are in plain points and UTC")
    func futures() throws {
        let (rows, _) = try read(
            "60000,250.25,250.75,250.25,250.25,15,253.75,254,253.75,253.5,15",
            name: "20200106_es_minute_quote_american_call_30000000_20200320.csv", market: .futureOption)
        guard case .contract(_, .quote(let bid, _, let ask, _), let time) = rows[0] else { return }
        #expect(bid == Price("250.25") && ask == Price("253.5"))
        #expect(time == Timestamp("2020-01-06T00:02:00Z"))
    }

    @Test(
        "damaged rows are counted by reason",
        arguments: [
            ("", TapeExclusion.blankLine), ("34200000,1,2,3", .fieldCount),
            ("noon,1,1,1,1,1,1,1,1,1,1", .badTime), ("-1,1,1,1,1,1,1,1,1,1,1", .badTime),
            ("86400000,1,1,1,1,1,1,1,1,1,1", .badTime), ("34200000,1,1,1,x,1,1,1,1,1,1", .badQuote),
            ("34200000,1,1,1,1,1,1,1,1,NaN,1", .badQuote), ("34200000,1,1,1,1,1,1,1,1,1,1,1", .fieldCount),
            (String(repeating: "1", count: 300), .lineTooLong),
        ])
    func damage(line: String, reason: TapeExclusion) throws {
        let (rows, ledger) = try read("\(line)\n34200000,1,1,1,1,1,1,1,1,2,1\n", name: quotes)
        #expect(rows.count == 1)
        #expect(ledger.received == 2 && ledger.excluded.map(\.reason) == [reason])
    }

    @Test("any bytes give rows or reasons", arguments: UInt64(0)..<20)
    func hostile(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789,.-\n\re:N ".utf8)
        for name in [
            quotes, "aapl_trade_american_put_921400_20140621.csv", "aapl_openinterest_american_put_921400_20140621.csv",
        ] {
            let bytes = (0..<2000).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] }
            let (rows, ledger) = try read(String(decoding: bytes, as: UTF8.self), name: name)
            #expect(ledger.delivered == rows.count)
            #expect(ledger.received == ledger.delivered + ledger.excluded.reduce(0) { $0 + $1.count })
        }
    }
}

struct ChainTableTests {
    private let header = "underlying_symbol,underlying_price,option_type,expiration,quote_date,strike,bid,ask,delta"

    private func read(_ lines: [String], header: String? = nil) throws -> ([ChainRow], ChainLedger) {
        let table = try #require(ChainTable(header: (header ?? self.header)[...]))
        var ledger = ChainLedger()
        var rows: [ChainRow] = []
        for line in lines { table.read(line[...], &ledger) { rows.append($0) } }
        return (rows, ledger)
    }

    @Test("a row is the underlying's price, a quote and the vendor's figures at the close")
    func row() throws {
        let (rows, _) = try read(["SPXW,2695.79,put,2018-01-31,2018-01-02,2600,3.1,3.4,-0.08"])
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0.time == Timestamp("2018-01-02T21:00:00Z") })
        guard case .underlying("SPXW", let price, _) = rows[0],
            case .contract(let contract, .quote(let bid, _, let ask, _), _) = rows[1],
            case .contract(_, .vendor(let vendor), _) = rows[2]
        else {
            Issue.record("\(rows)")
            return
        }
        #expect(price == Price("2695.79") && contract.strike == Price("2600") && contract.right == .put)
        #expect(bid == Price("3.1") && ask == Price("3.4") && vendor.delta == -0.08 && vendor.volatility == nil)
    }

    @Test(
        "damaged rows are counted by reason",
        arguments: [
            ("", TapeExclusion.blankLine), ("SPXW,1,put", .fieldCount),
            ("SPXW,1,put,2018-01-31,2018-01-06,2600,1,2,0", .badTime),
            ("SPXW,1,put,2018-01-31,someday,2600,1,2,0", .badTime),
            ("SPXW,1,straddle,2018-01-31,2018-01-02,2600,1,2,0", .badContract),
            ("SPXW,1,put,2018-02-31,2018-01-02,2600,1,2,0", .badContract),
            ("SPXW,1,put,2018-01-31,2018-01-02,high,1,2,0", .badContract),
            ("SPXW,1,put,2018-01-31,2018-01-02,2600,one,2,0", .badQuote),
        ])
    func damage(line: String, reason: TapeExclusion) throws {
        let (rows, ledger) = try read([line])
        #expect(rows.isEmpty && ledger.excluded.map(\.reason) == [reason])
    }

    @Test("NaN and empty prices are absent, not zero")
    func absent() throws {
        let (rows, _) = try read(["SPXW,,call,2018-01-31,2018-01-02,2600,NaN,,"])
        guard case .contract(_, .quote(let bid, _, let ask, _), _)? = rows.first else { return }
        #expect(rows.count == 1 && bid == nil && ask == nil)
    }

    @Test("other headers are no table")
    func headers() {
        #expect(ChainTable(header: "time_ns,price,size") == nil)
        #expect(ChainTable(header: "") == nil)
        #expect(ChainTable(header: header[...].replacing("strike", with: "level")[...]) == nil)
    }
}
