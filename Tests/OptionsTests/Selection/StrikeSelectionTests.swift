import MarketModel
import Options
import Testing

struct StrikeSelectionTests {
    private let sample = SampleChain()

    private func expiration(_ book: ChainBook) throws -> ExpirationSnapshot {
        try #require(book.snapshot(at: sample.moment).expirations.first)
    }

    /// The strike whose delta, by the prices the chain was made from, is nearest to a target.
    private func nearest(_ right: OptionRight, delta: Double) throws -> Int {
        let outOfTheMoney = sample.strikes.filter { right == .put ? $0 <= 5700 : $0 > 5714 }
        return try #require(
            outOfTheMoney.min {
                abs(abs(sample.valuation(right, $0).greeks.delta) - delta)
                    < abs(abs(sample.valuation(right, $1).greeks.delta) - delta)
            })
    }

    @Test(
        "by delta: the nearest listed strike, for puts and calls",
        arguments: OptionRight.allCases, [0.05, 0.10, 0.16, 0.30, 0.45])
    func byDelta(right: OptionRight, delta: Double) throws {
        let choice = try expiration(sample.book()).strike(StrikeQuery(right, .delta(delta)))
        let expected = try nearest(right, delta: delta)
        #expect(choice.contract.strike == SampleChain.price(Double(expected)))
        #expect(choice.contract.right == right)
        #expect(choice.runnersUp.count == 5)
        #expect(choice.runnersUp.allSatisfy { $0.distance >= choice.best.distance })
        #expect(choice.refused.isEmpty && choice.nearerButRefused.isEmpty)
    }

    @Test("by distance out of the money, of two equally near the farther one or the one with the narrower spread")
    func byDistance() throws {
        var book = ChainBook(sample.chain)
        for strike in sample.strikes {
            for right in OptionRight.allCases {
                sample.setQuote(
                    in: &book, right, strike, bid: sample.price(right, strike) - 0.05,
                    ask: sample.price(right, strike) + 0.05)
            }
        }
        var expiration = try expiration(book)
        expiration.forward?.forward = 5700
        let query = StrikeQuery(.put, .outOfTheMoney(0.05))
        #expect(try expiration.strike(query).contract.strike == Price("5425"))  // 5415 is asked for.
        // 5437.5 is halfway between two strikes.
        var halfway = StrikeQuery(.put, .outOfTheMoney(262.5 / 5700))
        #expect(try expiration.strike(halfway).contract.strike == Price("5425"))
        halfway.tieBreak = .narrowerSpread
        #expect(try expiration.strike(halfway).contract.strike == Price("5450"))
        let call = StrikeQuery(.call, .outOfTheMoney(0.05))
        #expect(try expiration.strike(call).contract.strike == Price("5975"))
    }

    @Test("by premium and by expected moves")
    func byPremium() throws {
        let expiration = try expiration(sample.book())
        let premium = try expiration.strike(StrikeQuery(.put, .premium(20))).contract
        let expected = try #require(
            sample.strikes.filter { $0 <= 5700 }.min {
                abs(sample.price(.put, $0) - 20) < abs(sample.price(.put, $1) - 20)
            })
        #expect(premium.strike == SampleChain.price(Double(expected)))
        let move = try #require(expiration.expectedMove)
        let forward = try #require(expiration.forward?.forward)
        let call = try expiration.strike(StrikeQuery(.call, .expectedMoves(1))).contract
        #expect(abs(call.strike.doubleValue - (forward + move)) <= 12.5)
    }

    @Test("refused contracts are listed with the reason, those nearer than the chosen one apart")
    func refusals() throws {
        var book = sample.book()
        let ideal = try nearest(.put, delta: 0.10)
        sample.setQuote(in: &book, .put, ideal, bid: 9, ask: 8)
        sample.setQuote(in: &book, .put, 4900, bid: 0, ask: 0.5)
        let choice = try expiration(book).strike(StrikeQuery(.put, .delta(0.10)))
        #expect(abs(choice.contract.strike.doubleValue - Double(ideal)) == 25)
        #expect(choice.refused.map(\.reason) == [.unfit(.zeroBid), .unfit(.crossed)])
        #expect(choice.nearerButRefused.map(\.contract.strike) == [SampleChain.price(Double(ideal))])
    }

    @Test("liquidity filters refuse what is thin, unknown or old")
    func filters() throws {
        var book = sample.book(spread: 0.2)
        let expiration = try expiration(book)
        func failure(_ filter: LiquidityFilter) -> SelectionFailure? {
            do throws(SelectionFailure) {
                _ = try expiration.strike(StrikeQuery(.put, .delta(0.10), filter: filter))
                return nil
            } catch { return error }
        }
        let count = sample.strikes.count { $0 <= 5714 }
        func all(_ reason: StrikeRefusal) -> SelectionFailure {
            .noCandidate(right: .put, refused: [StrikeRefusalCount(reason: reason, count: count)])
        }
        #expect(failure(LiquidityFilter(minimumOpenInterest: 1)) == all(.openInterestUnknown))
        #expect(failure(LiquidityFilter(minimumVolume: 1)) == all(.volumeUnknown))
        #expect(failure(LiquidityFilter(minimumBid: SampleChain.price(1000))) == all(.bidTooLow))
        #expect(failure(LiquidityFilter(maximumSpread: 0.0001)) == all(.spreadTooWide))
        #expect(failure(LiquidityFilter(maximumQuoteAge: .seconds(60))) == nil)
        let ideal = try nearest(.put, delta: 0.10)
        guard case .contract(let index)? = book.instrument(streaming: ".SPXWP\(ideal)") else { return }
        book.setOpenInterest(10, of: index)
        let thin = try self.expiration(book)
        #expect(
            try thin.strike(StrikeQuery(.put, .delta(0.10), filter: LiquidityFilter(minimumOpenInterest: 10)))
                .contract.index == index)
        #expect(throws: SelectionFailure.self) {
            try thin.strike(StrikeQuery(.put, .delta(0.10), filter: LiquidityFilter(minimumOpenInterest: 11)))
        }
    }

    @Test("too far from the target is refused with what was nearest")
    func tolerance() throws {
        let expiration = try expiration(sample.book())
        var query = StrikeQuery(.call, .delta(0.001), tolerance: 0.0001)
        do throws(SelectionFailure) {
            _ = try expiration.strike(query)
            Issue.record("a delta of 0.001 is not listed")
        } catch {
            guard case .outsideTolerance(.call, let nearest, _, 0.001, 0.0001) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(nearest == Price("6050"))
            #expect(error.description.contains("the nearest call is 6050"))
        }
        query.tolerance = nil
        #expect(try expiration.strike(query).contract.strike == Price("6050"))
    }

    @Test("without quotes nothing is chosen, and the reason is named")
    func noData() throws {
        let expiration = try expiration(ChainBook(sample.chain))
        #expect(throws: SelectionFailure.noForward) { try expiration.strike(StrikeQuery(.put, .premium(1))) }
        #expect(throws: SelectionFailure.noForward) { try expiration.strike(StrikeQuery(.put, .expectedMoves(1))) }
        do throws(SelectionFailure) {
            _ = try expiration.strike(StrikeQuery(.put, .delta(0.1)))
        } catch {
            #expect(error.description == "no put passes: \(sample.strikes.count) absent-quote")
        }
    }
}
