import DXLink
import JSON
import Live
import MarketModel
import OrderFlow
import Server
import Simulator
import Tastytrade
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `piquant doctor`: whether this installation works, piece by piece.
enum DoctorCommand {
    /// One thing that was looked at.
    struct Finding: Sendable {
        enum Verdict: String, Sendable {
            case ok, warning, failed
        }

        let name: String
        let verdict: Verdict
        /// What was seen, and what to do when it is not right.
        let text: String
    }

    static let command: Command = Command(
        name: "doctor",
        summary:
            "Check this installation, and with --venue, --symbols or --streaming what a venue lets these credentials reach",
        example: "piquant doctor --json",
        options: [
            Option("venue", .value("venue"), "Probe simulator, sandbox, paper or production, endpoint by endpoint"),
            Option(
                "simulator", .value("url"),
                "The REST address of a running simulator; without it the simulator is one started here"),
            Option("streaming", .flag, "Probe the market-data stream, event type by event type"),
            Option("symbols", .value("symbols"), "What to stream, separated by commas: /ES, SPY [/ES,SPY]"),
            Option("wait", .value("seconds"), "How long to wait for events that do not come", initial: "10"),
            Option("json", .flag, "Print as JSON"),
        ],
        run: { arguments in
            let probe = try await VenueProbe(arguments)?.run()
            var findings = [page(), clock(), recordings()]
            findings.append(await wholePath())
            if arguments.has("json") {
                Terminal.print(json(findings, probe))
            } else {
                var table = TextTable(["check", "verdict", "what was seen"], alignment: [.left, .left, .left])
                for finding in findings { table.add([finding.name, finding.verdict.rawValue, finding.text]) }
                Terminal.print(table.text, terminator: "")
                Terminal.print(
                    probe.map { "\n\($0.text)" }
                        ?? "No venue was probed: name one with --venue, and its stream with --streaming.")
            }
            return findings.contains { $0.verdict == .failed } ? .failed : probe?.code ?? .done
        })

    private static func json(_ findings: [Finding], _ probe: ProbeReport?) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("version", Program.version)
        json.key("findings")
        json.beginArray()
        for finding in findings {
            json.beginObject()
            json.member("name", finding.name)
            json.member("verdict", finding.verdict.rawValue)
            json.member("text", finding.text)
            json.endObject()
        }
        json.endArray()
        if let probe {
            json.key("probe")
            probe.write(to: &json)
        }
        json.endObject()
        return json.text
    }

    private static func page() -> Finding {
        DashboardServer.hasPage
            ? Finding(name: "page", verdict: .ok, text: "the dashboard's files are beside the program")
            : Finding(
                name: "page", verdict: .failed,
                text: "the dashboard's files are missing beside the program; build with `make build`")
    }

    private static func clock() -> Finding {
        let now = SystemClock.now()
        let year = TradingDay(utcDayOf: now).year
        return (2025...2100).contains(year)
            ? Finding(name: "clock", verdict: .ok, text: "\(now)")
            : Finding(
                name: "clock", verdict: .failed,
                text: "the clock says \(now): contracts and sessions would be wrong; set the system's time")
    }

    private static func recordings() -> Finding {
        guard let folder = getenv("PIQUANT_DATA").map({ String(cString: $0) }) else {
            return Finding(
                name: "recordings", verdict: .ok,
                text: "PIQUANT_DATA is not set; nothing needs it but a part of the demo")
        }
        return access(folder + "/orderflow", R_OK) == 0
            ? Finding(name: "recordings", verdict: .ok, text: "recorded data in \(folder)")
            : Finding(
                name: "recordings", verdict: .warning,
                text: "PIQUANT_DATA is \(folder), which has no recorded order flow")
    }

    /// Starts a simulator, logs in, streams prints and counts them.
    private static func wholePath() async -> Finding {
        let name = "print to footprint"
        do {
            let simulator = try await SimulatorService.start(SimulatorConfiguration(source: .synthetic(seed: 1)))
            defer { simulator.stop() }
            let credentials = simulator.endpoints.credentials
            let client = HTTPClient()
            defer { client.stop() }
            let session = Session(
                address: simulator.endpoints.rest,
                credentials: Credentials(
                    clientSecret: credentials.clientSecret, refreshToken: credentials.refreshToken), client: client)
            let loop = WireLoop()
            defer { loop.stop() }
            let feed = LiveFeed(
                LiveFeed.Configuration(venue: .simulator, history: .seconds(600)), session: session, loop: loop)
            let started = SystemClock.monotonic()
            return await withTaskGroup(of: Finding?.self) { group in
                group.addTask {
                    do { try await feed.run() } catch is CancellationError {} catch {
                        return Finding(name: name, verdict: .failed, text: "the feed ended: \(error)")
                    }
                    return nil
                }
                group.addTask { await firstBar(feed, since: started, name: name) }
                var finding: Finding?
                while finding == nil, let next = await group.next() { finding = next }
                group.cancelAll()
                return finding ?? Finding(name: name, verdict: .failed, text: "the feed ended without a word")
            }
        } catch {
            return Finding(name: name, verdict: .failed, text: "the simulator could not be started: \(error)")
        }
    }

    private static func firstBar(_ feed: LiveFeed, since started: Timestamp, name: String) async -> Finding? {
        do {
            let instrument = try await feed.watch("ES", at: SystemClock.now())
            let key = FlowViewKey(symbol: instrument.symbol, bar: .time(.seconds(60)))
            while SystemClock.monotonic() - started < .seconds(20) {
                let (trades, rows) = try feed.desk.read(key, at: SystemClock.now()) { view in
                    (view.engine.quality.used, view.engine.openBar?.footprint.rows.count ?? 0)
                }
                if rows > 0 {
                    let taken = Double((SystemClock.monotonic() - started).wholeNanoseconds) / 1e9
                    let tenths = (taken * 10).rounded() / 10
                    return Finding(
                        name: name, verdict: .ok,
                        text:
                            "\(trades) prints of \(instrument.symbol) logged in, streamed, decoded and counted in \(tenths) s"
                    )
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        } catch is CancellationError {
            return nil
        } catch {
            return Finding(name: name, verdict: .failed, text: "\(error)")
        }
        return Finding(
            name: name, verdict: .failed,
            text: "no print arrived within 20 s: \(feed.feedHealth(at: SystemClock.now()).reason)")
    }
}
