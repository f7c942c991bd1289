public import MarketModel

/// What a holder hopes the underlying will do.
public enum StrategyOutlook: String, Sendable, CaseIterable {
    /// Rise.
    case bullish
    /// Fall.
    case bearish
    /// Stay where it is.
    case neutral
    /// Move far, either way.
    case volatile
    /// Anything: the result is fixed when the structure is opened.
    case locked
}

/// One leg of a template: what it holds, at which of the template's strikes and expirations, in which ratio.
public struct TemplateLeg: Hashable, Sendable {
    /// What a template's leg is made of.
    public enum Kind: Hashable, Sendable {
        /// A call at a strike and an expiration, counted from the lowest and the nearest, both from 0.
        case call(strike: Int, expiration: Int)
        /// A put, likewise.
        case put(strike: Int, expiration: Int)
        /// What one option contract delivers: 100 shares, or one future.
        case underlying
    }

    /// What it holds.
    public let kind: Kind
    /// How many per unit of the structure; below zero when short.
    public let ratio: Int

    /// `ratio` calls at a strike.
    public static func calls(_ ratio: Int, _ strike: Int, expiration: Int = 0) -> TemplateLeg {
        TemplateLeg(kind: .call(strike: strike, expiration: expiration), ratio: ratio)
    }

    /// `ratio` puts at a strike.
    public static func puts(_ ratio: Int, _ strike: Int, expiration: Int = 0) -> TemplateLeg {
        TemplateLeg(kind: .put(strike: strike, expiration: expiration), ratio: ratio)
    }

    /// `ratio` times what one option contract delivers.
    public static func underlying(_ ratio: Int) -> TemplateLeg { TemplateLeg(kind: .underlying, ratio: ratio) }

    /// The strike's place, from 0 for the lowest; `nil` for the underlying.
    public var strike: Int? {
        switch kind {
        case .call(let strike, _), .put(let strike, _): strike
        case .underlying: nil
        }
    }

    /// The expiration's place, from 0 for the nearest; `nil` for the underlying.
    public var expiration: Int? {
        switch kind {
        case .call(_, let expiration), .put(_, let expiration): expiration
        case .underlying: nil
        }
    }
}

/// The distance between two strikes of a template, by their places.
public struct StrikeGap: Hashable, Sendable {
    /// The place of the lower strike.
    public let lower: Int
    /// The place of the upper strike.
    public let upper: Int

    /// Creates a gap.
    public init(_ lower: Int, _ upper: Int) {
        self.lower = lower
        self.upper = upper
    }
}

/// What a template asks of its strikes beyond their rising order.
public enum WingRule: Hashable, Sendable {
    /// Nothing.
    case any
    /// Both gaps have the same width.
    case equal(StrikeGap, StrikeGap)
    /// The gaps have different widths.
    case unequal(StrikeGap, StrikeGap)

    /// Whether strikes, lowest first, are as the rule asks.
    public func allows(_ strikes: [Price]) -> Bool {
        func width(_ gap: StrikeGap) -> Price { strikes[gap.upper] - strikes[gap.lower] }
        return switch self {
        case .any: true
        case .equal(let first, let second): width(first) == width(second)
        case .unequal(let first, let second): width(first) != width(second)
        }
    }
}

/// A named strategy: legs at strikes and expirations that are still to be chosen.
///
/// Strikes rise strictly with their places, and so do expirations.
public struct StrategyTemplate: Hashable, Sendable {
    /// The name that commands take: `iron-condor`.
    public let slug: String
    /// The name that people read: `Iron condor`.
    public let name: String
    /// Other slugs it is known by.
    public let aliases: [String]
    /// What its holder hopes for.
    public let outlook: StrategyOutlook
    /// Its legs per unit.
    public let legs: [TemplateLeg]
    /// What it asks of its strikes beyond their order.
    public let wings: WingRule
    /// Whether the strike is held in cash, which the legs alone do not show.
    public let isCashSecured: Bool
    /// What can be lost, and how, in one sentence.
    public let risk: String

    init(
        _ slug: String, _ name: String, _ outlook: StrategyOutlook, _ legs: [TemplateLeg], aliases: [String] = [],
        wings: WingRule = .any, isCashSecured: Bool = false, risk: String
    ) {
        self.slug = slug
        self.name = name
        self.aliases = aliases
        self.outlook = outlook
        self.legs = legs
        self.wings = wings
        self.isCashSecured = isCashSecured
        self.risk = risk
    }

    /// How many strikes it needs.
    public var strikeCount: Int { (legs.compactMap(\.strike).max() ?? -1) + 1 }

    /// How many expirations it needs; zero for the underlying alone.
    public var expirationCount: Int { (legs.compactMap(\.expiration).max() ?? -1) + 1 }
}
