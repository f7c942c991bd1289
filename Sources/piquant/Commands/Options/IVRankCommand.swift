import JSON
import MarketModel
import Options
import Wire

/// `piquant iv rank`: IV rank and percentile of a history, with their definitions.
enum IVRankCommand {
    static let command: Command = Command(
        name: "rank", summary: "IV rank and percentile from a history of daily values, the vendor's beside it",
        example: "piquant iv rank --csv vix.csv --date 2026-07-23",
        options: [
            Option(
                "csv", .value("file"), "Daily rows with date and close; plain, gzip or Zstandard; - is standard input"),
            Option("column", .value("name"), "The column that is ranked [close, else VIXCLS]"),
            Option("date", .value("day"), "The session that is ranked [the file's last]"),
            Option("window", .value("sessions"), "Sessions looked at, the ranked one included", initial: "252"),
            Option("vendor-rank", .value("fraction"), "The vendor's IV rank, to stand beside ours"),
            Option("vendor-percentile", .value("fraction"), "The vendor's IV percentile"),
            Option("explain", .flag, "Say what was read and left out"),
            Option("json", .flag, "Print as JSON"),
        ],
        run: { arguments in
            guard let path = arguments.value("csv") else { throw UsageError("iv rank needs --csv <file>") }
            let window = try arguments.number("window", in: 2...100_000) ?? VolatilityRank.sessionsPerYear
            let vendor = VendorRank(
                rank: try arguments.fraction("vendor-rank"), percentile: try arguments.fraction("vendor-percentile"))
            let history = try DailyHistory(
                path: path, columns: [arguments.value("column").map { [$0] } ?? ["close", "VIXCLS"]],
                until: try arguments.day("date"))
            let rank = try ranked(history, window: window)
            if arguments.has("json") {
                Terminal.print(json(rank, vendor, history))
            } else {
                print(rank, vendor, history)
            }
            if arguments.has("explain") { explain(rank, history) }
            return history.finish()
        })

    /// - Throws: `Failure` P205 when there are too few rows.
    static func ranked(_ history: DailyHistory, window: Int) throws -> VolatilityRank {
        do {
            return try VolatilityRank(history: history.rows.map { $0.values[0] }, window: window)
        } catch {
            throw Failure(
                code: "P205",
                message:
                    "\(history.path): a rank over \(window) sessions \(error). Nothing was worked out; give a longer "
                    + "history, a later --date or a shorter --window.", exitCode: .incomplete)
        }
    }

    private static func print(_ rank: VolatilityRank, _ vendor: VendorRank, _ history: DailyHistory) {
        Terminal.print(
            "\(history.rows[history.rows.count - 1].day)  value \(rank.value)  low \(rank.low)  high \(rank.high)\n")
        var table = TextTable(["figure", "own", "vendor", "definition"], alignment: [.left, .right, .right, .left])
        table.add(["IV rank", RegimeText.fraction(rank.rank), RegimeText.fraction(vendor.rank), rank.rankDefinition])
        table.add([
            "IV percentile", RegimeText.fraction(rank.percentileIncludingToday), RegimeText.fraction(vendor.percentile),
            rank.percentileIncludingTodayDefinition,
        ])
        table.add([
            "IV percentile, prior", RegimeText.fraction(rank.percentileOfPriorSessions), "–",
            rank.percentileOfPriorSessionsDefinition,
        ])
        Terminal.print(table.text, terminator: "")
    }

    private static func explain(_ rank: VolatilityRank, _ history: DailyHistory) {
        let looked = history.rows.suffix(rank.window)
        guard let first = looked.first, let last = looked.last else { return }
        Terminal.note(
            "\nThe window runs from \(first.day) to \(last.day); \(history.rows.count) rows of \(history.path) were usable"
                + "\(history.note.map { "; " + $0 } ?? ""). Figures are fractions: 0.25 is 25 %. The vendor's own "
                + "definition is not published; its figure is shown, never mixed with ours.")
    }

    private static func json(_ rank: VolatilityRank, _ vendor: VendorRank, _ history: DailyHistory) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("date", history.rows[history.rows.count - 1].day.description)
        RegimeText.write(rank, into: &json)
        json.key("vendor")
        json.beginObject()
        json.member("rank", vendor.rank ?? .nan)
        json.member("percentile", vendor.percentile ?? .nan)
        json.endObject()
        history.writeExcluded(into: &json)
        json.endObject()
        return json.text
    }
}
