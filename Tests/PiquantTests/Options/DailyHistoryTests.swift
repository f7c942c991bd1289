import Foundation
import MarketModel
import TestSupport
import Testing

@testable import piquant

struct DailyHistoryTests {
    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString).csv")
            .path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func refusal(_ work: () throws -> Void) -> Failure? {
        do {
            try work()
            return nil
        } catch { return error as? Failure }
    }

    @Test("columns by name in any order and case; what cannot be used is counted by reason")
    func reading() throws {
        let path = try file(
            """
            Close,Date,note
            10,2026-01-02,a
            ,2026-01-05,b
            -4,2026-01-06,c
            12,2026-01-02,d
            11,yesterday,e
            13,2026-01-07,f
            14,2026-01-08,g
            """)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let history = try DailyHistory(path: path, columns: [["close", "VIXCLS"]], until: TradingDay("2026-01-07"))
        #expect(history.rows.map(\.values) == [[10], [13]])
        #expect(history.excluded.map(\.reason) == [.noDate, .notLater, .noValue, .notAPrice, .afterTheDate])
        #expect(history.excluded.allSatisfy { $0.count == 1 })
        #expect(try #require(history.note).contains("1 with no value") && history.finish() == .incomplete)
    }

    @Test("a file, a column or a day that is not there is said to be so")
    func refusals() throws {
        #expect(refusal { _ = try DailyHistory(path: "no/file", columns: [["close"]]) }?.code == "P201")
        let path = try file("date,open\n2026-01-02,10\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let column = refusal { _ = try DailyHistory(path: path, columns: [["close"]]) }
        #expect(column?.code == "P204" && column?.message.contains("date,open") == true)
        let day = refusal {
            _ = try DailyHistory(path: path, columns: [["open"]], until: TradingDay("2026-01-03"))
        }
        #expect(day?.code == "P205" && day?.message.contains("2026-01-02") == true && day?.exitCode == .usage)
        let empty = try file("date,close\n")
        defer { try? FileManager.default.removeItem(atPath: empty) }
        #expect(refusal { _ = try DailyHistory(path: empty, columns: [["close"]]) }?.code == "P205")
    }

    @Test("the verbs end with the exit code their message means", .enabled(if: RecordedData.isExpected))
    func exitCodes() async throws {
        let vix = try RecordedData.path("daily/vix_ohlc_1990_2026.csv")
        #expect(await Program.run(["iv", "rank", "--csv", vix, "--json"]) == .done)
        #expect(await Program.run(["iv", "rank", "--csv", vix, "--date", "1990-03-01"]) == .incomplete)
        #expect(await Program.run(["iv", "rank", "--csv", vix, "--vendor-rank", "25"]) == .usage)
        #expect(await Program.run(["regime", "--vix", "18.2", "--hysteresis", "3"]) == .usage)
        #expect(await Program.run(["regime", "--vix", "18.2", "--csv", vix]) == .usage)
        #expect(await Program.run(["regime", "--csv", vix, "--hysteresis", "0.5"]) == .done)
        let rates = try RecordedData.path("daily/fred_vix_rates.csv.gz")
        #expect(await Program.run(["regime", "--csv", rates]) == .incomplete)
    }

    @Test("numbers are written to their places, a half away from zero")
    func rounding() {
        #expect(RegimeText.rounded(0.125, places: 2) == "0.13" && RegimeText.rounded(-1.5, places: 0) == "-2")
        #expect(RegimeText.rounded(12.004, places: 2) == "12.00" && RegimeText.rounded(.nan, places: 2) == "–")
        #expect(RegimeText.fraction(nil) == "–" && RegimeText.fraction(0.29749) == "0.2975")
    }
}
