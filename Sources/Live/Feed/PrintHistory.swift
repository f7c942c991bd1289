import DXLink
import MarketModel
import Wire

/// Asks for the recent prints of instruments, in DXLink sessions of its own that end with their snapshots.
final class PrintHistory: Sendable {
    /// What is asked for.
    private struct Request: Sendable {
        let symbol: String
        let since: Timestamp
    }

    /// A complete snapshot: everything from `from` to the live prints, which were subscribed when it was asked for.
    private struct Covered {
        let symbol: String
        let from: Timestamp
        let asked: Timestamp
    }

    /// How long one snapshot may take.
    private static let patience: Duration = .seconds(30)

    private let configuration: DXLinkConfiguration
    private let names: NameTable
    private let loop: WireLoop
    private let transport: WebSocketClient.Configuration
    private let credentials: DXLinkClient.CredentialsProvider
    private let deliver: @Sendable (EventBatch) -> Void
    private let requests: AsyncStream<Request>
    private let asked: AsyncStream<Request>.Continuation
    private let covered = Lock([Covered]())

    init(
        configuration: DXLinkConfiguration, names: NameTable, loop: WireLoop, transport: WebSocketClient.Configuration,
        credentials: @escaping DXLinkClient.CredentialsProvider, deliver: @escaping @Sendable (EventBatch) -> Void
    ) {
        self.configuration = configuration
        self.names = names
        self.loop = loop
        self.transport = transport
        self.credentials = credentials
        self.deliver = deliver
        (requests, asked) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    /// Asks for the prints of `symbol` from `since` to now.
    func ask(_ symbol: String, since: Timestamp) { asked.yield(Request(symbol: symbol, since: since)) }

    /// Whether a complete snapshot has covered this gap since.
    func covers(_ gap: FeedGap) -> Bool {
        guard gap.key.type == .timeAndSale else { return false }
        return covered.withLock { snapshots in
            snapshots.contains { $0.symbol == gap.key.symbol && $0.from <= gap.from && gap.from <= $0.asked }
        }
    }

    /// Serves the requests, one after the other, until the task is cancelled.
    func run() async {
        for await request in requests { await load(request) }
    }

    private func load(_ request: Request) async {
        let asked = SystemClock.now()
        let (ended, end) = AsyncStream.makeStream(of: Bool.self)
        let deliver = deliver
        let client = DXLinkClient(
            configuration: configuration, names: names, loop: loop, transport: transport, credentials: credentials
        ) { delivery in
            switch delivery {
            case .events(let batch): deliver(batch)
            case .notice(.snapshotComplete): end.yield(true)
            case .notice(.contractRefused), .notice(.disconnected): end.yield(false)
            case .notice: break
            }
        }
        client.subscribe([MarketSubscription(.timeAndSale, request.symbol, fromTime: request.since)])
        let isComplete = await withTaskGroup(of: Bool?.self) { group in
            group.addTask {
                try? await client.run()
                return nil
            }
            group.addTask {
                var answers = ended.makeAsyncIterator()
                return await answers.next() ?? false
            }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return false
            }
            let first = await group.next() ?? nil
            client.stop()
            group.cancelAll()
            return first ?? false
        }
        if isComplete {
            covered.withLock { snapshots in
                snapshots.append(Covered(symbol: request.symbol, from: request.since, asked: asked))
                if snapshots.count > 1000 { snapshots.removeFirst(500) }
            }
        }
    }
}
