/// A symbol as CME Globex writes it for options on futures: an outright, or a spread that a trader defined.
public enum GlobexSymbol: Hashable, Sendable {
    /// One option: `ESH4 C0800`.
    case option(GlobexOption)
    /// A user-defined spread: `UD:1V: GN 2833134`. Its legs are not in its name, so the text is all there is.
    case userDefinedSpread(String)

    /// Reads a symbol; `nil` when it is of neither form.
    ///
    /// - Parameter day: The day against which the one digit of the year is read.
    public init?(_ text: String, near day: TradingDay) {
        if text.hasPrefix("UD:") {
            guard text.utf8.count > 3, text.utf8.count <= 64, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
            else { return nil }
            self = .userDefinedSpread(text)
        } else {
            guard let option = GlobexOption(text, near: day) else { return nil }
            self = .option(option)
        }
    }
}

extension GlobexSymbol: CustomStringConvertible {
    /// The text it was read from.
    public var description: String {
        switch self {
        case .option(let option): option.description
        case .userDefinedSpread(let text): text
        }
    }
}

/// One option by the exchange's own name: contract, right and strike.
public struct GlobexOption: Hashable, Sendable {
    /// The root of the option's contract: `ES`, `EW4`.
    public let root: String
    /// The option's contract month.
    public let month: ContractMonth
    /// The right.
    public let right: OptionRight
    /// The strike in the exchange's whole units: points for options on equity index futures; other products scale it
    /// (a hundredth of a dollar for crude oil), which only their definitions tell.
    public let strikeUnits: Int

    /// Creates a name; `nil` when the root is empty or the strike below zero.
    public init?(root: String, month: ContractMonth, right: OptionRight, strikeUnits: Int) {
        guard !root.isEmpty, root.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }),
            strikeUnits >= 0
        else { return nil }
        self.root = root
        self.month = month
        self.right = right
        self.strikeUnits = strikeUnits
    }

    /// Reads `ESH4 C0800`; `nil` for anything else.
    ///
    /// - Parameter day: The day against which the one digit of the year is read.
    public init?(_ text: String, near day: TradingDay) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0].count >= 3, let digit = words[0].suffix(1).wholeNumber,
            let month = ContractMonth.named(
                words[0].dropLast().last, year: ContractMonth.year(ending: digit, near: day)),
            let right = words[1].first.flatMap({ OptionRight(rawValue: String($0)) }),
            words[1].count >= 5, let strike = words[1].dropFirst().wholeNumber
        else { return nil }
        self.init(root: String(words[0].dropLast(2)), month: month, right: right, strikeUnits: strike)
    }
}

extension GlobexOption: CustomStringConvertible {
    /// The exchange's text, the strike with at least four digits: `ESH4 C0800`.
    public var description: String {
        let strike = String(strikeUnits)
        return "\(root)\(month.code)\(month.year % 10) \(right.rawValue)"
            + String(repeating: "0", count: max(0, 4 - strike.utf8.count)) + strike
    }
}
