import JSON
import Live
import MarketModel
import Options

/// The chains that browsers look at, each with what changed when, so that a browser is sent only what it lacks.
///
/// A view is read at most once per beat for all its browsers, and forgotten when none has asked for a minute.
final class ChainViews: Sendable {
    /// How often a view is read and its changes go out.
    static let beat: Duration = .milliseconds(500)
    /// How often the expirations' volatilities are read again.
    private static let tabsBeat: Duration = .seconds(2)
    private static let idleLife: Duration = .seconds(60)
    /// The most views at once; the one unasked for longest gives way.
    private static let mostViews = 32

    /// What a browser lacks.
    struct Update {
        let revision: Int
        let isSnapshot: Bool
        /// All members but `type`, `sequence` and `snapshot`.
        let members: [UInt8]
    }

    private struct Row {
        let strike: Price
        var bytes: [UInt8]
        var revision: Int
    }

    private struct View {
        let chain: OptionChain
        var revision = 0
        /// The revision before which a browser is sent everything: the set of strikes changed then.
        var wholeSince = 0
        var rows: [Row] = []
        var tabs: [ExpirationTab] = []
        var tabsBytes: [UInt8] = []
        var tabsRevision = 0
        var tabsReadAt = Timestamp.epoch
        var header: [UInt8] = []
        var readAt = Timestamp.epoch
        var askedAt: Timestamp
    }

    private let provider: any ChainProvider
    private let directory: ChainDirectory
    private let venue: String
    private let views = Lock<[ChainRequest: View]>([:])

    init(provider: any ChainProvider, directory: ChainDirectory, venue: String) {
        self.provider = provider
        self.directory = directory
        self.venue = venue
    }

    /// Begins a view on a chain the provider has given.
    func begin(_ request: ChainRequest, chain: OptionChain, at now: Timestamp) {
        views.withLock { views in
            views = views.filter { now - $0.value.askedAt < Self.idleLife }
            if views.count >= Self.mostViews, let oldest = views.min(by: { $0.value.askedAt < $1.value.askedAt })?.key {
                views[oldest] = nil
            }
            if views[request] == nil { views[request] = View(chain: chain, askedAt: now) }
        }
    }

    /// What a browser that has `revision` lacks; everything for `nil`, nothing when there is nothing newer.
    ///
    /// - Throws: `RequestError` when the view is not begun or the chain not at hand.
    func update(_ request: ChainRequest, since revision: Int?, at now: Timestamp) throws(RequestError) -> Update? {
        let result = views.withLock { views -> Result<Update?, RequestError> in
            guard var view = views[request] else { return .failure(Self.gone) }
            view.askedAt = now
            defer { views[request] = view }
            do throws(SymbolRefusal) {
                if now - view.readAt >= Self.beat { try read(&view, request, at: now) }
            } catch {
                return .failure(RequestError(error))
            }
            guard revision.map({ $0 < view.revision }) ?? true else { return .success(nil) }
            return .success(Self.update(view, since: revision))
        }
        return try result.get()
    }

    private static let gone = RequestError(
        code: "chain_not_watched", message: "this chain is no longer watched: ask for it again", status: 404)

    private static func update(_ view: View, since revision: Int?) -> Update {
        let known = revision.flatMap { $0 >= view.wholeSince ? $0 : nil }
        var members = view.header
        if known.map({ $0 < view.tabsRevision }) ?? true { members += Array(#","expirations":"#.utf8) + view.tabsBytes }
        members += Array(#","strikes":["#.utf8)
        var isFirst = true
        for row in view.rows where known.map({ $0 < row.revision }) ?? true {
            if !isFirst { members.append(UInt8(ascii: ",")) }
            isFirst = false
            members += row.bytes
        }
        members.append(UInt8(ascii: "]"))
        return Update(revision: view.revision, isSnapshot: known == nil, members: members)
    }

    private func read(_ view: inout View, _ request: ChainRequest, at now: Timestamp) throws(SymbolRefusal) {
        let reading = try provider.read(request.underlying, request.selection, at: now)
        view.revision += 1
        view.readAt = now
        if now - view.tabsReadAt >= Self.tabsBeat {
            view.tabs = try ExpirationTab.all(of: view.chain, from: provider, at: now)
            view.tabsReadAt = now
        }
        let picture = ChainPicture(
            request: request, description: directory.description(of: request.underlying), tabs: view.tabs,
            reading: reading, venue: venue)
        let message = ChainMessage(picture: picture)
        let tabs = message.tabs()
        if tabs != view.tabsBytes { (view.tabsBytes, view.tabsRevision) = (tabs, view.revision) }
        var header = JSONWriter(reservingCapacity: 1024)
        message.header(into: &header)
        view.header = header.bytes
        let strikes = picture.shown?.strikes ?? []
        if view.rows.map(\.strike) != strikes.map(\.price) {
            view.wholeSince = view.revision
            view.rows = strikes.map { Row(strike: $0.price, bytes: message.row($0), revision: view.revision) }
            return
        }
        for (place, strike) in strikes.enumerated() {
            let bytes = message.row(strike)
            if bytes != view.rows[place].bytes {
                view.rows[place].bytes = bytes
                view.rows[place].revision = view.revision
            }
        }
    }
}
