/// Why a row of a recording was not delivered.
public enum TapeExclusion: String, CaseIterable, Sendable {
    // Rows that are not prints, by what they are.
    case quote, add, cancel, modify, fill, clear, bar, definition, statistics, status, imbalance
    case symbolMapping = "symbol-mapping"
    case system
    case otherRecord = "other-record"
    case otherAction = "other-action"
    // Rows that cannot be read.
    case blankLine = "blank-line"
    case lineTooLong = "line-too-long"
    case fieldCount = "field-count"
    case badTime = "bad-time"
    case badSequence = "bad-sequence"
    case badPrice = "bad-price"
    case badSize = "bad-size"
    case badQuote = "bad-quote"
    case badSide = "bad-side"
    case badText = "bad-text"
    case badRecordLength = "bad-record-length"
    case cutOff = "cut-off"

    /// Whether the row is damaged, as against one that is no print.
    public var isDamage: Bool { Self.firstDamage <= index }

    var index: Int { Self.indices[rawValue] ?? 0 }

    private static let firstDamage = TapeExclusion.blankLine.index
    private static let indices = Dictionary(uniqueKeysWithValues: zip(allCases.map(\.rawValue), 0...))
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
