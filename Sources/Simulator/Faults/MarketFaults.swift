import MarketModel

/// What the fault board does to what the market says: quotes, prints and profiles.
struct MarketFaults {
    private static let all: [SimulatorFault] = [
        .crossedQuotes, .missingQuotes, .haltedSymbol, .invertedAggressor, .unknownAggressor, .printCorrections,
        .printCancels, .droppedPrints,
    ]

    let board: FaultBoard
    let names: NameTable
    let now: () -> Timestamp

    /// The events as the feed tells them.
    func applied(_ events: [MarketEvent]) -> [MarketEvent] {
        guard !board.isClear else { return events }
        let now = now()
        let active = Set(board.active(at: now).map(\.fault)).intersection(Self.all)
        guard !active.isEmpty else { return events }
        var changed: [MarketEvent] = []
        changed.reserveCapacity(events.count)
        for event in events {
            func strikes(_ fault: SimulatorFault) -> Bool {
                active.contains(fault) && board.strike(fault, on: symbols(event.symbol), at: now) != nil
            }
            if active.contains(.haltedSymbol), isHalted(event.symbol, at: now), event.isTrading { continue }
            switch event {
            case .quote(var quote):
                if strikes(.crossedQuotes) { (quote.bidPrice, quote.askPrice) = (quote.askPrice, quote.bidPrice) }
                if strikes(.missingQuotes) {
                    (quote.bidPrice, quote.askPrice, quote.bidSize, quote.askSize) = (nil, nil, nil, nil)
                }
                changed.append(.quote(quote))
            case .timeAndSale(var print):
                if strikes(.droppedPrints) { continue }
                if strikes(.invertedAggressor) { print.aggressorSide = print.aggressorSide.inverted }
                if strikes(.unknownAggressor) { print.aggressorSide = .undefined }
                changed.append(.timeAndSale(print))
                if print.kind == .new { appendChanges(of: print, strikes, to: &changed) }
            default: changed.append(event)
            }
        }
        return changed
    }

    /// A correction or a cancellation names the print by its index.
    private func appendChanges(
        of print: TimeAndSale, _ strikes: (SimulatorFault) -> Bool, to events: inout [MarketEvent]
    ) {
        if strikes(.printCorrections) {
            var correction = print
            correction.kind = .correction
            correction.size = print.size.map { $0 + Quantity(whole: 1) }
            events.append(.timeAndSale(correction))
        }
        if strikes(.printCancels) {
            var cancellation = print
            cancellation.kind = .cancel
            events.append(.timeAndSale(cancellation))
        }
    }

    /// Whether a symbol is halted, by its streamer symbol or the broker's.
    func isHalted(_ id: NameID, at now: Timestamp) -> Bool {
        board.isOn(.haltedSymbol, symbols(id), at: now)
    }

    /// Both spellings of a symbol, so that a target may be either.
    private func symbols(_ id: NameID) -> [String] {
        guard let text = names.text(of: id) else { return [] }
        guard text.hasPrefix("/") || text.contains(":"), let listing = SimulatedListing.brokerSymbol(text) else {
            return [text]
        }
        return [text, listing]
    }
}

extension SimulatedListing {
    /// The broker's symbol of a streamer symbol with an exchange: `/ESZ6` for `/ESZ26:XCME`, `BTC/USD` for
    /// `BTC/USD:CXTALP`; `nil` for an option.
    fileprivate static func brokerSymbol(_ streamer: String) -> String? {
        let plain = streamer.prefix { $0 != ":" }
        guard !plain.hasPrefix("./"), !plain.hasPrefix(".") else { return nil }
        guard plain.hasPrefix("/"), plain.utf8.count > 4 else { return String(plain) }
        // Of the two digits of the year the first is left out.
        let head = plain.dropLast(2)
        return String(head) + String(plain.suffix(1))
    }
}

extension MarketEvent {
    /// Whether it is something that only happens in trading.
    fileprivate var isTrading: Bool {
        switch self {
        case .quote, .timeAndSale, .trade: true
        default: false
        }
    }
}

extension AggressorSide {
    fileprivate var inverted: AggressorSide {
        switch self {
        case .buy: .sell
        case .sell: .buy
        default: .undefined
        }
    }
}
