public import Live
import MarketModel
public import Wire

/// The dashboard: its page, its HTTP API and its push, on one address.
public final class DashboardServer: Sendable {
    /// Where and how to serve.
    public struct Configuration: Sendable {
        /// The numeric address; another than loopback needs an access token.
        public var address: String
        /// The port; 0 picks a free one.
        public var port: Int
        /// What a visitor must show; `nil` only on loopback.
        public var accessToken: String?
        /// The folder of the page's files; `nil` for the one beside the program.
        public var pageFolder: String?
        /// The program's version, for the status.
        public var version: String

        /// Creates a configuration.
        public init(
            address: String = "127.0.0.1", port: Int = 8080, accessToken: String? = nil, pageFolder: String? = nil,
            version: String
        ) {
            self.address = address
            self.port = port
            self.accessToken = accessToken
            self.pageFolder = pageFolder
            self.version = version
        }
    }

    /// Why it cannot start.
    public enum StartError: Error, Equatable {
        /// An address others can reach, without an access token.
        case tokenNeeded(address: String)
        /// The page's files are not where they should be.
        case pageMissing
    }

    /// Whether the page's files are beside the program.
    public static var hasPage: Bool { DashboardAssets.installedFolder() != nil }

    private let server: WireServer
    private let ticking: Task<Void, Never>
    /// The port it listens on.
    public let port: Int
    /// The address of the page.
    public let url: String

    /// Starts to serve.
    ///
    /// - Parameters:
    ///   - chains: Option chains for the Chain and Strategy pages; `nil` for a server without.
    ///   - directory: The underlyings that the pages offer by name.
    /// - Throws: `StartError`, or `WireError.cannotListen`.
    public init(
        _ configuration: Configuration, provider: any FlowProvider, chains: (any ChainProvider)? = nil,
        directory: ChainDirectory = .standard, on loop: WireLoop,
    ) async throws {
        let isLoopback = configuration.address.hasPrefix("127.")
        guard isLoopback || configuration.accessToken?.isEmpty == false else {
            throw StartError.tokenNeeded(address: configuration.address)
        }
        guard let folder = configuration.pageFolder ?? DashboardAssets.installedFolder() else {
            throw StartError.pageMissing
        }
        let venue = provider.venueName
        let hub = PushHub(
            provider: provider,
            chains: chains.map { ($0, ChainViews(provider: $0, directory: directory, venue: venue)) },
            now: SystemClock.now)
        let access = AccessPolicy(isLoopback: isLoopback, token: configuration.accessToken)
        let routes = DashboardRoutes(
            provider: provider,
            options: chains.map { OptionRoutes(provider: $0, directory: directory, venue: venue) },
            assets: DashboardAssets(folder: folder), access: access,
            version: configuration.version, hubCounts: { hub.counts })
        guard !routes.assets.isEmpty else { throw StartError.pageMissing }
        server = try await WireServer(
            .init(address: configuration.address, port: configuration.port, maximumBodyBytes: 65_536), on: loop,
            request: { request, responder in
                if let answer = routes.answer(request, at: SystemClock.now()) { return responder.respond(answer) }
                // The venue is asked whether the symbol exists; the loop's thread must not wait for it.
                Task { responder.respond(await routes.answerWatching(request)) }
            },
            upgrade: { request in
                guard request.path == "/ws" else { return .refuse(status: 404, reason: "the socket is at /ws") }
                if access.refusal(of: request, changesState: true) != nil {
                    return .refuse(status: 403, reason: "not from this server's page, or without its token")
                }
                return .accept(
                    WebSocketLimits(maximumMessageBytes: 65_536, maximumPendingBytes: 8 << 20)
                ) { event, connection in hub.handle(event, on: connection) }
            })
        port = server.port
        url = "http://\(configuration.address == "0.0.0.0" ? "127.0.0.1" : configuration.address):\(server.port)/"
        let desk = provider.desk
        // Ended by `stop()`: it belongs to the server's life.
        ticking = Task.detached {
            while !Task.isCancelled {
                try? await Task.sleep(for: PushHub.interval)
                desk.timePassed(at: SystemClock.now())
                hub.tick()
            }
        }
    }

    /// Stops to serve.
    public func stop() {
        ticking.cancel()
        server.stop()
    }
}
