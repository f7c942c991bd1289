extension Arguments {
    /// The whole number of an option, within a range.
    ///
    /// - Throws: `UsageError` when it is none or out of range.
    func number(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = value(option) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "--\(option) is a whole number from \(range.lowerBound) to \(range.upperBound); '\(text)' is not")
        }
        return number
    }

    /// A span such as `500ms`, `30s`, `5m` or `1h`.
    ///
    /// - Throws: `UsageError` when it is none.
    func duration(_ option: String) throws(UsageError) -> Duration? {
        guard let text = value(option) else { return nil }
        let units: [(suffix: String, milliseconds: Int)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        for (suffix, milliseconds) in units where text.hasSuffix(suffix) {
            guard let count = Int(text.dropLast(suffix.count)), (0...1_000_000).contains(count) else { continue }
            return .milliseconds(count * milliseconds)
        }
        throw UsageError("--\(option) is a number and ms, s, m or h, as in 30s; '\(text)' is not")
    }
}
