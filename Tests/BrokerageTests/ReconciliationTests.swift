import Brokerage
import MarketModel
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The books of one account worked out anew from its transactions alone.
private struct Recount {
    struct Lot {
        var units: Int128 = 0
        var cost: Int128 = 0
        var realized: Int128 = 0
        var multiplier: Int128 = 0
        var settledCash: Int128 = 0
        var isFuture = false
    }

    var cash: Int128 = 0
    var deposits: Int128 = 0
    var dividends: Int128 = 0
    var fees: Int128 = 0
    var lots: [String: Lot] = [:]

    init(_ transactions: [Transaction], _ market: RandomMarket) {
        for transaction in transactions {
            fees += transaction.charges.total.billionths
            cash += transaction.value.billionths - transaction.charges.total.billionths
            switch transaction.subtype {
            case "Deposit", "Withdrawal": deposits += transaction.value.billionths
            case "Dividend": dividends += transaction.value.billionths
            case "Mark to Market", "Futures Settlement":
                lots[transaction.symbol ?? "", default: Lot()].settledCash += transaction.value.billionths
            default: trade(transaction, market)
            }
        }
    }

    private mutating func trade(_ transaction: Transaction, _ market: RandomMarket) {
        guard let symbol = transaction.symbol, let action = transaction.action, let size = transaction.quantity,
            let price = transaction.price, let instrument = market.instrument(symbol)
        else { return }
        var lot = lots[symbol] ?? Lot()
        lot.multiplier = Int128(instrument.multiplier.billionths)
        lot.isFuture = instrument.isFuture
        var units = Int128(size.billionths) * (action.isBuy ? 1 : -1)
        let each = Int128(price.billionths) * lot.multiplier / 1_000_000_000
        if lot.units != 0, (lot.units < 0) != (units < 0) {
            let closed = min(units.magnitude, lot.units.magnitude)
            let share = Int128(closed) * (lot.units < 0 ? -1 : 1)
            let removed = closed == lot.units.magnitude ? lot.cost : lot.cost * share / lot.units
            lot.realized += each * share / 1_000_000_000 - removed
            lot.cost -= removed
            lot.units -= share
            units += share
        }
        lot.units += units
        lot.cost += each * units / 1_000_000_000
        lots[symbol] = lot
    }
}

struct ReconciliationTests {
    /// The trading days a run looks at: 100, or as many as `PIQUANT_TRADING_DAYS` says.
    static let days = getenv("PIQUANT_TRADING_DAYS").flatMap { UInt64(String(cString: $0)) } ?? 100

    @Test("balances, positions, transactions and history agree to the cent over random trading days")
    func randomDays() throws {
        var fills = 0
        var kinds: Set<String> = []
        for seed in 1...Self.days {
            var day = RandomDay(seed: seed)
            day.run()
            for account in day.accounts {
                try reconcile(day, account, seed)
                let transactions = day.books.transactions(in: account)
                kinds.formUnion(transactions.map(\.subtype))
                fills += transactions.count { $0.kind == .trade }
            }
            if seed.isMultiple(of: 25) { try roundTrip(day, seed) }
        }
        // A run in which nothing happened would prove nothing.
        #expect(fills > Int(Self.days) * 10)
        let expected: Set<String> = [
            "Deposit", "Withdrawal", "Buy to Open", "Sell to Open", "Buy to Close", "Sell to Close", "Expiration",
            "Exercise", "Assignment", "Cash Settled Exercise", "Cash Settled Assignment", "Mark to Market", "Dividend",
        ]
        #expect(expected.subtracting(kinds) == [])
    }

    private func reconcile(_ day: RandomDay, _ account: String, _ seed: UInt64) throws {
        let (books, market) = (day.books, day.market)
        let transactions = books.transactions(in: account)
        let balance = books.balance(of: account, market)
        let recount = Recount(transactions, market)
        let held = Dictionary(uniqueKeysWithValues: books.ledgerPositions(in: account).map { ($0.symbol, $0) })
        #expect(recount.cash == balance.cash.billionths, "cash, seed \(seed) \(account)")

        var worth = recount.cash
        var profit = recount.dividends
        for (symbol, lot) in recount.lots {
            let position = held[symbol]
            #expect(lot.units == Int128(position?.quantity.billionths ?? 0), "units of \(symbol), seed \(seed)")
            #expect(lot.cost == position?.openCost.billionths ?? 0, "cost of \(symbol), seed \(seed)")
            guard lot.multiplier > 0 else { continue }
            var value: Int128 = 0
            if lot.units != 0 {
                let mark = try #require(
                    market.quote(of: symbol, at: books.now)?.mark ?? position?.closePrice, "mark of \(symbol)")
                value = Int128(mark.billionths) * lot.units / 1_000_000_000 * lot.multiplier / 1_000_000_000
            }
            profit += lot.realized + value - lot.cost
            worth += lot.isFuture ? lot.realized + value - lot.cost - lot.settledCash : value
        }
        #expect(cents(worth) == cents(balance.netLiq.billionths), "worth, seed \(seed) \(account)")
        let total = recount.deposits + profit - recount.fees
        #expect(cents(total) == cents(balance.netLiq.billionths), "profit, seed \(seed) \(account)")

