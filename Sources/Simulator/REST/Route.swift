/// The paths the simulator's REST side knows.
enum Route: Equatable {
    case quoteTokens
    case customer
    case accounts
    case account(String)
    case validate
    case futures
    case future(String)
    case equities
    case equity(String)
    case optionChain(String, ChainForm)
    case futureOptionChain(String, ChainForm)
    case equityOptions
    case equityOption(String)
    case futureOptions
    case futureOption(String)

    /// How a chain is told.
    enum ChainForm: String {
        /// By expiration and strike.
        case nested
        /// Symbols only.
        case compact
        /// Every contract as an instrument.
        case full
    }

    /// Finds the route of a path; a symbol's slash may stand in the path or be left out.
    init?(_ path: String) {
        let parts = path.split(separator: "/").map(String.init)
        switch (parts.first, parts.count) {
        case ("api-quote-tokens", 1): self = .quoteTokens
        case ("customers", 2): self = .customer
        case ("customers", 3) where parts[2] == "accounts": self = .accounts
        case ("customers", 4) where parts[2] == "accounts": self = .account(parts[3])
        case ("option-chains", 2...):
            let (symbol, form) = Self.chain(Array(parts.dropFirst()))
            self = .optionChain(symbol, form)
        case ("futures-option-chains", 2...):
            let (symbol, form) = Self.chain(Array(parts.dropFirst()))
            self = .futureOptionChain(symbol, form)
        case ("sessions", 2) where parts[1] == "validate": self = .validate
        case ("instruments", 2...):
            guard let route = Self.instruments(Array(parts.dropFirst())) else { return nil }
            self = route
        default: return nil
        }
    }

    /// The underlying, whose symbol may hold a slash, and the form behind it.
    private static func chain(_ parts: [String]) -> (symbol: String, form: ChainForm) {
        if parts.count > 1, let last = parts.last, let form = ChainForm(rawValue: last), form != .full {
            return (parts.dropLast().joined(separator: "/"), form)
        }
        return (parts.joined(separator: "/"), .full)
    }

    private static func instruments(_ parts: [String]) -> Route? {
        switch (parts[0], parts.count) {
        case ("futures", 1): .futures
        case ("futures", 2): .future(parts[1])
        case ("equities", 1): .equities
        case ("equities", 2) where parts[1] == "active": .equities
        // A slash inside a symbol, `BRK/B`, arrives decoded.
        case ("equities", 2...): .equity(parts[1...].joined(separator: "/"))
        case ("equity-options", 1): .equityOptions
        case ("equity-options", 2...): .equityOption(parts[1...].joined(separator: "/"))
        case ("future-options", 1): .futureOptions
        // Of the symbol's leading `./` nothing may be left: paths are tidied on their way.
        case ("future-options", 2...): .futureOption("./" + (parts.last ?? ""))
        default: nil
        }
    }

    /// The verbs it answers.
    var methods: [String] { self == .validate ? ["POST"] : ["GET"] }
}
