import MarketModel

/// Gives each print of a replay a sequence of its own within its millisecond, and the index made of both.
///
/// Recorded sequences repeat, outgrow 32 bits and step back, and so do recorded times. Prints that move time on or
/// stay count from 0; the few that step back count from the middle, remembered by their millisecond.
struct ReplaySequence {
    private static let steppedBackBase: Int64 = 2_097_152

    private var latest = Int64.min
    private var next: Int64 = 0
    private var steppedBack: [Int64: Int64] = [:]

    /// The sequence of the next print, at `milliseconds`; `nil` when the millisecond is full.
    mutating func take(_ milliseconds: Int64) -> Int64? {
        if milliseconds > latest {
            latest = milliseconds
            next = 0
        }
        if milliseconds == latest {
            guard next < Self.steppedBackBase else { return nil }
            defer { next += 1 }
            return next
        }
        let sequence = steppedBack[milliseconds] ?? Self.steppedBackBase
        guard sequence <= EventIndex.maximumSequence else { return nil }
        steppedBack[milliseconds] = sequence + 1
        return sequence
    }
}
