import DXLink
import Live
import Server
import Tastytrade
import Wire

/// A feed and the dashboard over it, until the program is asked to end.
struct DashboardSession {
    let feed: LiveFeed
    let chains: ChainFeed
    let server: DashboardServer

    /// Connects to a venue and serves its dashboard.
    static func start(
        feed configuration: LiveFeed.Configuration, session: Session, symbols: [String],
        server: DashboardServer.Configuration
    ) async throws -> DashboardSession {
        let loop = WireLoop()
        let feed = LiveFeed(configuration, session: session, loop: loop)
        let chains = ChainFeed(
            ChainFeed.Configuration(venue: configuration.venue, isReplay: configuration.isReplay), session: session,
            loop: loop)
        for symbol in symbols {
            do {
                _ = try await feed.watch(symbol, at: SystemClock.now())
            } catch {
                throw Failure(code: "P303", message: "\(error.message). Nothing was started.", exitCode: .usage)
            }
        }
        do {
            // The page has a loop of its own: a browser never waits for the feed, nor the feed for a browser.
            let dashboard = try await DashboardServer(server, provider: feed, chains: chains, on: WireLoop())
            return DashboardSession(feed: feed, chains: chains, server: dashboard)
        } catch WireError.cannotListen(let address, let port) {
            throw Failure(
                code: "P101",
                message: "port \(port) on \(address) cannot be listened on, probably because another program has it; "
                    + "nothing was started. Choose another --port, or 0 for a free one.")
        } catch DashboardServer.StartError.tokenNeeded(let address) {
            throw Failure(
                code: "P102",
                message:
                    "\(address) can be reached by others, so the dashboard needs an access token there; nothing was "
                    + "started. Add --access-token, or leave --address out to stay on this machine.", exitCode: .refused
            )
        } catch DashboardServer.StartError.pageMissing {
            throw Failure(
                code: "P103",
                message:
                    "the page's files are not beside the program, so there is nothing to show. Build with `make build`, "
                    + "or name their folder with --page.")
        }
    }

    /// Runs until the feed ends for good or the program is asked to stop.
    func run() async -> ExitCode {
        let code = await withTaskGroup(of: ExitCode.self) { group in
            group.addTask { [feed] in
                do {
                    try await feed.run()
                } catch is CancellationError {
                    return .done
                } catch {
                    Terminal.note(
                        "piquant: the feed ended: \(error). The page stays up with what it has; stop with Ctrl-C. [P401]"
                    )
                    await Interruption.wait()
                    return .failed
                }
                return .done
            }
            group.addTask { [chains] in
                do {
                    try await chains.run()
                } catch is CancellationError {
                    return .done
                } catch {
                    Terminal.note(
                        "piquant: the stream of options ended: \(error). Order flow goes on; the Chain page keeps what it "
                            + "has. Stop with Ctrl-C. [P402]")
                }
                await Interruption.wait()
                return .done
            }
            group.addTask {
                await Interruption.wait()
                return .done
            }
            group.addTask {
                await MemoryReturn.run()
                return .done
            }
            let first = await group.next() ?? .done
            group.cancelAll()
            return first
        }
        server.stop()
        return code
    }
}
