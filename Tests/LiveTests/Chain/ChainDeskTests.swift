import MarketModel
import Options
import Testing

@testable import Live
@testable import Tastytrade

struct ChainDeskTests {
    private let start = Timestamp("2026-11-20T15:00:00Z")!
    private let names = NameTable()

    /// XYZ with two expirations of strikes 90 to 110.
    private func listed(_ underlying: String = "XYZ", strikes: ClosedRange<Int> = 90...110) -> ListedChain {
        let days = ["2026-11-27", "2026-12-18"].compactMap { TradingDay($0) }
        let expirations = days.map { day in
            NestedExpiration(
                day: day, type: "Weekly", settlement: "PM", underlyingSymbol: nil, optionRoot: nil,
                optionContract: nil, expiresAt: nil, stopsTradingAt: nil, tickSizes: [],
                // The venue does not sort them.
                strikes: strikes.reversed().map { strike in
                    NestedStrike(
                        price: Price(billionths: Int64(strike) * 1_000_000_000), call: "C\(day)\(strike)",
                        callStreamer: name(day, "C", strike, underlying), put: "P\(day)\(strike)", putStreamer: nil)
                })
        }
        let chain = NestedChain(
            underlyingSymbol: underlying, rootSymbol: underlying, chainType: "Standard", exerciseStyle: nil,
            sharesPerContract: 100, tickSizes: [], expirations: expirations)
        let bad = UnreadableRecord(path: "items[0].expirations[0].strikes[3]", reason: "no 'strike-price'")
        return ListedChain(NestedChains(chains: [chain], futures: [], unreadable: [bad]), of: underlying)
    }

    private func name(_ day: TradingDay, _ right: String, _ strike: Int, _ root: String = "XYZ") -> String {
        let digits = day.description.dropFirst(2).filter { $0 != "-" }
        return ".\(root)\(digits)\(right)\(strike)"
    }

    private func desk(_ configuration: ChainDesk.Configuration = .init()) -> ChainDesk {
        let desk = ChainDesk(names: names, configuration: configuration)
        desk.keep(listed())
        return desk
    }

    private func quote(_ symbol: String, _ bid: String, _ ask: String) throws -> MarketEvent {
        .quote(
            Quote(
                symbol: try #require(names.id(for: symbol)), bidPrice: Price(bid), bidSize: Quantity(whole: 1),
                askPrice: Price(ask), askSize: Quantity(whole: 1)))
    }

    private func key(_ selection: ChainSelection, _ underlying: String = "XYZ") -> ChainView.Key {
        ChainView.Key(underlying: underlying, selection: selection)
    }

    @Test("a chain that is not kept cannot be read")
    func unknown() {
        #expect(desk().read(key(ChainSelection(.nearest(1)), "ABC"), at: start) == nil)
    }

    @Test("reading watches, the band follows the price, and what nobody reads is let go")
    func life() throws {
        let desk = desk()
        let selection = key(ChainSelection(.nearest(1), strikesEachSide: 2))
        let first = try #require(desk.read(selection, at: start))
        #expect(first.changes.underlyingsAdded == ["XYZ"])
        #expect(first.changes.contractsAdded.count == 10)
        #expect(first.health.watched == 10 && first.health.quoted == 0 && first.health.newestAge == nil)
        // Missing streamer symbols are spelled from the contract.
        #expect(first.changes.contractsAdded.contains(".XYZ261127P100"))
        #expect(try #require(desk.read(selection, at: start)).changes == ChainDesk.Changes())

        desk.ingest(EventBatch(receivedAt: start, events: [try quote("XYZ", "104.9", "105.1")]))
        let moved = desk.timePassed(at: start + .seconds(1))
        #expect(moved.contractsAdded.contains(".XYZ261127C107") && moved.contractsRemoved.contains(".XYZ261127C98"))
        let strikes = try #require(desk.read(selection, at: start)).snapshot.expirations.first?.strikes
        #expect(strikes?.map(\.price) == (103...107).map { Price(points: $0) })
        // A step is no reason to move the band.
        desk.ingest(EventBatch(receivedAt: start, events: [try quote("XYZ", "105.9", "106.1")]))
        #expect(desk.timePassed(at: start + .seconds(2)) == ChainDesk.Changes())

        let end = desk.timePassed(at: start + .seconds(120))
        #expect(end.contractsRemoved.count == 10 && end.underlyingsRemoved == ["XYZ"])
        desk.ingest(EventBatch(receivedAt: start, events: [try quote("XYZ", "105", "106")]))
        #expect(desk.ledger == ChainDesk.Ledger(received: 3, used: 2, unwatched: 1))
    }

