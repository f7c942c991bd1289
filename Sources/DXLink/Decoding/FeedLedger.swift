/// Why a row of market data was not used.
public enum RowExclusion: String, CaseIterable, Sendable {
    /// An event type that Piquant does not read. A compact pair of such a type counts as one row: without its field
    /// list its rows cannot be told apart.
    case unknownType
    /// Compact rows of a type whose field order nobody has said. The pair counts as one row.
    case unknownFields
    /// The array ended inside the row: its length is no multiple of the number of fields.
    case incompleteRow
    /// A value of another kind than its field: text for a number, an object for a price.
    case wrongValue
    /// A number outside the range of its field.
    case outOfRange
    /// The row says another event type than its pair: the rows are shifted.
    case typeMismatch
    /// No symbol.
    case noSymbol
    /// The name table is full and the symbol new.
    case namesFull
    /// The frame ended inside the row.
    case truncated
    /// The value could not be read as JSON.
    case malformed
}

/// Why a whole frame could not be read.
public enum FrameFault: String, CaseIterable, Sendable {
    /// Larger than the limit.
    case oversized
    /// Not JSON, or cut off.
    case malformed
    /// More levels of arrays and objects than allowed.
    case tooDeep
    /// Text that is not UTF-8.
    case badText
    /// JSON, but no message of the protocol.
    case notAMessage
}

/// A row that was not used, kept for inspection.
public struct ExcludedRow: Sendable, Equatable {
    /// Why.
    public var reason: RowExclusion
    /// The event type, as far as known.
    public var type: String
    /// The row's bytes, cut after `FeedLedger.keptBytes`.
    public var bytes: [UInt8]
}

/// What became of everything the decoder was given: `received = used + excluded` at every moment.
public struct FeedLedger: Sendable {
    /// Rows met in market data.
    public internal(set) var received = 0
    /// Rows that became events.
    public internal(set) var used = 0
    /// Frames given to the decoder.
    public internal(set) var frames = 0
    /// Their bytes.
    public internal(set) var bytes = 0
    /// Numbers with more than nine decimals, used after rounding to the nearest billionth.
    public internal(set) var roundedNumbers = 0
    /// Texts of a closed set that are not in it, used as the set's default.
    public internal(set) var unknownWords = 0
    /// The last rows that were not used, oldest first; at most `keptRows`.
    public internal(set) var kept: [ExcludedRow] = []
    private var excludedCounts = [Int](repeating: 0, count: RowExclusion.allCases.count)
    private var faultCounts = [Int](repeating: 0, count: FrameFault.allCases.count)

    /// How many excluded rows are kept.
    public static let keptRows = 64
    /// How many bytes of each.
    public static let keptBytes = 512

    /// Creates an empty ledger.
    public init() {}

    /// Rows not used for this reason.
    public func excluded(_ reason: RowExclusion) -> Int { excludedCounts[reason.ordinal] }

    /// All rows not used.
    public var excluded: Int { excludedCounts.reduce(0, +) }

    /// The reasons that occurred, with their counts, in the order of `RowExclusion`.
    public var exclusions: [(reason: RowExclusion, count: Int)] {
        RowExclusion.allCases.compactMap { reason in
            excluded(reason) > 0 ? (reason, excluded(reason)) : nil
        }
    }

    /// Frames that could not be read, for this reason.
    public func faults(_ fault: FrameFault) -> Int { faultCounts[fault.ordinal] }

    /// All frames that could not be read.
    public var faults: Int { faultCounts.reduce(0, +) }

    /// Whether every row is accounted for. Always true between calls of the decoder.
    public var isBalanced: Bool { received == used + excluded }

    mutating func exclude(
        _ reason: RowExclusion, type: String, _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) {
        excludedCounts[reason.ordinal] += 1
        if kept.count == Self.keptRows { kept.removeFirst() }
        let part = range.lowerBound..<min(range.upperBound, range.lowerBound + Self.keptBytes)
        let text = bytes.extracting(part).withUnsafeBufferPointer { Array($0) }
        kept.append(ExcludedRow(reason: reason, type: type, bytes: text))
    }

    /// Adds another decoder's counts; of its kept rows those that fit.
    mutating func add(_ other: FeedLedger) {
        received += other.received
        used += other.used
        frames += other.frames
        bytes += other.bytes
        roundedNumbers += other.roundedNumbers
        unknownWords += other.unknownWords
        kept = (kept + other.kept).suffix(Self.keptRows)
        for place in excludedCounts.indices { excludedCounts[place] += other.excludedCounts[place] }
        for place in faultCounts.indices { faultCounts[place] += other.faultCounts[place] }
    }

    mutating func note(_ fault: FrameFault) { faultCounts[fault.ordinal] += 1 }
}

extension RowExclusion {
    fileprivate var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension FrameFault {
    fileprivate var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
