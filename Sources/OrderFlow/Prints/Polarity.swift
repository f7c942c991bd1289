/// Whether the source's flag and the quote rule agree about who bought.
///
/// Prints that carry a flag and whose own quote decides are compared. A source that swaps the sides agrees almost
/// never, a sound one almost always; the alarm looks at blocks of 512 comparisons, so that a swap in the middle of a
/// day shows within the next block.
public struct Polarity: Sendable, Equatable, BitwiseCopyable {
    /// Comparisons in a block.
    public static let blockLength = 512
    /// Comparisons before a first, shorter block may raise the alarm.
    public static let minimumComparisons = 100

    /// Prints with both a flag and an answer of the quote rule.
    public private(set) var compared = 0
    /// Those where both say the same.
    public private(set) var agreeing = 0
    private var blockStart = (compared: 0, agreeing: 0)
    private var lastBlockDisagreed = false

    /// Creates a check that has seen nothing.
    public init() {}

    /// True when fewer than half agreed, in the last full block or in a running one of at least 100.
    public var alarm: Bool {
        let running = (compared: compared - blockStart.compared, agreeing: agreeing - blockStart.agreeing)
        if running.compared >= Polarity.minimumComparisons { return running.agreeing * 2 < running.compared }
        return lastBlockDisagreed
    }

    @inline(__always)
    mutating func compare(flag: UInt8, quoteSide: UInt8) {
        guard flag != 0, quoteSide != 0 else { return }
        compared &+= 1
        agreeing &+= flag == quoteSide ? 1 : 0
        if compared &- blockStart.compared >= Polarity.blockLength { closeBlock() }
    }

    private mutating func closeBlock() {
        lastBlockDisagreed = (agreeing - blockStart.agreeing) * 2 < compared - blockStart.compared
        blockStart = (compared, agreeing)
    }

    public static func == (lhs: Polarity, rhs: Polarity) -> Bool {
        lhs.compared == rhs.compared && lhs.agreeing == rhs.agreeing && lhs.alarm == rhs.alarm
    }
}
