import JSON

extension Endpoints {
    /// The user's watchlists.
    public static let watchlists = Endpoint<[Watchlist]>.list(.get, "/watchlists")
    /// One of them.
    public static let watchlist = Endpoint<Watchlist>.one(.get, "/watchlists/{name}")
    /// Makes one.
    public static let createWatchlist = Endpoint<Watchlist>.one(.post, "/watchlists")
    /// Replaces one.
    public static let replaceWatchlist = Endpoint<Watchlist>.one(.put, "/watchlists/{name}")
    /// Deletes one; the answer is what was deleted.
    public static let deleteWatchlist = Endpoint<Watchlist>.one(.delete, "/watchlists/{name}")
    /// The venue's own watchlists.
    public static let publicWatchlists = Endpoint<[Watchlist]>.list(
        .get, "/public-watchlists", freshFor: .seconds(3600))
    /// One of them.
    public static let publicWatchlist = Endpoint<Watchlist>.one(
        .get, "/public-watchlists/{name}", freshFor: .seconds(3600))
    /// The venue's lists of pairs.
    public static let pairsWatchlists = Endpoint<[PairsWatchlist]>.list(
        .get, "/pairs-watchlists", freshFor: .seconds(3600))
    /// One of them.
    public static let pairsWatchlist = Endpoint<PairsWatchlist>.one(
        .get, "/pairs-watchlists/{name}", freshFor: .seconds(3600))

    static let watchlistEndpoints: [AnyEndpoint] = [
        AnyEndpoint(watchlists), AnyEndpoint(createWatchlist), AnyEndpoint(watchlist), AnyEndpoint(replaceWatchlist),
        AnyEndpoint(deleteWatchlist), AnyEndpoint(publicWatchlists), AnyEndpoint(publicWatchlist),
        AnyEndpoint(pairsWatchlists), AnyEndpoint(pairsWatchlist),
    ]
}

/// A watchlist as it is written.
public struct WatchlistDraft: Sendable, Equatable {
    /// Its name, unique for the user.
    public var name: String
    /// The group it is shown in; `default` when not given.
    public var group: String?
    /// Its place; last when not given.
    public var orderIndex: Int?
    /// Its symbols, each with its kind where that is known.
    public var entries: [Entry]

    /// One symbol.
    public struct Entry: Sendable, Equatable {
        /// The venue's symbol.
        public var symbol: String
        /// What kind of instrument it is.
        public var instrumentType: InstrumentType?

        /// Names a symbol.
        public init(_ symbol: String, _ instrumentType: InstrumentType? = nil) {
            self.symbol = symbol
            self.instrumentType = instrumentType
        }
    }

    /// Drafts a watchlist.
    public init(_ name: String, group: String? = nil, orderIndex: Int? = nil, entries: [Entry]) {
        self.name = name
        self.group = group
        self.orderIndex = orderIndex
        self.entries = entries
    }

    /// The body of a request.
    var body: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("name", name)
        if let group { writer.member("group-name", group) }
        if let orderIndex { writer.member("order-index", orderIndex) }
        writer.key("watchlist-entries")
        writer.beginArray()
        for entry in entries {
            writer.beginObject()
            writer.member("symbol", entry.symbol)
            if let type = entry.instrumentType { writer.member("instrument-type", type.rawValue) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}

extension Session {
    /// The user's watchlists: `GET /watchlists`.
    ///
    /// - Throws: `TastytradeError`.
    public func watchlists() async throws -> Answer<[Watchlist]> { try await send(Endpoints.watchlists) }

    /// One of the user's watchlists: `GET /watchlists/{name}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func watchlist(_ name: String) async throws -> Answer<Watchlist> {
        try await send(Endpoints.watchlist, RequestValues(path: ["name": name]))
    }

    /// Makes a watchlist: `POST /watchlists`.
    ///
    /// - Throws: `TastytradeError`; `.refused` with `record_not_uniq` when the name exists.
    public func createWatchlist(_ draft: WatchlistDraft) async throws -> Answer<Watchlist> {
        try await send(Endpoints.createWatchlist, RequestValues(body: draft.body))
    }

    /// Replaces everything of a watchlist: `PUT /watchlists/{name}`.
    ///
    /// - Parameter name: Its name so far.
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func replaceWatchlist(_ name: String, with draft: WatchlistDraft) async throws -> Answer<Watchlist> {
        try await send(Endpoints.replaceWatchlist, RequestValues(path: ["name": name], body: draft.body))
    }

    /// Deletes a watchlist: `DELETE /watchlists/{name}`.
    ///
    /// - Returns: What was deleted.
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func deleteWatchlist(_ name: String) async throws -> Answer<Watchlist> {
        try await send(Endpoints.deleteWatchlist, RequestValues(path: ["name": name]))
    }

    /// The venue's own watchlists: `GET /public-watchlists`.
    ///
    /// - Parameter countsOnly: Whether to leave out the symbols.
    /// - Throws: `TastytradeError`.
    public func publicWatchlists(countsOnly: Bool = false) async throws -> Answer<[Watchlist]> {
        var query = QueryWriter()
        if countsOnly { query.add("counts-only", true) }
        return try await send(Endpoints.publicWatchlists, RequestValues(query: query.parts))
    }

    /// One of the venue's own watchlists: `GET /public-watchlists/{name}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func publicWatchlist(_ name: String) async throws -> Answer<Watchlist> {
        try await send(Endpoints.publicWatchlist, RequestValues(path: ["name": name]))
    }

    /// The venue's lists of pairs: `GET /pairs-watchlists`.
    ///
    /// - Throws: `TastytradeError`.
    public func pairsWatchlists() async throws -> Answer<[PairsWatchlist]> { try await send(Endpoints.pairsWatchlists) }

    /// One of the venue's lists of pairs: `GET /pairs-watchlists/{name}`.
    ///
    /// - Throws: `TastytradeError`; `.notFound` when there is none such.
    public func pairsWatchlist(_ name: String) async throws -> Answer<PairsWatchlist> {
        try await send(Endpoints.pairsWatchlist, RequestValues(path: ["name": name]))
    }
}
