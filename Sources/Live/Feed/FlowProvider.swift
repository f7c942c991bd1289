public import MarketModel

/// Where a server gets instruments and their flow from: a live session, or a fixed desk in tests.
public protocol FlowProvider: Sendable {
    /// The desk that counts.
    var desk: FlowDesk { get }
    /// `simulator`, `sandbox`, `paper` or `production`.
    var venueName: String { get }
    /// Intervals in which prints of the instrument may have been missed, oldest first; an open one ends at `now`.
    func printGaps(of symbol: String, at now: Timestamp) -> [Range<Timestamp>]
    /// How the feed is at a moment.
    func feedHealth(at now: Timestamp) -> FeedHealth
    /// The instrument a person means by `text`, when it is watched already: an answer without waiting.
    ///
    /// - Throws: `SymbolRefusal` when the text names nothing.
    func watched(_ text: String, at now: Timestamp) throws(SymbolRefusal) -> FlowInstrument?
    /// The instrument a person means by `text`, watched from now on. May ask the venue whether it exists.
    ///
    /// - Throws: `SymbolRefusal`.
    func watch(_ text: String, at now: Timestamp) async throws(SymbolRefusal) -> FlowInstrument
}

/// Why a symbol cannot be watched.
public struct SymbolRefusal: Error, Equatable {
    /// What happened, what it means and what to do.
    public var message: String

    /// Creates a refusal.
    public init(message: String) { self.message = message }
}
