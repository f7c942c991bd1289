/// How a fault that is switched on behaves.
public struct FaultSettings: Sendable, Equatable {
    /// Of how many chances it takes one, 0 to 1.
    public var probability = 1.0
    /// Chances it lets pass before the first it may take.
    public var after = 0
    /// How often it strikes before it is over; `nil` without end.
    public var count: Int?
    /// How long it lasts from being switched on; `nil` without end.
    public var duration: Duration?
    /// What it concerns: a path, a symbol, an account; with `*` behind it, everything that begins so. `nil` is all.
    public var target: String?
    /// A number of its own, told by its card.
    public var value: Double?

    /// The usual: always, everywhere, without end.
    public init() {}

    /// Whether it concerns a thing that goes by these names.
    func concerns(_ names: [String]) -> Bool {
        guard let target else { return true }
        if target.hasSuffix("*") { return names.contains { $0.hasPrefix(target.dropLast()) } }
        return names.contains(target)
    }
}

/// A fault with its settings, as people write it: `rate-limit:count=3,target=/market-data/by-type`.
public struct FaultOrder: Sendable, Equatable {
    /// Which.
    public var fault: SimulatorFault
    /// How.
    public var settings: FaultSettings

    /// Names a fault.
    public init(_ fault: SimulatorFault, _ settings: FaultSettings = FaultSettings()) {
        self.fault = fault
        self.settings = settings
    }

    /// Why a text is no fault.
    public struct Refusal: Error, Equatable, CustomStringConvertible {
        /// What is wrong with it, for people.
        public let description: String
    }

    /// Reads `NAME` or `NAME:key=value,…` with the keys probability, after, count, duration (seconds), target and value.
    ///
    /// A target ends at a comma that is followed by another key.
    public init(parsing text: String) throws(Refusal) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        try self.init(named: String(parts[0]))
        guard parts.count > 1 else { return }
        for pair in parts[1].split(separator: ",") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { throw Refusal(description: "'\(pair)' is not key=value") }
            try set(String(sides[0]), String(sides[1]))
        }
    }

    init(named name: String) throws(Refusal) {
        guard let fault = SimulatorFault(rawValue: name) else {
            throw Refusal(description: "there is no fault '\(name.prefix(40))'; --list-faults tells all")
        }
        self.init(fault)
    }

    /// Sets one of the settings from text.
    mutating func set(_ key: String, _ text: String) throws(Refusal) {
        let number = Double(text).flatMap { $0.isFinite ? $0 : nil }
        switch key {
        case "probability":
            guard let number, (0...1).contains(number) else {
                throw Refusal(description: "probability is a number from 0 to 1; '\(text.prefix(20))' is not")
            }
            settings.probability = number
        case "after", "count":
            guard let whole = Int(text), (0...1_000_000_000).contains(whole) else {
                throw Refusal(description: "\(key) is a whole number from 0; '\(text.prefix(20))' is not")
            }
            if key == "after" { settings.after = whole } else { settings.count = whole }
        case "duration":
            guard let number, (0...1e7).contains(number) else {
                throw Refusal(description: "duration is a number of seconds; '\(text.prefix(20))' is not")
            }
            settings.duration = .milliseconds(Int64(number * 1000))
        case "value":
            guard let number, number.magnitude <= 1e9 else {
                throw Refusal(description: "value is a number; '\(text.prefix(20))' is not")
            }
            settings.value = number
        case "target": settings.target = String(text.prefix(200))
        default: throw Refusal(description: "'\(key.prefix(20))' is no setting of a fault")
        }
    }
}
