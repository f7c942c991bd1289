/// One thing that can be configured.
public struct Setting: Sendable, Hashable {
    /// What its value may be.
    public enum Kind: Sendable, Hashable {
        /// One of these words.
        case choice([String])
        /// `yes` or `no`.
        case flag
        /// A whole number in this range.
        case count(ClosedRange<Int>)
    }

    /// Its name, with the blocks it stands in: `requests.per-minute`.
    public let name: String
    /// What its value may be.
    public let kind: Kind
    /// What it does, one sentence for each line of the generated file.
    public let explanation: [String]
    /// What holds when nobody says otherwise; `nil` for nothing.
    public let initial: String?
    /// The environment variable that says it too; `nil` for none.
    public let variable: String?

    /// Checks a value.
    ///
    /// - Returns: What it may be, when it is something else.
    func objection(to value: String) -> String? {
        switch kind {
        case .choice(let words):
            words.contains(value) ? nil : "is one of \(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")"
        case .flag: ["yes", "no"].contains(value) ? nil : "is yes or no"
        case .count(let range):
            Int(value).map(range.contains) == true && !value.hasPrefix("+")
                ? nil : "is a whole number from \(range.lowerBound) to \(range.upperBound)"
        }
    }
}

extension Setting {
    /// The venue of commands that are given none. Production is not among them: it is named each time.
    public static let venue = Setting(
        name: "venue", kind: .choice(["simulator", "sandbox", "paper"]),
        explanation: [
            "The venue of commands that are given no --venue: simulator, sandbox or paper.",
            "Production is named each time and cannot stand here.",
        ], initial: "simulator", variable: "PIQUANT_VENUE")

    /// Whether orders for real money may be sent at all.
    public static let allowProduction = Setting(
        name: "allow-production", kind: .flag,
        explanation: [
            "'yes' unlocks orders for real money. They still need --venue production and,",
            "at a terminal, a typed confirmation.",
        ], initial: "no", variable: "PIQUANT_ALLOW_PRODUCTION")

    /// The most requests of all kinds in any minute.
    public static let requestsPerMinute = Setting(
        name: "requests.per-minute", kind: .count(1...1_000_000),
        explanation: ["The most requests of all kinds in any minute; no such ceiling when left out."],
        initial: nil, variable: nil)

    /// The most requests of an endpoint family in any second.
    ///
    /// - Parameter family: `market-data`.
    public static func requestsPerSecond(_ family: String) -> Setting {
        Setting(
            name: "requests.per-second.\(family)", kind: .count(1...10_000),
            explanation: ["The most requests in any second to \(family.replacing("-", with: " "))."],
            initial: nil, variable: nil)
    }
}
