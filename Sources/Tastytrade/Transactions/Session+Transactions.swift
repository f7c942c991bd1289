public import MarketModel

extension Endpoints {
    private static let account = "/accounts/{account_number}"

    /// The bookings of an account, page by page.
    public static let transactions = Endpoint<[Transaction]>.list(.get, account + "/transactions")
    /// One booking.
    public static let transaction = Endpoint<Transaction>.one(.get, account + "/transactions/{transaction_id}")
    /// The fees of one day.
    public static let totalFees = Endpoint<TotalFees>.one(.get, account + "/transactions/total-fees")

    static let transactionEndpoints: [AnyEndpoint] = [
        AnyEndpoint(transactions), AnyEndpoint(transaction), AnyEndpoint(totalFees),
    ]
}

/// The order of a list by time.
public enum SortOrder: String, Sendable, Hashable {
    /// The oldest first.
    case ascending = "Asc"
    /// The newest first.
    case descending = "Desc"
}

/// Which bookings to ask for; all when nothing is said.
public struct TransactionQuery: Sendable, Equatable {
    /// The order; the newest first when not said.
    public var sort: SortOrder?
    /// Only of these kinds.
    public var types: [TransactionType] = []
    /// Only of these closer kinds.
    public var subTypes: [TransactionSubType] = []
    /// From this day on.
    public var from: TradingDay?
    /// Up to this day.
    public var to: TradingDay?
    /// From this moment on.
    public var since: Timestamp?
    /// Up to this moment.
    public var until: Timestamp?
    /// Only of this kind of instrument.
    public var instrumentType: InstrumentType?
    /// Only of this instrument.
    public var symbol: String?
    /// Only on this underlying.
    public var underlying: String?
    /// Only on this future.
    public var future: String?
    /// Only of this action.
    public var action: OrderAction?
    /// Only of this partition.
    public var partitionKey: String?
    /// Only in this currency.
    public var currency: String?

    /// Asks for all.
    public init() {}

    var parts: QueryWriter {
        var query = QueryWriter()
        query.add("sort", sort?.rawValue)
        query.add(list: "types", types.map(\.rawValue))
        query.add(list: "sub-type", subTypes.map(\.rawValue))
        query.add("start-date", from)
        query.add("end-date", to)
        query.add("start-at", since)
        query.add("end-at", until)
        query.add("instrument-type", instrumentType)
        query.add("symbol", symbol)
        query.add("underlying-symbol", underlying)
        query.add("futures-symbol", future)
        query.add("action", action)
        query.add("partition-key", partitionKey)
        query.add("currency", currency)
        return query
    }
}

extension Session {
    /// One page of the bookings of an account: `GET /accounts/{account_number}/transactions`.
    ///
    /// - Throws: `TastytradeError`.
    public func transactions(
        of account: String, _ transactions: TransactionQuery = TransactionQuery(), page: PageRequest = .first
    ) async throws -> Answer<[Transaction]> {
        var query = transactions.parts
        page.write(to: &query)
        return try await send(Endpoints.transactions, .account(account, query: query.parts))
    }

    /// All bookings of an account, page by page.
    ///
    /// A booking that comes in during the walk moves the others to later pages, so that the last of one page is the
    /// first of the next: walk with the oldest first, or use `allTransactions`, which takes each booking once.
    ///
    /// - Parameter pageSize: Bookings a page; 250 when not given.
    public nonisolated func transactionPages(
        of account: String, _ transactions: TransactionQuery = TransactionQuery(), pageSize: Int? = nil
    ) -> Pages<Transaction> {
        var query = transactions.parts
        query.add("per-page", pageSize)
        return pages(of: Endpoints.transactions, .account(account, query: query.parts))
    }

    /// All bookings of an account, each once, in the venue's order.
    ///
    /// - Returns: The bookings, and what of them was lost in reading.
    /// - Throws: `TastytradeError`, and then none of them: a part of the bookings is not the bookings.
    public func allTransactions(
        of account: String, _ transactions: TransactionQuery = TransactionQuery(), pageSize: Int? = nil
    ) async throws -> (transactions: [Transaction], losses: [FieldDrift]) {
        let (items, losses) = try await transactionPages(of: account, transactions, pageSize: pageSize).all()
        var seen: Set<Int> = []
        return (items.filter { seen.insert($0.id).inserted }, losses)
    }

    /// One booking: `GET /accounts/{account_number}/transactions/{transaction_id}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func transaction(_ id: Int, of account: String) async throws -> Answer<Transaction> {
        try await send(Endpoints.transaction, .account(account, ["transaction_id": String(id)]))
    }

    /// The fees of one day: `GET /accounts/{account_number}/transactions/total-fees`.
    ///
    /// - Parameter day: The day; today at the venue when not given.
    /// - Throws: `TastytradeError`.
    public func totalFees(of account: String, on day: TradingDay? = nil) async throws -> Answer<TotalFees> {
        var query = QueryWriter()
        query.add("date", day)
        return try await send(Endpoints.totalFees, .account(account, query: query.parts))
    }
}
