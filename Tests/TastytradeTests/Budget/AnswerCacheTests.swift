import MarketModel
import TestSupport
import Testing
import Wire

@testable import Tastytrade

struct AnswerCacheTests {
    private let start = Timestamp.epoch + .seconds(1000)

    private func answer(_ text: String) -> Answer<any Sendable> {
        Answer(value: text, page: nil, drift: [], freshness: .fresh)
    }

    @Test("an answer is fresh for its time, then old, then gone")
    func ages() {
        var cache = AnswerCache(CacheConfiguration(staleFor: .seconds(100)))
        cache.store(answer("a"), under: "k", bytes: 10, freshFor: .seconds(60), at: start)
        let fresh = cache.find("k", at: start + .seconds(59))
        #expect(fresh?.isFresh == true && fresh?.age == .seconds(59) && fresh?.answer.typed(String.self).value == "a")
        let old = cache.find("k", at: start + .seconds(60))
        #expect(old?.isFresh == false)
        let gone = cache.find("k", at: start + .seconds(161))
        #expect(gone == nil)
        #expect(cache.count == 0 && cache.bytes == 0)
    }

    @Test("memory stays bounded, and what was used last stays", arguments: UInt64(0)..<10)
    func bounded(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var cache = AnswerCache(CacheConfiguration(maximumAnswers: 50, maximumBytes: 4000))
        for step in 0..<5000 {
            cache.store(answer("keep"), under: "keep", bytes: 20, freshFor: .seconds(60), at: start)
            let size = Int.random(in: 1...300, using: &random)
            cache.store(
                answer("\(step)"), under: "\(Int.random(in: 0..<200, using: &random))", bytes: size,
                freshFor: .seconds(60), at: start)
            #expect(cache.count <= 50 && cache.bytes <= 4000)
            let kept = cache.find("keep", at: start)
            #expect(kept != nil)
        }
        cache.store(answer("huge"), under: "huge", bytes: 4001, freshFor: .seconds(60), at: start)
        let huge = cache.find("huge", at: start)
        #expect(huge == nil)
        cache.removeAll()
        #expect(cache.bytes == 0)
    }
}

struct RetryAfterTests {
    @Test(
        "seconds and dates are read, nonsense is not",
        arguments: [
            ("3", Duration.seconds(3)), (" 12", .seconds(12)), ("-5", .zero), ("999999999", .seconds(3600)),
            ("Sat, 21 Nov 2026 14:30:10 GMT", .seconds(10)), ("Sat, 21 Nov 2026 14:29:00 GMT", .zero),
            ("soon", nil), ("", nil), ("Sat, 21 Foo 2026 14:30:10 GMT", nil), ("1.5", nil),
        ] as [(String, Duration?)])
    func reads(text: String, expected: Duration?) throws {
        let now = try #require(Timestamp("2026-11-21T14:30:00Z"))
        #expect(RetryAfter.read(HTTPResponse(status: 429, headers: [("retry-after", text)]), at: now) == expected)
    }

    @Test("waits double, jitter is full, and the bound holds")
    func backOff() {
        let backOff = BackOff(first: .milliseconds(100), atMost: .seconds(1))
        let bounds = (1...6).map { backOff.bound(afterFailures: $0) }
        #expect(
            bounds == [
                .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800), .seconds(1),
                .seconds(1),
            ])
        #expect(backOff.wait(afterFailures: 3, fraction: 0) == .zero)
        #expect(backOff.wait(afterFailures: 3, fraction: 0.5) == .milliseconds(200))
        #expect(backOff.bound(afterFailures: 1_000_000) == .seconds(1))
    }

    @Test("symbols are cut into runs")
    func chunks() {
        #expect((0..<250).map(\.self).chunked(by: 100).map(\.count) == [100, 100, 50])
        #expect([Int]().chunked(by: 100).isEmpty)
        #expect([1, 2, 3, 4][1...].chunked(by: 2).map(Array.init) == [[2, 3], [4]])
    }
}
