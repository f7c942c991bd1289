/// When an option may be exercised.
public enum ExerciseStyle: String, Sendable, CaseIterable {
    /// On any day until it expires.
    case american
    /// When it expires, and not before.
    case european
}

/// At what time of its expiration day an option's worth is fixed.
public enum SettlementTime: String, Sendable, CaseIterable {
    /// At the opening prices of the expiration day; trading ends on the session before.
    case am = "AM"
    /// At the closing prices of the expiration day.
    case pm = "PM"
}

/// What changes hands at exercise.
public enum Delivery: String, Sendable, CaseIterable {
    /// Shares of the underlying against the strike.
    case shares
    /// The difference between settlement value and strike, in money.
    case cash
    /// A position in the underlying future, opened at the strike.
    case future
}

/// The cycle that an expiration belongs to.
public enum ExpirationKind: String, Sendable, CaseIterable {
    /// The third Friday of a month, or the session before when that is a holiday.
    case regular = "Regular"
    /// Any day that is none of the others.
    case weekly = "Weekly"
    /// The last session of a quarter.
    case quarterly = "Quarterly"
    /// The last session of a month that ends no quarter.
    case endOfMonth = "End-Of-Month"
}
