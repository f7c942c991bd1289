import Options
import TestSupport
import Testing

@Suite struct VolatilityRankTests {
    @Test("every row of the recorded VIX equals the oracle", .enabled(if: RecordedData.isExpected))
    func oracle() throws {
        let table = try DailyTable("vix_iv_rank_oracle.csv.gz")
        let closes = table.numbers("close").compactMap { $0 }
        #expect(closes.count == table.rows.count)
        let expected = (
            low: table.numbers("low_252"), high: table.numbers("high_252"), rank: table.numbers("iv_rank_252"),
            withToday: table.numbers("iv_percentile_252_incl_today"), prior: table.numbers("iv_percentile_prior_252")
        )
        var (ranked, refused) = (0, 0)
        for index in closes.indices {
            let past = closes[...index]
            guard let percent = expected.rank[index] else {
                #expect(throws: VolatilityHistoryError.tooFewSessions(needed: 252, given: index + 1)) {
                    try VolatilityRank(history: past)
                }
                refused += 1
                continue
            }
            let own = try VolatilityRank(history: past)
            #expect(own.low == expected.low[index] && own.high == expected.high[index])
            #expect(try abs(#require(own.rank) * 100 - percent) < 1e-9)
            #expect(try abs(own.percentileIncludingToday * 100 - #require(expected.withToday[index])) < 1e-9)
            let prior = own.percentileOfPriorSessions.map { $0 * 100 }
            #expect((prior == nil) == (expected.prior[index] == nil))
            if let prior, let wanted = expected.prior[index] { #expect(abs(prior - wanted) < 1e-9) }
            ranked += 1
        }
        #expect(ranked + refused == 9235 && refused == 251)
    }

    @Test("a hand-made week: rank by range, percentiles by count, ties not below")
    func byHand() throws {
        let own = try VolatilityRank(history: [30, 10, 12, 20, 16, 16], window: 5)
        #expect(own.low == 10 && own.high == 20 && own.value == 16)
        #expect(own.rank == 0.6)
        #expect(own.percentileIncludingToday == 0.4)
        #expect(own.percentileOfPriorSessions == 0.4)
        #expect(own.rankDefinition.contains("5 sessions including today"))
    }

    @Test("the window's first session has no prior percentile, and a flat window no rank")
    func absent() throws {
        let first = try VolatilityRank(history: [10, 12, 11], window: 3)
        #expect(first.percentileOfPriorSessions == nil && first.rank == 0.5)
        let flat = try VolatilityRank(history: [15, 15, 15, 15], window: 3)
        #expect(flat.rank == nil && flat.percentileIncludingToday == 0 && flat.percentileOfPriorSessions == 0)
    }

    @Test("values that are no volatility are refused where they count")
    func refusals() throws {
        #expect(throws: VolatilityHistoryError.notAPrice(index: 2)) {
            try VolatilityRank(history: [10, 11, 0, 12], window: 3)
        }
        #expect(throws: VolatilityHistoryError.notAPrice(index: 0)) {
            try VolatilityRank(history: [.nan, 11, 12], window: 2)
        }
        #expect(throws: VolatilityHistoryError.windowTooShort(least: 2, given: 1)) {
            try VolatilityRank(history: [10, 11], window: 1)
        }
        // What lies before the values looked at does not matter.
        #expect(try VolatilityRank(history: [-1, 10, 11, 12], window: 2).rank == 1)
    }

    @Test("the vendor's figure stands beside ours, absent when not given")
    func vendor() throws {
        let own = try VolatilityRank(history: [10, 20, 15], window: 3)
        #expect(VendorRank(rank: 0.45).rankDifference(from: own).map { abs($0 - 0.05) < 1e-12 } == true)
        #expect(VendorRank().rankDifference(from: own) == nil)
    }
}
