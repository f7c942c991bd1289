import MarketModel
import Options
import Testing

struct ExpirationSelectionTests {
    private let moment = USTimeZone.eastern.moment(SampleChain.day, 12)

    /// Expirations of SPXW after so many days, and the morning series of the third Friday, 14 days off.
    private func snapshot() -> ChainSnapshot {
        let series =
            [0, 3, 7, 14, 27].map { OptionRoot.named("SPXW").series(expiring: SampleChain.day.advanced(by: $0)) }
            + [OptionRoot.named("SPX").series(expiring: SampleChain.day.advanced(by: 14))]
        let chain = OptionChain(
            underlying: "SPX",
            series.map { series in
                (
                    contract: OptionContract(series: series, right: .call, strike: SampleChain.price(5700)),
                    listing: OptionChain.Listing(symbol: "", streamerSymbol: "\(series.root)\(series.expiration)")
                )
            })
        return ChainBook(chain).snapshot(at: moment)
    }

    private func days(_ query: ExpirationQuery) throws -> Int {
        try snapshot().expiration(query).expiration.daysToExpiration
    }

    @Test("the nearest to so many days, of two equally near the later")
    func nearest() throws {
        #expect(try days(ExpirationQuery(.days(0))) == 0)
        #expect(try days(ExpirationQuery(.days(5))) == 7)
        #expect(try days(ExpirationQuery(.days(20))) == 14)
        #expect(try days(ExpirationQuery(.days(99))) == 27)
        #expect(try days(ExpirationQuery(.day(SampleChain.day.advanced(by: 3)))) == 3)
    }

    @Test("window, cycle and settlement narrow the choice, and the evening wins on a shared day")
    func narrowed() throws {
        #expect(try days(ExpirationQuery(.days(45), window: 5...10)) == 7)
        let monthly = try snapshot().expiration(ExpirationQuery(.days(45), kinds: [.regular]))
        #expect(monthly.expiration.series.root == "SPXW")
        #expect(monthly.runnersUp.map(\.root) == ["SPX"])
        #expect(monthly.refused.map(\.reason) == [.otherKind, .otherKind, .otherKind, .otherKind])
        let morning = try snapshot().expiration(ExpirationQuery(.days(14), settlement: .am))
        #expect(morning.expiration.series.root == "SPX")
    }

    @Test("nothing fits: every expiration is named with the reason")
    func nothing() {
        do throws(SelectionFailure) {
            _ = try snapshot().expiration(ExpirationQuery(.days(5), window: 4...6))
            Issue.record("there is none")
        } catch {
            guard case .noExpiration(let refused) = error else { return }
            #expect(refused.count == 6)
            #expect(refused.allSatisfy { $0.reason == .outsideWindow })
            #expect(error.description.hasPrefix("no expiration fits: SPXW 2024-10-04 outside-window"))
        }
    }
}