        // Gains by underlying and fees by day are the same money again.
        let gains = books.yearGains(in: account)
        let realized = recount.lots.values.reduce(Int128(0)) { $0 + $1.realized }
        #expect(gains.reduce(Int128(0)) { $0 + $1.lotRealized.billionths } == realized, "gains, seed \(seed)")
        #expect(
            gains.reduce(Int128(0)) { $0 + $1.fees.billionths + $1.commissions.billionths } == recount.fees,
            "fees by year, seed \(seed)")
        let days = Set(transactions.map(\.day))
        let daily = days.reduce(Money.zero) { $0 + books.totalFees(in: account, on: $1) }
        #expect(daily.billionths == recount.fees, "fees by day, seed \(seed)")

        reconcileSnapshots(books, account, seed)
        reconcileFills(books, account, seed)
    }

    /// What was written down at the beginnings and ends of days is what the transactions up to then say.
    private func reconcileSnapshots(_ books: Books, _ account: String, _ seed: UInt64) {
        let history = books.netLiqHistory(in: account)
        let snapshots = books.balanceSnapshots(in: account)
        #expect(snapshots.map(\.timeOfDay) == [.beginning, .end, .beginning], "seed \(seed)")
        for snapshot in snapshots {
            let moment = snapshot.balance.updatedAt
            let upTo = books.transactions(in: account).filter { $0.executedAt <= moment }
            #expect(
                upTo.reduce(Money.zero) { $0 + $1.netValue } == snapshot.balance.cash, "snapshot, seed \(seed)")
            #expect(
                history.contains { $0.time == moment && $0.open == snapshot.balance.netLiq }, "history, seed \(seed)")
        }
        for point in history {
            #expect(point.low <= point.open && point.open <= point.high, "seed \(seed)")
            #expect(point.low <= point.close && point.close <= point.high, "seed \(seed)")
        }
    }

    /// Orders, their fills and the transactions tell the same; spreads are filled within their limit.
    private func reconcileFills(_ books: Books, _ account: String, _ seed: UInt64) {
        var seen: Set<String> = []
        let trades = books.transactions(in: account).filter { $0.kind == .trade }
        let byFill = Dictionary(grouping: trades) { $0.fillID ?? "" }
        for order in books.orders(in: account) {
            for leg in order.legs {
                for fill in leg.fills {
                    #expect(seen.insert(fill.id).inserted, "fill id, seed \(seed)")
                    let booked = byFill[fill.id] ?? []
                    #expect(booked.map(\.quantity) == [fill.quantity], "seed \(seed)")
                    #expect(booked.map(\.price) == [fill.price], "seed \(seed)")
                }
                if let quantity = leg.quantity, order.status == .filled {
                    #expect(leg.filled == quantity, "filled, seed \(seed)")
                    #expect(leg.remaining == .zero, "remaining, seed \(seed)")
                }
            }
            guard let net = order.averageNetPrice, let price = order.request.price, order.request.type.hasPrice else {
                continue
            }
            #expect(net <= (order.request.priceEffect == .credit ? -price : price), "limit, seed \(seed)")
        }
        #expect(seen.count == trades.count, "seed \(seed)")
    }

    /// A snapshot brings back the same bytes, and the same life afterwards.
    private func roundTrip(_ day: RandomDay, _ seed: UInt64) throws {
        let bytes = try day.books.snapshot()
        var copy = Books(rules: day.books.rules, openedAt: .epoch + .seconds(86_400 * 365))
        try copy.restore(bytes)
        #expect(try copy.snapshot() == bytes, "snapshot, seed \(seed)")
        var original = day.books
        let later = USTimeZone.eastern.moment(Listing.day("2026-11-17"), 17, 30)
        original.advance(to: later, day.market)
        copy.advance(to: later, day.market)
        #expect(try copy.snapshot() == original.snapshot(), "life after a snapshot, seed \(seed)")
    }

    /// To the cent: what is beneath is left to the rounding of averages.
    private func cents(_ billionths: Int128) -> Int128 {
        let (whole, rest) = billionths.quotientAndRemainder(dividingBy: 10_000_000)
        return whole + (rest.magnitude * 2 >= 10_000_000 ? Int128(rest.signum()) : 0)
    }
}
