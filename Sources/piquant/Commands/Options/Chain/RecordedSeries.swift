import MarketModel
import Options
import Tape

/// What recordings call things, in the words of the library.
enum RecordedSeries {
    /// The series of a contract; `nil` for an option on a future whose expiration no known root has.
    static func series(of contract: RecordedContract) -> OptionSeries? {
        var series: OptionSeries?
        switch contract.market {
        case .equityOption, .indexOption: series = OptionRoot.named(contract.root).series(around: contract.expiration)
        case .futureOption: series = futureSeries(contract)
        }
        if let isAmerican = contract.isAmerican { series?.style = isAmerican ? .american : .european }
        return series
    }

    private static func futureSeries(_ contract: RecordedContract) -> OptionSeries? {
        for root in FutureOptionRoot.roots(of: contract.root) {
            guard let month = root.month(expiring: contract.expiration), var series = root.series(of: month) else {
                continue
            }
            if let month = contract.futureMonth,
                case .future(let exchange)? = InstrumentSpecification.future(contract.root)?.kind
            {
                series.underlying =
                    FutureContract(root: contract.root, month: month, exchange: exchange).tastytradeSymbol
            }
            return series
        }
        return nil
    }

    /// The broker's symbol of an underlying as recordings name it: `SPX`, `AAPL`, `ESH20`.
    static func underlying(named name: String) -> String {
        if let typed = try? SymbolParser(on: TradingDay(daysSince1970: 0)).parse("/" + name),
            case .future(let contract) = typed.symbol
        {
            return contract.tastytradeSymbol
        }
        return OptionRoot.named(name).underlying
    }

    /// What a chain is asked for by: the index, the stock, or the futures product.
    static func product(of series: OptionSeries) -> String {
        guard series.isOnFuture else { return series.underlying }
        // Without the letter of the month and the digit of the year.
        return String(series.underlying.dropLast(2))
    }
}

extension OptionRoot {
    /// The series of an expiration day that may be a Saturday, as monthly options on stocks had until 2015: their
    /// worth is fixed, and their trading ends, on the session before.
    fileprivate func series(around day: TradingDay) -> OptionSeries {
        let calendar = ExchangeCalendar.nyse
        guard calendar.session(on: day) == nil, let session = calendar.previousSession(before: day) else {
            return series(expiring: day)
        }
        var series = series(expiring: session.day)
        series.expiration = day
        return series
    }
}
