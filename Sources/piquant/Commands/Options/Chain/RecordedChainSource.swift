import MarketModel
import Options
import Tape

/// A chain out of a recording, at a moment inside it.
struct RecordedChainSource: ChainSource {
    /// The file or folder.
    var path: String
    /// The moment.
    var at: ChainMoment
    /// The underlying or root, needed where a file holds several.
    var symbol: String?
    /// The rates for expirations whose own quotes do not tell.
    var rates: RateCurve
    /// What the rates are, for people.
    var ratesOrigin: String

    func reading() throws -> ChainReading { try RecordedRows(path).shown(self) }
}

/// The rows of a recording, read once for any number of moments.
struct RecordedRows {
    private let path: String
    private let recording: ChainRecording
    private let ledger: ChainLedger
    private let rows: [ChainRow]

    /// How far back rows count: contracts that were last seen before are taken for delisted.
    private static let reach = Duration.seconds(86_400)

    /// - Throws: `Failure` P201.
    init(_ path: String) throws {
        self.path = path
        do {
            recording = try ChainRecording(path: path)
            var rows: [ChainRow] = []
            ledger = try recording.read { rows.append($0) }
            self.rows = rows
        } catch {
            throw Failure(
                code: "P201",
                message:
                    "\(path): \(error). No chain was read; give a LEAN archive, a universe, an end-of-day table or "
                    + "a folder of them.")
        }
    }

    /// The chain that a source asks for; its path is not looked at.
    ///
    /// - Throws: `Failure` P206 when there are no rows at the moment, P202 when the symbol is missing or unknown.
    func shown(_ source: RecordedChainSource) throws -> ChainReading {
        let moment = try moment(source.at)
        var builder = RecordedChainBuilder(symbol: source.symbol, day: USTimeZone.eastern.day(of: moment))
        for row in rows where row.time <= moment && row.time > moment - Self.reach { builder.take(row) }
        return try shown(builder, source, at: moment)
    }

    private func shown(
        _ builder: RecordedChainBuilder, _ source: RecordedChainSource, at moment: Timestamp
    ) throws -> ChainReading {
        let limit: Duration =
            switch recording.interval {
            case .minute: .seconds(300)
            case .hour: .seconds(7200)
            case .daily: .seconds(86_400)
            }
        let policy = ChainPolicy(quoteAgeLimit: limit, greeksAgeLimit: limit, rates: source.rates)
        let built = try builder.build(policy, usesVendor: !recording.hasQuotes, at: moment, path: path)
        var notes = ["rates that quotes do not tell: \(source.ratesOrigin)"]
        if !recording.hasQuotes {
            notes.append("a universe has no bids and asks: volatilities are the vendor's, Greeks ours at them")
        }
        return ChainReading(
            snapshot: built.book.snapshot(at: moment),
            origin:
                "\(path), \(recording.interval.rawValue) rows of \(recording.files.count) file\(recording.files.count == 1 ? "" : "s")",
            notes: notes, vendorDeltas: built.vendor.compactMapValues(\.delta),
            damagedRows: ledger.excluded.map { ($0.reason.rawValue, $0.count) })
    }

    /// The moment asked for, found among the rows.
    private func moment(_ at: ChainMoment) throws -> Timestamp {
        let times = rows.lazy.compactMap { row -> Timestamp? in
            if case .contract = row { row.time } else { nil }
        }
        guard let first = times.min(), let last = times.max() else {
            throw Failure(
                code: "P206", message: "\(path) has no rows of options. Nothing can be shown.", exitCode: .incomplete)
        }
        let outside = { (wanted: String) in
            Failure(
                code: "P206",
                message:
                    "\(path) has no rows of options in the day before \(wanted): it runs from \(first) to \(last). "
                    + "Choose another --at.", exitCode: .incomplete)
        }
        switch at {
        case .last: return last
        case .lastOf(let day):
            guard let found = times.filter({ USTimeZone.eastern.day(of: $0) == day }).max() else {
                throw outside(day.description)
            }
            return found
        case .moment(let moment):
            guard times.contains(where: { $0 <= moment && $0 > moment - Self.reach }) else {
                throw outside(moment.description)
            }
            return moment
        }
    }
}
