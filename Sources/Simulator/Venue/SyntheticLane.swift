import MarketModel

/// The market of one synthetic instrument at any moment: the very quotes and prints the feed sends, made again from the
/// seed.
///
/// Remembers the second it was asked for last, so that questions about the present cost a search in a short list.
final class SyntheticLane: Sendable {
    /// What stands at a moment.
    struct Standing: Sendable {
        /// The quote; `nil` before the calendar's first session.
        var quote: Quote?
        /// The last print, of this second or of the half minute before it.
        var last: TimeAndSale?
        /// When the quote was made.
        var time: Timestamp
    }

    private struct Remembered {
        var second: Int64 = .min
        var events: [SyntheticBlock.Timed] = []
        /// The last print before the second; found when somebody asks for it.
        var earlier: TimeAndSale??
    }

    private static let lookBack: Int64 = 30
    private static let nanosecondsPerSecond: Int64 = 1_000_000_000

    let instrument: SyntheticInstrument
    private let block: SyntheticBlock
    private let path: SyntheticPath
    private let hours: SyntheticHours
    private let remembered = Lock(Remembered())

    init(_ instrument: SyntheticInstrument, seed: UInt64, hours: SyntheticHours) {
        self.instrument = instrument
        self.hours = hours
        path = SyntheticPath(instrument, seed: seed)
        block = SyntheticBlock(
            instrument: instrument, symbol: .none, seed: seed,
            conditions: SyntheticBlock.Conditions(regular: .none, oddLot: .none), correctionsPerMillion: 0)
    }

    /// What stands at a moment; while the market is closed, what stood at its close.
    func standing(at moment: Timestamp) -> Standing {
        let moment = lastOpen(moment)
        let second = moment.seconds
        return remembered.withLock { state in
            if state.second != second {
                state = Remembered(second: second)
                append(second, to: &state.events)
            }
            var standing = Standing(time: moment)
            for timed in state.events {
                if timed.time > moment { break }
                switch timed.event {
                case .quote(let quote): (standing.quote, standing.time) = (quote, timed.time)
                case .timeAndSale(let print): standing.last = print
                default: break
                }
            }
            if standing.last == nil {
                if state.earlier == nil { state.earlier = .some(print(before: second)) }
                standing.last = state.earlier ?? nil
            }
            return standing
        }
    }

    /// The price its path has at a moment, on the nearest step.
    func price(at moment: Timestamp) -> Price {
        let ticks = max(1, (path.value(at: moment.milliseconds) + 128) >> 8)
        return Price(billionths: ticks * instrument.listing.tick.billionths)
    }

    /// The moment itself while the market is open, or the last one at which it was.
    private func lastOpen(_ moment: Timestamp) -> Timestamp {
        guard hours == .exchange, !instrument.listing.isCoin else { return moment }
        let session = instrument.listing.specification.calendar.session(owning: moment)
        let close = session.extended.upperBound - .nanoseconds(1)
        if let pause = session.pause, pause.contains(moment) { return pause.lowerBound - .nanoseconds(1) }
        return min(moment, close)
    }

    private func append(_ second: Int64, to events: inout [SyntheticBlock.Timed]) {
        let intensity = hours.intensity(
            at: Timestamp(nanoseconds: second * Self.nanosecondsPerSecond), for: instrument.listing)
        block.append(second: second, intensity: intensity, to: &events)
    }

    private func print(before second: Int64) -> TimeAndSale? {
        var events: [SyntheticBlock.Timed] = []
        for earlier in 1...Self.lookBack {
            events.removeAll(keepingCapacity: true)
            append(second - earlier, to: &events)
            for timed in events.reversed() {
                if case .timeAndSale(let print) = timed.event { return print }
            }
        }
        return nil
    }
}
