import MarketModel
import Synchronization
import Tastytrade
import Wire

/// A hundred callers who ask without pause, before a server that counts every sliding window and answers 429 to what
/// exceeds a ceiling.
enum Ceilings {
    /// The server's own books: the moments of the requests of each family.
    private struct Books {
        var moments: [String: [Int64]] = [:]
        var exceeded = 0
        var served = 0

        /// Takes a request; false when it exceeds a ceiling of `count` in `window` nanoseconds.
        mutating func take(_ family: String, _ count: Int, window: Int64, at now: Int64) -> Bool {
            var recent = moments[family, default: []].filter { now - $0 < window }
            recent.append(now)
            moments[family] = recent
            return recent.count <= count
        }
    }

    static func run(seconds: Int, callers: Int) async throws {
        let books = SharedBooks()
        let loop = WireLoop()
        let server = try await WireServer(
            .init(), on: loop,
            request: { request, responder in
                if request.path == "/oauth/token" {
                    responder.respond(.json(#"{"access_token":"t","token_type":"Bearer","expires_in":900}"#))
                } else if books.admits(request.path) {
                    responder.respond(.json(#"{"data":{"items":[]}}"#))
                } else {
                    responder.respond(.json(#"{"error":{"code":"too_many_requests","message":""}}"#, status: 429))
                }
            })
        var configuration = SessionConfiguration(
            for: try VenueBinding(.simulator, rest: "http://127.0.0.1:\(server.port)"))
        configuration.ceilings = RequestCeilings.published.limited(toPerMinute: SharedBooks.perMinute)
        configuration.cache = CacheConfiguration(maximumAnswers: 1)
        let session = Session(
            try VenueBinding(.simulator, rest: "http://127.0.0.1:\(server.port)"),
            grant: .refreshToken(Credentials(clientSecret: "s", refreshToken: "r")), client: HTTPClient(),
            configuration: configuration)
        let end = Report.nanoseconds() + Int64(seconds) * 1_000_000_000
        await withTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    var turn = caller
                    while Report.nanoseconds() < end, !Task.isCancelled {
                        turn += 1
                        // Every request is another one, so that nothing is shared or cached.
                        let values = RequestValues(path: ["account_number": "5WT\(turn)"], query: [("n", "\(turn)")])
                        switch turn % 3 {
                        case 0: _ = try? await session.send(Endpoints.positions, values)
                        case 1: _ = try? await session.send(Endpoints.balances, values)
                        default: _ = try? await session.send(Endpoints.marketData, values)
                        }
                    }
                }
            }
            group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
            // Whoever still waits for a turn when the time is up is sent home.
            while Report.nanoseconds() < end { try? await Task.sleep(for: .milliseconds(50)) }
            group.cancelAll()
        }
        let budget = await session.budget()
        let (served, exceeded) = books.totals()
        Report.line(
            """
            {"seconds":\(seconds),"callers":\(callers),"served":\(served),"exceeded":\(exceeded),\
            "throttled":\(budget.throttled),"waits":\(budget.waits)}
            """)
    }

    /// The books behind a lock.
    private final class SharedBooks: Sendable {
        /// The ceiling of all requests a minute.
        static let perMinute = 120
        private static let second: Int64 = 1_000_000_000
        private let books = Mutex(Books())

        /// Whether a request is within every ceiling.
        func admits(_ path: String) -> Bool {
            let now = Report.nanoseconds()
            return books.withLock { books in
                let (family, ceiling) =
                    path.hasSuffix("/positions")
                    ? ("positions", 1) : path.hasSuffix("/balances") ? ("balances", 1) : ("market data", 2)
                let within = [
                    books.take(family, ceiling, window: Self.second, at: now),
                    books.take("all", 50, window: Self.second, at: now),
                    books.take("a minute", Self.perMinute, window: 60 * Self.second, at: now),
                ]
                books.served += 1
                if within.contains(false) { books.exceeded += 1 }
                return !within.contains(false)
            }
        }

        func totals() -> (served: Int, exceeded: Int) { books.withLock { ($0.served, $0.exceeded) } }
    }
}
