/// Whether an account borrows.
public struct MarginOrCash: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Borrows.
    public static let margin = MarginOrCash(rawValue: "Margin")
    /// Pays in full.
    public static let cash = MarginOrCash(rawValue: "Cash")

    public static let known = [margin, cash]
}

/// What a customer may do with an account.
public struct AuthorityLevel: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Everything.
    public static let owner = AuthorityLevel(rawValue: "owner")
    /// Trade, but move no money. *Inferred.*
    public static let tradeOnly = AuthorityLevel(rawValue: "trade-only")
    /// Look. *Inferred.*
    public static let readOnly = AuthorityLevel(rawValue: "read-only")

    public static let known = [owner, tradeOnly, readOnly]
}
