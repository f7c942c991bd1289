import MarketModel

/// The last quotes and prices of recorded symbols, written by the thread that plays them and read by any.
final class QuoteBoard: Sendable {
    /// What was seen last of a symbol.
    struct Entry: Sendable {
        var quote: Quote?
        var last: TimeAndSale?
    }

    private let entries = Lock<[NameID: Entry]>([:])

    /// Notes the quotes and prints of a step, of the symbols that are wanted.
    func note(_ events: ArraySlice<MarketEvent>, of symbols: Set<NameID>) {
        entries.withLock { entries in
            for event in events where symbols.contains(event.symbol) {
                switch event {
                case .quote(let quote): entries[quote.symbol, default: Entry()].quote = quote
                case .timeAndSale(let print) where print.kind == .new && print.isValidTick:
                    entries[print.symbol, default: Entry()].last = print
                default: break
                }
            }
        }
    }

    subscript(_ symbol: NameID) -> Entry? { entries.withLock { $0[symbol] } }
}
