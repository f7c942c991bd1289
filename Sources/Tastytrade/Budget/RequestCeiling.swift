/// At most so many requests in any span of time of this length.
public struct RequestCeiling: Sendable, Hashable {
    /// How many, above zero.
    public var count: Int
    /// In any span of this length, above zero.
    public var window: Duration

    /// Creates a ceiling.
    ///
    /// - Precondition: `count` and `window` are above zero.
    public init(_ count: Int, per window: Duration) {
        precondition(count > 0 && window > .zero, "a ceiling lets something through")
        self.count = count
        self.window = window
    }
}

/// The ceilings that requests are held to: those of their family and those of everything together.
public struct RequestCeilings: Sendable, Hashable {
    /// What holds for each family; a family that is not named has only the common ones.
    public var families: [RequestFamily: [RequestCeiling]]
    /// What holds for all requests together.
    public var together: [RequestCeiling]

    /// Creates ceilings.
    public init(families: [RequestFamily: [RequestCeiling]] = [:], together: [RequestCeiling] = []) {
        self.families = families
        self.together = together
    }

    /// No ceilings at all, as toward a simulator on this machine.
    public static let none = RequestCeilings()

    /// The safe guide the vendor gives by example: ceilings a second of its own client for language models. Its real
    /// thresholds are not published. The one of the token endpoint is ours.
    public static let published = RequestCeilings(
        families: [
            .marketData: 2, .chains: 2, .equity: 3, .equities: 2, .futures: 1, .futureProducts: 1, .equityOption: 3,
            .futureOption: 3, .positions: 1, .balances: 1, .tradingStatus: 1, .accounts: 1, .orders: 20, .token: 1,
        ].mapValues { [RequestCeiling($0, per: .seconds(1))] },
        together: [RequestCeiling(50, per: .seconds(1))])

    /// These ceilings, and one of all requests a minute besides.
    public func limited(toPerMinute count: Int) -> RequestCeilings {
        var limited = self
        limited.together.append(RequestCeiling(count, per: .seconds(60)))
        return limited
    }

    /// All ceilings a request of a family counts against.
    func ceilings(of family: RequestFamily) -> [RequestCeiling] { (families[family] ?? []) + together }
}
