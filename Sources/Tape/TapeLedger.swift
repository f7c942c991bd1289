/// Why a row of a recording was not delivered.
public enum TapeExclusion: String, CaseIterable, Sendable {
    // Rows that are not prints, by what they are.

    /// A quote, when only prints were asked for.
    case quote
    /// An order added to the book.
    case add
    /// An order cancelled.
    case cancel
    /// An order changed.
    case modify
    /// The resting side of a trade, which has a record of its own.
    case fill
    /// A book cleared.
    case clear
    /// An aggregated bar.
    case bar
    /// An instrument's definition.
    case definition
    /// A statistic of the venue.
    case statistics
    /// A change of an instrument's trading status.
    case status
    /// An auction's imbalance.
    case imbalance
    /// A name for an instrument id; it takes effect.
    case symbolMapping = "symbol-mapping"
    /// A message of the recording system.
    case system
    /// A record of a kind not known here.
    case otherRecord = "other-record"
    /// A book record with an action not known here.
    case otherAction = "other-action"

    // Rows that are damaged.

    /// A line without text.
    case blankLine = "blank-line"
    /// A line of more than 4,096 bytes.
    case lineTooLong = "line-too-long"
    /// A line with more or fewer fields than the table has columns.
    case fieldCount = "field-count"
    /// No time, or one outside 1677 to 2262.
    case badTime = "bad-time"
    /// A sequence that is no whole number of 64 bits.
    case badSequence = "bad-sequence"
    /// No price, or one that is not exact in billionths.
    case badPrice = "bad-price"
    /// No size, a negative one, or one that is not exact in billionths.
    case badSize = "bad-size"
    /// A bid or ask that is there but no number.
    case badQuote = "bad-quote"
    /// A side that is none of the known words or letters.
    case badSide = "bad-side"
    /// An instrument's name that is not UTF-8.
    case badText = "bad-text"
    /// A name or columns that name no option contract.
    case badContract = "bad-contract"
    /// A record shorter than its kind.
    case badRecordLength = "bad-record-length"
    /// What was left of a row where the recording breaks off.
    case cutOff = "cut-off"

    /// Whether the row is damaged, as against one that is no print.
    public var isDamage: Bool { Self.firstDamage <= index }

    /// The case's place in `allCases`: an enum without payloads is stored as just that, and a test holds it to it.
    @inline(__always) var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    private static let firstDamage = TapeExclusion.blankLine.index
}

/// What became of every row of a recording: `received = prints + quotes + excluded`, at every moment.
public struct TapeLedger: Equatable, Sendable {
    /// A damaged row, kept for inspection.
    public struct Sample: Equatable, Sendable {
        /// The line (CSV, the header is line 1) or the record (DBN, the first is 1).
        public let row: Int
        /// Why it was left out.
        public let reason: TapeExclusion
        /// The line's text, at most 120 bytes of it; empty for binary records.
        public let text: String
    }

    /// Damaged rows kept, at most.
    public static let sampleLimit = 20

    /// Rows seen, without the header.
    public private(set) var received = 0
    /// Prints delivered.
    public private(set) var prints = 0
    /// Quotes delivered.
    public private(set) var quotes = 0
    /// The first damaged rows.
    public private(set) var samples: [Sample] = []
    private var counts = [Int](repeating: 0, count: TapeExclusion.allCases.count)

    /// Creates an empty ledger.
    public init() {}

    /// Rows delivered.
    public var used: Int { prints + quotes }

    /// Rows left out, by reason, in the order of `TapeExclusion`; reasons that did not occur are not listed.
    public var excluded: [(reason: TapeExclusion, count: Int)] {
        zip(TapeExclusion.allCases, counts).filter { $0.1 > 0 }.map { (reason: $0.0, count: $0.1) }
    }

    /// Rows left out for this reason.
    public func excluded(for reason: TapeExclusion) -> Int { counts[reason.index] }

    mutating func count(_ row: TapeRow) {
        received += 1
        switch row {
        case .print: prints += 1
        case .quote: quotes += 1
        }
    }

    mutating func exclude(_ reason: TapeExclusion, row: Int, text: @autoclosure () -> String = "") {
        received += 1
        counts[reason.index] += 1
        if reason.isDamage, samples.count < Self.sampleLimit {
            samples.append(Sample(row: row, reason: reason, text: text()))
        }
    }
}