    @Test("prices reach the snapshot, and a band that moves keeps those it has")
    func prices() throws {
        let desk = desk()
        let selection = key(ChainSelection(.nearest(1), strikesEachSide: 2))
        _ = desk.read(selection, at: start)
        desk.ingest(
            EventBatch(
                receivedAt: start,
                events: [try quote("XYZ", "99.9", "100.1"), try quote(".XYZ261127C101", "1.2", "1.3")]))
        let before = try #require(desk.read(selection, at: start + .seconds(1)))
        #expect(before.health.quoted == 1 && before.health.newestAge == .seconds(1))
        let strike = try #require(Price("101"))
        #expect(before.snapshot.expirations.first?.contract(.call, strike)?.bid == Price("1.2"))
        #expect(before.snapshot.expirations.first?.underlying?.price == Price("100"))
        desk.ingest(EventBatch(receivedAt: start, events: [try quote("XYZ", "101.9", "102.1")]))
        let moved = desk.timePassed(at: start + .seconds(1))
        #expect(!moved.contractsAdded.isEmpty && !moved.contractsAdded.contains(".XYZ261127C101"))
        let after = try #require(desk.read(selection, at: start + .seconds(1)))
        #expect(after.snapshot.expirations.first?.contract(.call, strike)?.bid == Price("1.2"))
        #expect(after.snapshot.exclusions[.unreadable] == 1)
    }

    @Test("selections share contracts, and a contract stays while one of them is read")
    func sharing() throws {
        let desk = desk()
        let narrow = key(ChainSelection(.nearest(1), strikesEachSide: 1))
        let wide = key(ChainSelection(.days(0...10)))
        _ = desk.read(narrow, at: start)
        let second = try #require(desk.read(wide, at: start + .seconds(50)))
        #expect(second.changes.contractsAdded.count == 42 - 6 && second.changes.underlyingsAdded.isEmpty)
        let later = desk.timePassed(at: start + .seconds(70))
        #expect(later == ChainDesk.Changes(), "what the wide one shows stays")
        #expect(desk.timePassed(at: start + .seconds(120)).contractsRemoved.count == 42)
    }

