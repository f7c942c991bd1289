extension TradingDay {
    /// The day as symbols write it, `261127`; the year is of this century.
    var sixDigits: String {
        [year % 100, month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }

    /// Reads `261127` as 2026-11-27; `nil` for anything else.
    init?(sixDigits text: Substring) {
        guard text.utf8.count == 6, let number = text.wholeNumber else { return nil }
        self.init(year: 2000 + number / 10_000, month: number / 100 % 100, day: number % 100)
    }
}

extension Substring {
    /// The number that the text's digits write; `nil` when there are none, others, or too many.
    var wholeNumber: Int? {
        guard !isEmpty, utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(self)
    }
}

extension String {
    /// The text with blanks behind it up to a width; longer text stays as it is.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - utf8.count)) }
}
