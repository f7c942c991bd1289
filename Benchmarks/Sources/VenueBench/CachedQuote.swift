import Tastytrade

/// How long it takes to be given a quote that is in the cache.
enum CachedQuote {
    static func run(_ rest: String, _ secret: String, _ token: String, reads: Int) async throws {
        let session = Report.session(rest, secret, token)
        let values = RequestValues(query: [("equity", "SPY")])
        _ = try await session.send(Endpoints.marketData, values)
        var samples: [Int64] = []
        samples.reserveCapacity(reads)
        var fresh = 0
        for _ in 0..<reads {
            let start = Report.nanoseconds()
            let answer = try await session.send(Endpoints.marketData, values)
            samples.append(Report.nanoseconds() - start)
            if answer.freshness == .fresh { fresh += 1 }
        }
        Report.line(
            """
            {"reads":\(reads),"asked":\(fresh),"medianNanoseconds":\(Report.percentile(samples, 0.5)),\
            "p99Nanoseconds":\(Report.percentile(samples, 0.99)),"worstNanoseconds":\(samples.max() ?? 0)}
            """)
    }
}
