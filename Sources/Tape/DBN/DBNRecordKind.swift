import MarketModel

/// The kinds of DBN records that can hold a trade or a quote, by their `rtype`.
///
/// Field offsets count from the record's start and are the same in versions 1 to 3.
enum DBNRecordKind: UInt8 {
    case trade = 0x00
    case bookTop = 0x01
    case bookTen = 0x0A
    case orders = 0xA0
    case consolidatedTop = 0xB1
    case sampledConsolidatedSecond = 0xC0
    case sampledConsolidatedMinute = 0xC1
    case consolidatedTrade = 0xC2
    case sampledSecond = 0xC3
    case sampledMinute = 0xC4

    /// What a record of another kind is left out as.
    static func exclusion(_ rawKind: UInt8) -> TapeExclusion {
        switch rawKind {
        case 0x11, 0x20...0x24: .bar
        case 0x12: .status
        case 0x13: .definition
        case 0x14: .imbalance
        case 0x15, 0x17: .system
        case 0x16: .symbolMapping
        case 0x18: .statistics
        default: .otherRecord
        }
    }

    /// The least bytes such a record has; a sending time may follow.
    var length: Int {
        switch self {
        case .trade: 48
        case .orders: 56
        case .bookTen: 368
        default: 80
        }
    }

    /// Whether the record is a quote sampled at the end of an interval and has no action.
    var isSampled: Bool {
        switch self {
        case .sampledSecond, .sampledMinute, .sampledConsolidatedSecond, .sampledConsolidatedMinute: true
        default: false
        }
    }

    /// Whether the record carries the best bid and ask.
    var hasQuote: Bool { self != .trade && self != .orders }

    /// Where price, size, action and side are.
    var offsets: (price: Int, size: Int, action: Int, side: Int) {
        self == .orders ? (24, 32, 38, 39) : (16, 24, 28, 29)
    }

    /// Where the sequence number is; the consolidated kinds have none.
    var sequenceOffset: Int? {
        switch self {
        case .orders: 52
        case .trade, .bookTop, .bookTen, .sampledSecond, .sampledMinute: 44
        default: nil
        }
    }
}
