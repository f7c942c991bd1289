import MarketModel
import Options
import Wire

/// `piquant iv smile`: the smile of an expiration with its checks.
enum IVSmileCommand {
    static let command: Command = Command(
        name: "smile", summary: "The smile of an expiration: SVI fit, no-arbitrage checks, skew",
        example: "piquant iv smile SPY --dte 30 --explain",
        arguments: [ChainArguments.symbol],
        options: ChainArguments.source + ChainArguments.expiration + [
            Option(
                "compare-at", .value("time"), "Another moment of the same recording: how the smile has changed since"),
            Option("points", .flag, "List every strike with its residual"),
        ] + ChainArguments.output,
        run: { arguments in
            let query = try arguments.expirationQuery()
            let reading = try await arguments.chainSource().reading()
            let expiration = try Refusal.orThrow { try reading.snapshot.expiration(query).expiration }
            let smile = try SmileReading(expiration, compared: try await arguments.comparison(with: expiration))
            if arguments.has("json") {
                Terminal.print(SmileReport.json(reading, smile))
            } else {
                Terminal.print(ChainReport.heading(reading))
                Terminal.print(ChainReport.summary(expiration) + "\n")
                Terminal.print(SmileReport.text(smile, withPoints: arguments.has("points")), terminator: "")
                if arguments.has("explain") {
                    Terminal.print("\n" + SmileReport.explanation(smile), terminator: "")
                    Terminal.print(ChainReport.explanation(reading, expiration), terminator: "")
                }
            }
            return smile.isIncomplete ? .incomplete : reading.exitCode
        })
}

/// A smile as it is printed.
struct SmileReading {
    let expiration: ExpirationSnapshot
    let fit: SmileFit
    let checks: SmileChecks
    let skew: SkewMeasures
    /// The change since another moment, and that moment; `nil` when none was asked for.
    let comparison: (since: Timestamp, change: SmileComparison)?
    /// Another moment was asked for, but has no smile of this expiration.
    let isIncomplete: Bool

    /// - Throws: `Failure` P502 when there are too few fit strikes.
    init(_ expiration: ExpirationSnapshot, compared: (since: Timestamp, expiration: ExpirationSnapshot?)?) throws {
        self.expiration = expiration
        do throws(NoSmile) { fit = try SmileFit(expiration) } catch { throw Self.failure(error, expiration) }
        checks = SmileChecks(fit)
        skew = SkewMeasures(fit)
        if let compared, let before = compared.expiration.flatMap({ try? SmileFit($0) }) {
            comparison = (compared.since, SmileComparison(from: before, to: fit))
            isIncomplete = false
        } else {
            comparison = nil
            isIncomplete = compared != nil
        }
    }

    private static func failure(_ reason: NoSmile, _ expiration: ExpirationSnapshot) -> Failure {
        let what =
            switch reason {
            case .noForward: "its quotes give no forward"
            case .tooFewStrikes(let count):
                "\(count) strike\(count == 1 ? " has" : "s have") a fit quote out of the money, and a curve needs "
                    + "\(SmileFit.leastPoints)"
            }
        return Failure(
            code: "P502",
            message: "\(expiration.series.root) \(expiration.series.expiration) has no smile: \(what); not fit: "
                + "\(ChainText.exclusions(expiration.exclusions)). Choose another expiration or moment.",
            exitCode: .incomplete)
    }
}

extension Arguments {
    /// The same expiration at the moment of `--compare-at`.
    fileprivate func comparison(
        with expiration: ExpirationSnapshot
    ) async throws -> (since: Timestamp, expiration: ExpirationSnapshot?)? {
        guard let text = value("compare-at") else { return nil }
        guard value("chain") != nil else {
            throw UsageError("--compare-at goes with a recorded chain, --chain <file>")
        }
        var other = self
        other.replace("at", with: text)
        let reading = try await other.chainSource().reading()
        return (
            reading.snapshot.moment,
            reading.snapshot.expirations.first {
                $0.series.root == expiration.series.root && $0.series.expiration == expiration.series.expiration
            }
        )
    }
}
