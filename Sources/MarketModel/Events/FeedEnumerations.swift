/// Which side crossed the spread.
@frozen
public enum AggressorSide: UInt8, Sendable, CaseIterable {
    /// Not known: an auction, a spread leg, or a venue that does not say.
    case undefined
    /// A buyer lifted the ask.
    case buy
    /// A seller hit the bid.
    case sell

    /// The feed's text: `UNDEFINED`, `BUY`, `SELL`.
    public var feedText: String {
        switch self {
        case .undefined: "UNDEFINED"
        case .buy: "BUY"
        case .sell: "SELL"
        }
    }
}

/// What a time-and-sale record does.
@frozen
public enum PrintKind: UInt8, Sendable, CaseIterable {
    /// A new print.
    case new
    /// Replaces the earlier print with the same index.
    case correction
    /// Voids the earlier print with the same index.
    case cancel

    /// The feed's text: `NEW`, `CORRECTION`, `CANCEL`.
    public var feedText: String {
        switch self {
        case .new: "NEW"
        case .correction: "CORRECTION"
        case .cancel: "CANCEL"
        }
    }
}

/// The last trade against the previous different price.
@frozen
public enum TickDirection: UInt8, Sendable, CaseIterable {
    case undefined, down, zeroDown, zero, zeroUp, up

    /// The feed's text, such as `ZERO_DOWN`.
    public var feedText: String {
        switch self {
        case .undefined: "UNDEFINED"
        case .down: "DOWN"
        case .zeroDown: "ZERO_DOWN"
        case .zero: "ZERO"
        case .zeroUp: "ZERO_UP"
        case .up: "UP"
        }
    }
}

/// How final a closing price is.
@frozen
public enum PriceType: UInt8, Sendable, CaseIterable {
    case regular, indicative, preliminary, final

    /// The feed's text, such as `REGULAR`.
    public var feedText: String {
        switch self {
        case .regular: "REGULAR"
        case .indicative: "INDICATIVE"
        case .preliminary: "PRELIMINARY"
        case .final: "FINAL"
        }
    }
}

/// Whether an instrument trades.
@frozen
public enum TradingStatus: UInt8, Sendable, CaseIterable {
    case undefined, halted, active

    /// The feed's text, such as `HALTED`.
    public var feedText: String {
        switch self {
        case .undefined: "UNDEFINED"
        case .halted: "HALTED"
        case .active: "ACTIVE"
        }
    }
}

/// Whether short sales are restricted.
@frozen
public enum ShortSaleRestriction: UInt8, Sendable, CaseIterable {
    case undefined, active, inactive

    /// The feed's text, such as `INACTIVE`.
    public var feedText: String {
        switch self {
        case .undefined: "UNDEFINED"
        case .active: "ACTIVE"
        case .inactive: "INACTIVE"
        }
    }
}

/// A one-character code of the feed: an exchange or a tape mark.
@frozen
public struct ExchangeCode: Hashable, Sendable, BitwiseCopyable {
    /// The character as a UTF-16 unit; 0 is unset.
    public let rawValue: UInt16

    /// Creates a code from its character; 0 is unset.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Not set.
    public static let none = ExchangeCode(rawValue: 0)

    /// The code as text; empty when unset.
    public var text: String {
        rawValue == 0 ? "" : Unicode.Scalar(rawValue).map { String(Character($0)) } ?? ""
    }
}

/// Transaction and snapshot marks of indexed events.
@frozen
public struct EventFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: Int32

    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// More events of the same transaction follow; hold until one comes without it.
    public static let transactionPending = EventFlags(rawValue: 0x01)
    /// Delete the record with this index.
    public static let removeEvent = EventFlags(rawValue: 0x02)
    /// First event of a snapshot: forget everything for this symbol.
    public static let snapshotBegin = EventFlags(rawValue: 0x04)
    /// Last event: the snapshot is complete.
    public static let snapshotEnd = EventFlags(rawValue: 0x08)
    /// Last event: the snapshot was cut by a limit of the server.
    public static let snapshotSnip = EventFlags(rawValue: 0x10)
    /// A publishing aid, without meaning for a reader.
    public static let snapshotMode = EventFlags(rawValue: 0x40)
}
