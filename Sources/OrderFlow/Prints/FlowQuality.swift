public import MarketModel

/// Why a record was not used.
public enum ExclusionReason: UInt8, Sendable, CaseIterable {
    /// The size is zero.
    case zeroSize
    /// The size is below zero.
    case negativeSize
    /// There is no size.
    case missingSize
    /// There is no price.
    case missingPrice
    /// The price is beyond ±2.3 billion.
    case priceOutOfRange
    /// A leg of a spread trade, by policy.
    case spreadLeg
    /// Does not count for last, high and low, by policy.
    case invalidTick
    /// The same index and content as a remembered print.
    case duplicate
    /// A correction of a print that is not remembered.
    case unmatchedCorrection
    /// A cancellation of a print that is not remembered.
    case unmatchedCancel

    /// The name in tables and messages, such as `zeroSize`.
    public var name: String { "\(self)" }
}

/// Volume by side, exact.
public struct SideVolume: Sendable, Hashable, BitwiseCopyable {
    /// Buyers lifted the ask.
    public var buy: Volume
    /// Sellers hit the bid.
    public var sell: Volume
    /// No rule could say.
    public var unknown: Volume

    /// Creates a value; zero unless given.
    public init(buy: Volume = .zero, sell: Volume = .zero, unknown: Volume = .zero) {
        self.buy = buy
        self.sell = sell
        self.unknown = unknown
    }

    /// All three together.
    public var total: Volume { buy + sell + unknown }
    /// Buy less sell; unknown does not count.
    public var delta: Volume { buy - sell }
}

extension SideVolume {
    init(_ sums: SideSums) {
        self.init(
            buy: Volume(billionths: sums.buy), sell: Volume(billionths: sums.sell),
            unknown: Volume(billionths: sums.unknown))
    }
}

/// The conservation ledger of an engine: every record it was given is in it once.
///
/// `received = used + excluded` holds after every record. `used` counts new prints, matched corrections and matched
/// cancellations; `tiers` and `volume` count the prints that stand.
public struct FlowQuality: Sendable, Equatable {
    /// Records given to the engine.
    public internal(set) var received = 0
    /// Records that took effect.
    public internal(set) var used = 0
    /// Records left out, by reason; only reasons that occurred, in the order of `ExclusionReason`.
    public var excluded: [(reason: ExclusionReason, count: Int)] {
        ExclusionReason.allCases.compactMap { reason in
            let count = exclusions[Int(reason.rawValue)]
            return count == 0 ? nil : (reason, count)
        }
    }
    /// Records left out, all reasons together.
    public var excludedCount: Int { exclusions.reduce(0, +) }
    /// Matched corrections.
    public internal(set) var corrected = 0
    /// Matched cancellations.
    public internal(set) var cancelled = 0
    /// New prints with an earlier time than one already used. They are used.
    public internal(set) var late = 0
    /// Of those, prints older than every kept bar: they count in totals, in no kept bar.
    public internal(set) var lateBeyondKeptBars = 0
    /// New prints outside the session; they are used, for the session just ended.
    public internal(set) var outsideSession = 0
    /// New prints with the index of a remembered print but another content. They are used.
    public internal(set) var reusedIndex = 0
    /// New prints off the tick grid. They are used, under their exact price.
    public internal(set) var offTick = 0
    /// Corrected or cancelled prints whose bar could not be counted again from its prints: its sums are exact, its
    /// open, close and delta extremes are as they were.
    public internal(set) var uncertainPaths = 0
    /// Standing prints by what decided their side.
    public internal(set) var tiers = TierCounts()
    /// Volume of the standing prints.
    public internal(set) var volume = SideVolume()
    /// Volume kept apart by policy: spread legs and invalid ticks, by the source's flag.
    public internal(set) var apart = SideVolume()
    /// Whether the source's flag agrees with the quote rule.
    public internal(set) var polarity = Polarity()

    var exclusions = [Int](repeating: 0, count: ExclusionReason.allCases.count)

    /// Records left out for one reason.
    public func excluded(_ reason: ExclusionReason) -> Int { exclusions[Int(reason.rawValue)] }

    /// The share of unknown volume, 0 to 1; 0 while there is none.
    public var unknownVolumeShare: Double {
        volume.total == .zero ? 0 : volume.unknown.doubleValue / volume.total.doubleValue
    }
}

/// Numbers of prints by what decided their side.
public struct TierCounts: Sendable, Equatable, BitwiseCopyable {
    private var counts: SIMD4<Int64> = .zero

    init() {}

    init(_ raw: InlineArray<4, Int>) {
        for tier in 0..<4 { counts[tier] = Int64(raw[tier]) }
    }

    /// Prints decided by one tier.
    public subscript(tier: ClassificationTier) -> Int { Int(counts[Int(tier.rawValue)]) }

    /// All prints.
    public var total: Int { Int(counts.wrappedSum()) }

    /// The lowest grade that decided at least 5 % of the sided prints; `unknown` when there are none.
    public var grade: ClassificationTier {
        let sided = self[.exchange] + self[.quote] + self[.tick]
        guard sided > 0 else { return .unknown }
        return [.tick, .quote, .exchange].first { self[$0] * 20 >= sided } ?? .exchange
    }
}
