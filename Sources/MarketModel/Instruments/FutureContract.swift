/// One futures contract: a product and its delivery month.
public struct FutureContract: Hashable, Sendable {
    /// The product's root without slash: `ES`.
    public let root: String
    /// The delivery month.
    public let month: ContractMonth
    /// The exchange that lists it.
    public let exchange: FuturesExchange

    /// Creates a contract.
    public init(root: String, month: ContractMonth, exchange: FuturesExchange) {
        self.root = root
        self.month = month
        self.exchange = exchange
    }

    /// The product's fixed values; `nil` when the built-in table does not have it.
    public var specification: InstrumentSpecification? { InstrumentSpecification.future(root) }

    /// The last day it trades, by its product's rule; `nil` for products not in the table.
    public var lastTradingDay: TradingDay? { specification?.expiry?.lastTradingDay(of: month) }

    /// The broker's symbol: `/ESZ6`, and with two digits for Cboe futures, `/VXX26`.
    public var tastytradeSymbol: String { "/" + (exchange == .cfe ? "\(root)\(month)" : exchangeSymbol) }

    /// The symbol that streams: `/ESZ26:XCME`.
    public var streamerSymbol: String { "/\(root)\(month):\(exchange.rawValue)" }

    /// The exchange's own code, with one digit for the year: `ESZ6`.
    public var exchangeSymbol: String { "\(root)\(month.code)\(month.year % 10)" }
}

extension InstrumentSpecification {
    /// The futures contracts that have not ended on this day, nearest first; none for equities.
    ///
    /// - Parameter months: All listed months, or `activeMonths` only.
    public func contracts(on day: TradingDay, count: Int, months: [Int]? = nil) -> [FutureContract] {
        guard case .future(let exchange) = kind, let expiry, count > 0 else { return [] }
        let months = months ?? listedMonths
        var found: [FutureContract] = []
        // Crude oil ends in the month before its delivery month, Treasuries in it.
        var month = ContractMonth(year: day.year, month: day.month)
        while let current = month, found.count < count {
            if months.contains(current.month), let last = expiry.lastTradingDay(of: current), last >= day {
                found.append(FutureContract(root: root, month: current, exchange: exchange))
            }
            month = current.next
            guard current.year - day.year <= 20 else { break }
        }
        return found
    }

    /// The listed contract that ends next; `nil` for equities.
    public func frontContract(on day: TradingDay) -> FutureContract? { contracts(on: day, count: 1).first }

    /// The contract that carries the trading on this day: the nearest of an active month whose roll day, by the
    /// product's `roll` rule, is still to come; `nil` for equities.
    public func activeContract(on day: TradingDay) -> FutureContract? {
        guard let roll, let expiry else { return nil }
        return contracts(on: day, count: 6, months: activeMonths).first { contract in
            roll.rollDay(of: contract.month, expiry: expiry).map { day < $0 } ?? false
        }
    }
}
