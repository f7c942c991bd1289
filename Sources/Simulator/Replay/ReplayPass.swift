import MarketModel
import Tape

/// One reading of a recording from its start: rows become events, the same ones on every pass.
struct ReplayPass {
    /// What one row became: a quote where it changed, then the print.
    struct Played {
        var time: Timestamp
        /// The quote, where the row is one or the print's own differs from the one that stands.
        var quote: Quote?
        var print: TimeAndSale?
    }

    private let tape: TapeReader
    private let symbol: NameID
    private let exchange: ExchangeCode
    private var instrument: String?
    private var rebasedStart: Timestamp?
    private var offset: Duration?
    private var sequence = ReplaySequence()
    private var standing: (bid: Price?, ask: Price?)?
    private var hasRecordedQuotes = false
    private var own = ReplayMarket.Report()

    init(_ configuration: ReplayMarket.Configuration, symbol: NameID) throws(TapeError) {
        tape = try TapeReader(path: configuration.path, rows: .printsAndQuotes)
        self.symbol = symbol
        instrument = configuration.instrument
        rebasedStart = configuration.rebasedStart
        exchange = configuration.listing.exchangeCode
    }

    /// What became of the rows read so far.
    var report: ReplayMarket.Report {
        var report = own
        for (reason, count) in tape.ledger.excluded { report.excluded[reason.rawValue] = count }
        report.received = tape.ledger.received
        return report
    }

    /// The next row of the instrument; `nil` at the end, whatever the reason of it.
    mutating func next() -> Played? {
        while true {
            let row: TapeRow?
            do throws(TapeError) {
                row = try tape.next()
            } catch {
                own.failure = error
                row = nil
            }
            guard let row else { return nil }
            if let played = played(row) { return played }
        }
    }

    private mutating func played(_ row: TapeRow) -> Played? {
        switch row {
        case .print(let print):
            guard isWanted(print.instrument) else { return nil }
            return played(print, at: rebased(print.time))
        case .quote(let quote):
            guard isWanted(quote.instrument) else { return nil }
            hasRecordedQuotes = true
            own.recordedQuotes += 1
            let time = rebased(quote.time)
            return Played(
                time: time, quote: self.quote(at: time, quote.bid, quote.bidSize, quote.ask, quote.askSize))
        }
    }

    private mutating func isWanted(_ name: String?) -> Bool {
        guard let name else { return true }
        if instrument == nil { instrument = name }
        if instrument == name { return true }
        own.excluded["other-instrument", default: 0] += 1
        return false
    }

    private mutating func rebased(_ time: Timestamp) -> Timestamp {
        if offset == nil { offset = rebasedStart.map { $0 - time } ?? .zero }
        return time + (offset ?? .zero)
    }

    private mutating func played(_ print: RecordedPrint, at time: Timestamp) -> Played? {
        guard let sequence = sequence.take(time.milliseconds) else {
            own.excluded["millisecond-full", default: 0] += 1
            return nil
        }
        own.prints += 1
        var played = Played(
            time: time,
            print: TimeAndSale(
                symbol: symbol, index: EventIndex.pack(milliseconds: time.milliseconds, sequence: sequence), time: time,
                sequence: Int32(sequence), exchangeCode: exchange, price: print.price, size: print.size,
                bidPrice: print.bid, askPrice: print.ask, aggressorSide: print.side))
        let isKnown = print.bid != nil || print.ask != nil
        if !hasRecordedQuotes, isKnown, standing.map({ $0.bid != print.bid || $0.ask != print.ask }) ?? true {
            standing = (print.bid, print.ask)
            played.quote = quote(at: time, print.bid, nil, print.ask, nil)
        }
        return played
    }

    private func quote(
        at time: Timestamp, _ bid: Price?, _ bidSize: Quantity?, _ ask: Price?, _ askSize: Quantity?
    ) -> Quote {
        let second = Timestamp(milliseconds: time.seconds * 1000) ?? .epoch
        return Quote(
            symbol: symbol, bidTime: second, bidExchangeCode: exchange, bidPrice: bid, bidSize: bidSize,
            askTime: second, askExchangeCode: exchange, askPrice: ask, askSize: askSize)
    }
}
