/// Whether the source's flag and the quote rule agree about who bought.
///
/// Prints that carry a flag and whose own quote decides are compared. A source that swaps the sides agrees almost
/// never, a sound one almost always. A score rises by one with each disagreement, falls by one with each agreement,
/// and stays between 0 and 200; from 100 on the alarm is raised. So the alarm needs a majority against the flag over
/// at least a hundred prints, shows a swap in the middle of a day at once, and ends when the flag is right again.
public struct Polarity: Sendable, Equatable, BitwiseCopyable {
    /// The score that raises the alarm.
    public static let alarmScore = 100
    /// The highest score.
    public static let maximumScore = 200

    /// Prints where flag and quote rule say the same.
    public private(set) var agreeing = 0
    /// Prints where they differ.
    public private(set) var disagreeing = 0
    private var scoreAtLast = 0
    private var agreeingAtLast = 0

    /// Creates a check that has seen nothing.
    public init() {}

    /// Prints with both a flag and an answer of the quote rule.
    public var compared: Int { agreeing + disagreeing }

    /// How systematically they disagree at present: 0 to 200.
    public var score: Int { max(0, scoreAtLast - (agreeing - agreeingAtLast)) }

    /// The score is 100 or more.
    public var alarm: Bool { score >= Polarity.alarmScore }

    /// Compares two answers: 0 silent, 1 buy, 2 sell.
    @inline(__always)
    mutating func compare(flag: UInt8, quoteSide: UInt8) {
        let both = flag & quoteSide
        agreeing &+= Int((both | both >> 1) & 1)
        if flag | quoteSide == 3 { disagree() }
    }

    private mutating func disagree() {
        disagreeing += 1
        scoreAtLast = min(score + 1, Polarity.maximumScore)
        agreeingAtLast = agreeing
    }
}
