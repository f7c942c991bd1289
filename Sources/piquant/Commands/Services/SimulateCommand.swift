import Simulator
import Tape
import Wire

/// `piquant simulate`: the local tastytrade.
enum SimulateCommand {
    static let command: Command = Command(
        name: "simulate", summary: "Run a local tastytrade that any client can use, without an account",
        example: "piquant simulate --port 0 --json",
        options: SimulatorOptions.options + [
            Option("port", .value("port"), "The port of REST and streams; 0 picks a free one", initial: "8085"),
            Option("json", .flag, "Print one line of JSON with addresses and credentials"),
            Option("tls", .flag, "Serve https and wss with a throw-away certificate; the JSON line names its caFile"),
            Option("list-faults", .flag, "Tell what it can get wrong on purpose, and end"),
        ],
        run: { arguments in
            if arguments.has("list-faults") {
                Terminal.print(arguments.has("json") ? SimulatorFault.catalogue : faultTable)
                return .done
            }
            let port = try arguments.number("port", in: 0...65_535) ?? 8085
            var configuration = try SimulatorOptions.configuration(arguments, port: port)
            let certificate = arguments.has("tls") ? try throwawayCertificate() : nil
            defer { certificate?.remove() }
            configuration.tls = certificate?.tls
            let simulator = try await start(configuration, port: port) { notice in
                guard case .replayEnded(let report) = notice else { return }
                let excluded = report.excluded.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                Terminal.note(
                    "piquant: the recording is over: \(report.prints) prints and \(report.recordedQuotes) quotes played"
                        + (excluded.isEmpty ? "" : ", left out: " + excluded.joined(separator: ", ")))
            }
            var endpoints = simulator.endpoints
            endpoints.caFile = certificate?.caFile
            Terminal.print(arguments.has("json") ? endpoints.json : describe(endpoints))
            await Interruption.wait()
            simulator.stop()
            return .done
        })

    /// Starts a simulator, or says why it cannot.
    static func start(
        _ configuration: SimulatorConfiguration, port: Int,
        notify: @escaping @Sendable (SimulatorNotice) -> Void = { _ in }
    ) async throws -> SimulatorService {
        do {
            return try await SimulatorService.start(configuration, notify: notify)
        } catch let error as TapeError {
            throw Failure(
                code: "P201", message: "the recording cannot be played: \(error). Check the path and the layout.")
        } catch WireError.cannotListen {
            throw Failure(
                code: "P101",
                message: "port \(port) on 127.0.0.1 cannot be listened on, probably because another program has it; "
                    + "nothing was started. Choose another --port, or 0 for a free one.")
        }
    }

    private static func throwawayCertificate() throws(Failure) -> ThrowawayCertificate {
        do {
            return try ThrowawayCertificate()
        } catch {
            throw Failure(
                code: "P104",
                message: "--tls needs a certificate, and none could be made: \(error). Nothing was started. Install "
                    + "openssl, or leave --tls out.")
        }
    }

    /// Every fault with what it does and where it was seen.
    private static var faultTable: String {
        SimulatorFault.allCases.map { fault in
            let value = fault.card.value.map { "\n    value: \($0)" } ?? ""
            return "\(fault.rawValue)\n    \(fault.card.explanation)\(value)\n    seen: \(fault.card.report)"
        }.joined(separator: "\n")
    }

    private static func describe(_ endpoints: SimulatorEndpoints) -> String {
        """
        A tastytrade of your own is running. No order here is real, and the credentials open nothing else.

          REST               \(endpoints.rest)
          Market data        \(endpoints.dxlink)
          Account streamer   \(endpoints.accountStreamer)
          Client id          \(endpoints.credentials.clientID)
          Client secret      \(endpoints.credentials.clientSecret)
          Refresh token      \(endpoints.credentials.refreshToken)
          Accounts           \(endpoints.accounts.joined(separator: ", "))\(
            endpoints.caFile.map { "\n  CA certificate     \($0)" } ?? "")

        Stop it with Ctrl-C.
        """
    }
}