    @Test("what exceeds the budget is counted, the strikes furthest away first")
    func budget() throws {
        let desk = desk(.init(maximumContracts: 10))
        let only = ExpirationKey(day: try #require(TradingDay("2026-12-18")), root: "XYZ")
        let reading = try #require(desk.read(key(ChainSelection(.only([only]), strikesEachSide: 6)), at: start))
        #expect(reading.health.watched == 10 && reading.health.beyondBudget == 16)
        #expect(reading.snapshot.expirations.first?.strikes.map(\.price) == (98...102).map { Price(points: $0) })
    }

    @Test("a selection nobody reads gives way to one that does not fit, one that is read does not")
    func idleGivesWay() throws {
        let desk = desk(.init(maximumContracts: 60))
        let days = [try #require(TradingDay("2026-11-27")), try #require(TradingDay("2026-12-18"))]
        let keys = days.map { key(ChainSelection(.only([ExpirationKey(day: $0, root: "XYZ")]))) }
        #expect(try #require(desk.read(keys[0], at: start)).health.watched == 42)
        let crowded = try #require(desk.read(keys[1], at: start + .seconds(1)))
        #expect(crowded.health.watched == 18 && crowded.health.beyondBudget == 24)
        // Both unread for long: the second comes back alone.
        _ = desk.timePassed(at: start + .seconds(90))
        _ = desk.read(keys[0], at: start + .seconds(91))
        let roomy = try #require(desk.read(keys[1], at: start + .seconds(94)))
        #expect(roomy.health.watched == 42 && roomy.health.beyondBudget == 0)
        #expect(roomy.changes.contractsAdded.count == 42 && roomy.changes.contractsRemoved.count == 42)
        #expect(roomy.changes.underlyingsAdded.isEmpty && roomy.changes.underlyingsRemoved.isEmpty)
    }

    @Test("changes that follow each other are one change")
    func joined() {
        var changes = ChainDesk.Changes(contractsAdded: ["A", "B"], contractsRemoved: ["C"])
        changes.add(ChainDesk.Changes(contractsAdded: ["C", "D"], contractsRemoved: ["B", "E"]))
        #expect(changes == ChainDesk.Changes(contractsAdded: ["A", "D"], contractsRemoved: ["E"]))
    }

    @Test("the selection read longest ago gives way")
    func maximumSelections() throws {
        let desk = desk(.init(maximumSelections: 2))
        for count in 1...3 {
            _ = desk.read(
                key(ChainSelection(.nearest(1), strikesEachSide: count)), at: start + .seconds(count))
        }
        let back = try #require(
            desk.read(key(ChainSelection(.nearest(1), strikesEachSide: 1)), at: start + .seconds(4)))
        #expect(back.health.watched == 6)
    }

    @Test("a chain that is fetched again brings its new strikes and keeps the prices")
    func refetched() throws {
        let desk = desk()
        let selection = key(ChainSelection(.nearest(1)))
        _ = desk.read(selection, at: start)
        desk.ingest(EventBatch(receivedAt: start, events: [try quote(".XYZ261127C110", "0.1", "0.2")]))
        desk.keep(listed(strikes: 90...112))
        let changes = desk.timePassed(at: start + .seconds(1))
        #expect(
            changes.contractsAdded == [".XYZ261127C111", ".XYZ261127C112", ".XYZ261127P111", ".XYZ261127P112"])
        #expect(changes.contractsRemoved.isEmpty)
        let reading = try #require(desk.read(selection, at: start + .seconds(1)))
        #expect(reading.health.watched == 46 && reading.health.quoted == 1)
    }

    @Test("the venue's terms win over the tables")
    func terms() throws {
        let day = try #require(TradingDay("2026-12-18"))
        let expiration = NestedExpiration(
            day: day, type: "End-Of-Month", settlement: "AM", underlyingSymbol: nil, optionRoot: nil,
            optionContract: nil, expiresAt: nil, stopsTradingAt: nil, tickSizes: [],
            strikes: [
                NestedStrike(
                    price: try #require(Price("10")), call: "A", callStreamer: ".A", put: nil, putStreamer: nil)
            ])
        let nested = NestedChain(
            underlyingSymbol: "XYZ", rootSymbol: "XYZ1", chainType: "Non-standard", exerciseStyle: nil,
            sharesPerContract: 150, tickSizes: [], expirations: [expiration])
        let listed = ListedChain(NestedChains(chains: [nested], futures: [], unreadable: []), of: "XYZ")
        let series = try #require(listed.chain.expirations.first?.series)
        #expect(series.kind == .endOfMonth && series.settlement == .am && series.multiplier == Quantity(whole: 150))
        #expect(series.underlying == "XYZ" && series.root == "XYZ1")
        #expect(series.expiresAt == Timestamp("2026-12-18T14:30:00Z"))
    }
}

extension Price {
    /// Whole points.
    fileprivate init(points: Int) { self.init(billionths: Int64(points) * 1_000_000_000) }
}
