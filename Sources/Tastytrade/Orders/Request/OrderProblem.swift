/// Something wrong with an order, found before anything was sent.
public struct OrderProblem: Error, Sendable, Hashable {
    /// What kind of problem.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// No leg, or more than the instrument allows.
        case legCount = "leg-count"
        /// Legs of kinds that do not go together.
        case mixedInstruments = "mixed-instruments"
        /// Legs on different underlyings.
        case mixedUnderlyings = "mixed-underlyings"
        /// A symbol in two legs.
        case repeatedSymbol = "repeated-symbol"
        /// A quantity that is missing, not whole or not above zero.
        case quantity
        /// A kind of instrument that cannot be traded here.
        case instrument
        /// An action that does not fit the leg.
        case action
        /// A price off its step.
        case tick
        /// A price that cannot be: zero, or too large.
        case price
        /// A debit for a sale or a credit for a purchase.
        case priceEffect = "price-effect"
        /// A duration that does not fit the order.
        case duration
        /// A date that has passed.
        case date
        /// A rule that cannot be met.
        case rule
        /// An amount of money that cannot be.
        case amount
        /// A complex order with the wrong number of parts or a wrong ratio.
        case complex
    }

    /// What kind of problem.
    public let code: Code
    /// What is wrong and what to do, in one sentence.
    public let message: String
    /// The leg, from zero; `nil` when it is about the whole order.
    public let leg: Int?
    /// The part of a complex order, from zero, the trigger first; `nil` for a single order.
    public let part: Int?

    init(_ code: Code, _ message: String, leg: Int? = nil, part: Int? = nil) {
        self.code = code
        self.message = message
        self.leg = leg
        self.part = part
    }

    func inPart(_ part: Int) -> OrderProblem { OrderProblem(code, message, leg: leg, part: part) }
}

/// What an order was refused for before anything was sent. Every problem at once.
public struct OrderProblems: Error, Sendable, Equatable, CustomStringConvertible {
    /// At least one.
    public let problems: [OrderProblem]

    /// One line each.
    public var description: String {
        problems.map { problem in
            let place = [problem.part.map { "order \($0 + 1)" }, problem.leg.map { "leg \($0 + 1)" }].compactMap { $0 }
            return place.isEmpty ? problem.message : place.joined(separator: ", ") + ": " + problem.message
        }.joined(separator: "\n")
    }
}
