import DXLink
import MarketModel

extension DXLinkServerSession {
    /// Takes what one step of the market brought and sends each channel its part.
    mutating func deliver(_ batch: FeedBatch, at now: Timestamp, desk: MarketDesk) {
        guard !isClosed else { return }
        for place in channels.indices {
            var frame = FrameBuilder(channel: channels[place].number, behavior: behavior)
            for type in MarketEventType.allCases where !batch.places(of: type).isEmpty {
                if channels[place].subscriptions.hasStreams(type) {
                    stream(place, type, batch, into: &frame, at: now, desk: desk)
                }
                if channels[place].subscriptions.hasTickers(type) { touch(place, type, batch) }
                // Every print moves the last trade and the day's prices.
                if type == .timeAndSale {
                    for derived in [MarketEventType.trade, .summary]
                    where channels[place].subscriptions.hasTickers(derived) {
                        touch(place, derived, batch, from: .timeAndSale)
                    }
                }
            }
            for bytes in frame.finish() { sendData(bytes, on: place, at: now) }
            if channels[place].isFlushDue(at: now) { flushTickers(place, at: now, desk: desk) }
        }
    }

    private mutating func stream(
        _ place: Int, _ type: MarketEventType, _ batch: FeedBatch, into frame: inout FrameBuilder, at now: Timestamp,
        desk: MarketDesk
    ) {
        let places = batch.places(of: type)
        guard let first = places.firstIndex(where: { isStreamed(place, type, batch.events[$0]) }) else { return }
        let rows = batch.rows(order(type, place, at: now, desk: desk), channels[place].format)
        frame.begin(type, channels[place].format)
        // Neighbouring rows go out in one piece.
        var runStart = first
        for number in first..<places.count where !isStreamed(place, type, batch.events[places[number]]) {
            frame.append(rows, runStart..<number)
            runStart = number + 1
        }
        frame.append(rows, runStart..<places.count)
        frame.endPair()
    }

    private func isStreamed(_ place: Int, _ type: MarketEventType, _ event: MarketEvent) -> Bool {
        channels[place].subscriptions.isStreamed(type, event.symbol)
    }

    /// Notes the conflated symbols among the batch's events of the type, or of the type it is derived from.
    private mutating func touch(
        _ place: Int, _ type: MarketEventType, _ batch: FeedBatch, from source: MarketEventType? = nil
    ) {
        for event in batch.places(of: source ?? type) {
            let id = batch.events[event].symbol
            if channels[place].subscriptions.isConflated(type, id) { channels[place].touch(type, id) }
        }
    }

    /// Sends the last value of every conflated symbol that changed.
    mutating func flushTickers(_ place: Int, at now: Timestamp, desk: MarketDesk) {
        for type in MarketEventType.allCases {
            let index = Int(type.rawValue)
            guard !channels[place].dirty[index].isEmpty else { continue }
            let ids = channels[place].dirty[index]
            channels[place].dirty[index].removeAll(keepingCapacity: true)
            channels[place].dirtyFlags[index].removeAll(keepingCapacity: true)
            channels[place].lastFlush = now
            let values = ids.compactMap { id in
                channels[place].subscriptions.isConflated(type, id) ? desk.current(type, of: id) : nil
            }
            if !values.isEmpty { sendEvents(place, type, values, at: now, desk: desk) }
        }
    }

    /// Sends events of one type on one channel, in frames of bounded size.
    mutating func sendEvents(
        _ place: Int, _ type: MarketEventType, _ events: [MarketEvent], at now: Timestamp, desk: MarketDesk
    ) {
        let order = order(type, place, at: now, desk: desk)
        let rows = FeedBatch(events, encoder: desk.encoder).rows(order, channels[place].format)
        var frame = FrameBuilder(channel: channels[place].number, behavior: behavior)
        frame.begin(type, channels[place].format)
        frame.append(rows, 0..<events.count)
        frame.endPair()
        for bytes in frame.finish() { sendData(bytes, on: place, at: now) }
    }

    /// Sends a history: newest first, flags 4 … 0 …, then a marker row that ends it.
    mutating func sendSnapshot(
        _ place: Int, _ type: MarketEventType, _ id: NameID, from: Int64, at now: Timestamp, desk: MarketDesk
    ) {
        let start =
            Timestamp(milliseconds: from) ?? (from < 0 ? Timestamp(nanoseconds: .min) : .init(nanoseconds: .max))
        let (found, isCut): (events: [MarketEvent], isCut: Bool) =
            switch type {
            case .candle: desk.candleHistory(of: id, since: start, limit: behavior.snapshotLimit)
            case .timeAndSale: desk.printHistory(of: id, since: start, limit: behavior.snapshotLimit)
            default: ([], false)
            }
        var events = found
        if let first = events.first { events[0] = first.flagged(.snapshotBegin) }
        let end: EventFlags = isCut ? [.snapshotSnip, .removeEvent] : [.snapshotEnd, .removeEvent]
        let marker = MarketEvent.marker(
            type, id, at: start, flags: events.isEmpty ? end.union(.snapshotBegin) : end)
        if let marker { events.append(marker) }
        // In pieces, so that the text of a long history is never there twice.
        var next = 0
        while next < events.count {
            let end = min(events.count, next + 20 * max(1, behavior.rowsPerFrame))
            sendEvents(place, type, Array(events[next..<end]), at: now, desk: desk)
            next = end
        }
    }
}

extension MarketEvent {
    /// The same event with other flags; events without flags stay as they are.
    func flagged(_ flags: EventFlags) -> MarketEvent {
        switch self {
        case .candle(var candle):
            candle.flags = flags
            return .candle(candle)
        case .timeAndSale(var print):
            print.flags = flags
            return .timeAndSale(print)
        default: return self
        }
    }

    /// The row that ends a snapshot: no values, at the lower end of the range that was asked for.
    static func marker(_ type: MarketEventType, _ id: NameID, at start: Timestamp, flags: EventFlags) -> MarketEvent? {
        let time = max(start, .epoch)
        let index = EventIndex.pack(milliseconds: time.milliseconds, sequence: 0)
        switch type {
        case .candle: return .candle(Candle(symbol: id, flags: flags, index: index, time: time))
        case .timeAndSale:
            return .timeAndSale(TimeAndSale(symbol: id, flags: flags, index: index, time: time, isValidTick: false))
        default: return nil
        }
    }
}
