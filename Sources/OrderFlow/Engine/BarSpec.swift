public import MarketModel

/// What ends a bar.
public enum BarSpec: Hashable, Sendable {
    /// A span of time; bars without a print do not exist.
    case time(Duration)
    /// So many prints.
    case ticks(Int)
    /// At least so much volume: the print that reaches it is the last of the bar.
    case volume(Quantity)
    /// A delta of at least so much, either way: the print that reaches it is the last of the bar.
    case delta(Quantity)
    /// A height of at most so many ticks: the print that would exceed it opens the next bar.
    case range(ticks: Int)
}

extension BarSpec: LosslessStringConvertible {
    /// Reads `30s`, `5m`, `1h` (time), `500t` (ticks), `1000v` (volume), `200d` (delta), `8r` (range in ticks).
    ///
    /// `nil` for anything else, zero, and counts above a billion.
    public init?(_ text: String) {
        guard let unit = text.utf8.last, text.utf8.dropLast().allSatisfy({ (48...57).contains($0) }),
            let count = Int(text.dropLast()), (1...1_000_000_000).contains(count)
        else { return nil }
        switch unit {
        case UInt8(ascii: "s"): self = .time(.seconds(count))
        case UInt8(ascii: "m"): self = .time(.seconds(count * 60))
        case UInt8(ascii: "h") where count <= 1_000_000: self = .time(.seconds(count * 3600))
        case UInt8(ascii: "t"): self = .ticks(count)
        case UInt8(ascii: "v"): self = .volume(Quantity(whole: count))
        case UInt8(ascii: "d"): self = .delta(Quantity(whole: count))
        case UInt8(ascii: "r"): self = .range(ticks: count)
        default: return nil
        }
    }

    /// The text `init(_:)` reads; time in the largest whole unit.
    public var description: String {
        switch self {
        case .time(let span):
            let seconds = span.wholeNanoseconds / 1_000_000_000
            if seconds % 3600 == 0 { return "\(seconds / 3600)h" }
            return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
        case .ticks(let count): return "\(count)t"
        case .volume(let amount): return "\(amount)v"
        case .delta(let amount): return "\(amount)d"
        case .range(let ticks): return "\(ticks)r"
        }
    }
}

/// Where the grid of time bars is anchored.
public enum BarAlignment: String, Sendable, CaseIterable {
    /// At 1970-01-01 00:00 UTC.
    case epoch
    /// At the start of the session of each print.
    case session
}

/// When cumulative delta starts again at zero.
public enum CVDReset: Hashable, Sendable {
    /// Never.
    case none
    /// At the start of each session: 18:00 ET on CME.
    case session
    /// At the start of regular hours: 09:30 ET. It runs on through the evening until the next one.
    case regularHours
    /// Once, at this moment: prints before it do not count.
    case anchor(Timestamp)

    /// The name in messages: `none`, `session`, `rth`, `anchor`.
    public var name: String {
        switch self {
        case .none: "none"
        case .session: "session"
        case .regularHours: "rth"
        case .anchor: "anchor"
        }
    }
}
