import MarketModel
import Options

/// Where the chain that a command shows comes from: a recording, or a venue.
protocol ChainSource {
    /// The chain at the moment that the source was asked for.
    func reading() async throws -> ChainReading
}

/// A chain as a command shows it.
struct ChainReading {
    /// The chain.
    var snapshot: ChainSnapshot
    /// Where it comes from, for people.
    var origin: String
    /// What was assumed or is limited, for people.
    var notes: [String] = []
    /// Deltas that came with the data, where they were not used, by the contract's place in the snapshot.
    var vendorDeltas: [Int: Double] = [:]
    /// Rows of a recording that could not be read, by reason.
    var damagedRows: [(reason: String, count: Int)] = []
    /// Whether a venue had not sent every price when the chain was read.
    var isIncomplete = false

    /// `incomplete` when rows were damaged or prices are missing.
    var exitCode: ExitCode { damagedRows.isEmpty && !isIncomplete ? .done : .incomplete }
}
