import MarketModel
import Options
import Tape

/// Joins the rows of a recording to a chain.
struct RecordedChainBuilder {
    /// What the rows say about one contract.
    fileprivate struct Record {
        var quote: ContractQuote?
        var last: (price: Price, time: Timestamp)?
        var volume: Double?
        var openInterest: (value: Int64, time: Timestamp)?
        var vendor: (value: VendorValuation, time: Timestamp)?
    }

    private let symbol: String?
    /// The day whose trades are summed to the volume.
    private let day: TradingDay
    private var records: [RecordedContract: Record] = [:]
    private var underlyings: [String: (price: Price, time: Timestamp)] = [:]

    init(symbol: String?, day: TradingDay) {
        self.symbol = symbol.map { $0.uppercased() }
        self.day = day
    }

    /// Takes a row that was known at the moment that is shown. Later rows win.
    mutating func take(_ row: ChainRow) {
        switch row {
        case .underlying(let name, let price, let time):
            if underlyings[name].map({ $0.time <= time }) ?? true { underlyings[name] = (price, time) }
        case .contract(let contract, let value, let time):
            records[contract, default: Record()].take(value, at: time, isToday: USTimeZone.eastern.day(of: time) == day)
        }
    }

    /// Makes the book, with the vendor's figures by contract.
    ///
    /// - Throws: `Failure` when the recording holds several underlyings and none was chosen, or not the chosen one.
    func build(
        _ policy: ChainPolicy, usesVendor: Bool, at moment: Timestamp, path: String
    ) throws -> (book: ChainBook, vendor: [Int: VendorValuation]) {
        var unlisted = ChainExclusions()
        var named: [(contract: RecordedContract, series: OptionSeries)] = []
        // In one order on every run, so that of two equal contracts the same one wins.
        for contract in records.keys.sorted(by: { $0.text < $1.text }) {
            // Open interest alone, as of strikes before a split, makes no contract of the day.
            if records[contract]?.isListed != true {
                unlisted.count(.absentQuote)
            } else if let series = RecordedSeries.series(of: contract) {
                named.append((contract, series))
            } else {
                unlisted.count(.unreadable)
            }
        }
        let chosen = try choose(named, path)
        unlisted.count(.unknownRoot, named.count - chosen.contracts.count)
        let listed = chosen.contracts.map { entry in
            let contract = OptionContract(
                series: entry.series, right: entry.contract.right, strike: entry.contract.strike)
            let name =
                contract.tastytradeSymbol
                ?? "\(entry.series.root) \(entry.series.expiration) \(contract.right.rawValue)\(contract.strike)"
            return (
                recorded: entry.contract, contract: contract,
                listing: OptionChain.Listing(symbol: name, streamerSymbol: contract.streamerSymbol ?? name)
            )
        }
        let chain = OptionChain(
            underlying: chosen.underlying, listed.map { (contract: $0.contract, listing: $0.listing) })
        var book = ChainBook(chain, policy: policy)
        book.unlisted = unlisted
        for (name, price) in underlyings {
            if let index = book.underlyings.firstIndex(of: RecordedSeries.underlying(named: name)) {
                book.setUnderlying(price.price, at: price.time, of: index)
            }
        }
        var vendor: [Int: VendorValuation] = [:]
        for entry in listed {
            guard case .contract(let index)? = book.instrument(streaming: entry.listing.streamerSymbol),
                let record = records[entry.recorded]
            else { continue }
            book.setQuote(record.quote, of: index)
            book.setTrade(last: record.last?.price, volume: record.volume, of: index)
            book.setOpenInterest(record.openInterest?.value, of: index)
            if let value = record.vendor?.value { vendor[index] = value }
            if usesVendor {
                book.setFeedValuation(vendorValuation(record, entry.contract, policy.rates, at: moment), of: index)
            }
        }
        return (book, vendor)
    }

    private func choose(
        _ named: [(contract: RecordedContract, series: OptionSeries)], _ path: String
    ) throws -> (underlying: String, contracts: [(contract: RecordedContract, series: OptionSeries)]) {
        let symbols = Set(named.map { RecordedSeries.product(of: $0.series) }).sorted()
        if let symbol {
            let found = named.filter { [RecordedSeries.product(of: $0.series), $0.series.root].contains(symbol) }
            guard let first = found.first else {
                throw Failure(
                    code: "P202",
                    message:
                        "\(path) holds no options on \(symbol) at that moment, but on \(symbols.joined(separator: ", ")). "
                        + "Choose one of them.", exitCode: .incomplete)
            }
            return (RecordedSeries.product(of: first.series), found)
        }
        guard symbols.count <= 1 else {
            throw Failure(
                code: "P202",
                message: "\(path) holds options on \(symbols.joined(separator: ", ")). Name one of them as the symbol.")
        }
        return (symbols.first ?? "", named)
    }

    /// The vendor's volatility with the model's Greeks at it, in our units.
    private func vendorValuation(
        _ record: Record, _ contract: OptionContract, _ rates: RateCurve, at moment: Timestamp
    ) -> FeedValuation? {
        let years = contract.series.years(at: moment)
        let spot = underlyings.first { RecordedSeries.underlying(named: $0.key) == contract.series.underlying }?.value
            .price
        guard let vendor = record.vendor, let volatility = vendor.value.volatility, let spot, spot > .zero, years > 0
        else { return nil }
        let rate = rates.rate(years: years)
        let inputs = PricingInputs(
            right: contract.right, underlying: spot.doubleValue, strike: contract.strike.doubleValue, years: years,
            rate: rate, dividendYield: contract.series.isOnFuture ? rate : 0, volatility: volatility)
        return FeedValuation(
            volatility: volatility, greeks: BlackScholes.valuation(inputs).greeks, time: vendor.time)
    }
}

extension RecordedContract {
    /// All that tells contracts apart.
    fileprivate var text: String {
        "\(root) \(futureMonth.map(\.description) ?? "") \(expiration) \(right.rawValue) \(strike) \(isAmerican.map(\.description) ?? "")"
    }
}

extension RecordedChainBuilder.Record {
    /// Whether there is anything but open interest.
    fileprivate var isListed: Bool { quote != nil || last != nil || volume != nil || vendor != nil }

    mutating func take(_ value: ChainValue, at time: Timestamp, isToday: Bool) {
        switch value {
        case .quote(let bid, let bidSize, let ask, let askSize):
            guard quote.map({ $0.time <= time }) ?? true else { return }
            quote = ContractQuote(bid: bid, ask: ask, bidSize: bidSize, askSize: askSize, time: time)
        case .trade(let price, let traded):
            if last.map({ $0.time <= time }) ?? true { last = (price, time) }
            if isToday { volume = (volume ?? 0) + traded.doubleValue }
        case .day(let price, let traded):
            if let price, last.map({ $0.time <= time }) ?? true { last = (price, time) }
            if let traded { volume = traded.doubleValue }
        case .openInterest(let open):
            if openInterest.map({ $0.time <= time }) ?? true { openInterest = (open, time) }
        case .vendor(let figures):
            if vendor.map({ $0.time <= time }) ?? true { vendor = (figures, time) }
        }
    }
}
