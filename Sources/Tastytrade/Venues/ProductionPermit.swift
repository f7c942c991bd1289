/// The leave to send orders for real money. It can only be had by passing every check.
public struct ProductionPermit: Sendable, Hashable {
    /// What a person at a terminal types to confirm.
    public static let phrase = "real money"

    /// How a person confirmed.
    public enum Confirmation: Sendable, Hashable {
        /// By typing this at the terminal.
        case typed(String)
        /// Not at all, because nobody sits at a terminal: the two other checks stand alone.
        case noTerminal
    }

    /// Why there is no permit.
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        /// Another venue than production: it needs no permit, and gets none.
        case otherVenue(Venue)
        /// Neither `PIQUANT_ALLOW_PRODUCTION=yes` nor its twin in the configuration is set.
        case notAllowed
        /// The person typed something else.
        case notConfirmed

        public var description: String {
            switch self {
            case .otherVenue(let venue): "the venue is \(venue.rawValue): orders for real money need production"
            case .notAllowed:
                "orders for real money are locked; no order was sent. Set "
                    + "PIQUANT_ALLOW_PRODUCTION=yes, or allow-production: yes in the configuration, to unlock them"
            case .notConfirmed:
                "what was typed is not '\(ProductionPermit.phrase)'; no order was sent"
            }
        }
    }

    /// Checks whether orders may be sent for real money.
    ///
    /// - Parameters:
    ///   - venue: The venue chosen; only production can be permitted.
    ///   - environment: The value of `PIQUANT_ALLOW_PRODUCTION`; only `yes` counts.
    ///   - configuration: The value of `allow-production` in the configuration; only `yes` counts.
    ///   - confirmation: What the person at the terminal typed.
    /// - Throws: `Refusal`.
    public init(
        venue: Venue, environment: String? = nil, configuration: String? = nil, confirmation: Confirmation
    ) throws(Refusal) {
        guard venue == .production else { throw Refusal.otherVenue(venue) }
        guard environment == "yes" || configuration == "yes" else { throw Refusal.notAllowed }
        if case .typed(let text) = confirmation, text != Self.phrase { throw Refusal.notConfirmed }
    }
}

extension VenueBinding {
    /// Whether orders may be sent.
    func allowsOrders(_ permit: ProductionPermit?) -> Bool {
        switch venue {
        case .simulator, .sandbox: true
        case .paper: false
        case .production: permit != nil
        }
    }
}

extension EndpointName {
    /// Whether a request places, replaces, edits or cancels an order, told from verb and path alone: a second lock
    /// beside the effect that the endpoint states.
    var movesOrders: Bool {
        let parts = path.split(separator: "/")
        return method != .get && (parts.contains("orders") || parts.contains("complex-orders"))
            && parts.last != "dry-run"
    }
}
