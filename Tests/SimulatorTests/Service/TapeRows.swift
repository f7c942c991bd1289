import MarketModel
import Tape

/// The prints of a recording as the fields a client sees.
enum TapeRows {
    /// `time timeNanoPart price size aggressorSide` of every print, in file order.
    static func read(_ path: String) throws -> [String] {
        try TapeReader(path: path).remainingPrints().map { print in
            let milliseconds = print.time.milliseconds
            let rest = print.time.nanoseconds - milliseconds * 1_000_000
            return "\(milliseconds) \(rest) \(print.price) \(print.size) \(print.side.feedText)"
        }
    }
}
