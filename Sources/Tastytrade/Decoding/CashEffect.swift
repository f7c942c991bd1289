/// Whether an amount comes in or goes out. Amounts of this client carry it as their sign; the word itself is kept only
/// where it stands alone.
public struct CashEffect: OpenWord {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Comes in: above zero.
    public static let credit = CashEffect(rawValue: "Credit")
    /// Goes out: below zero.
    public static let debit = CashEffect(rawValue: "Debit")
    /// Neither: zero.
    public static let none = CashEffect(rawValue: "None")
    /// `credit`, as the backtester spells it.
    static let creditInLowerCase = CashEffect(rawValue: "credit")
    /// `debit`, as the backtester spells it.
    static let debitInLowerCase = CashEffect(rawValue: "debit")

    public static let known = [credit, debit, none, creditInLowerCase, debitInLowerCase]
}
