import MarketModel
import OrderFlow

/// The engine's definitions written down as plainly as possible: all standing prints are kept and everything is
/// counted from them again for every answer.
struct NaiveFlow {
    struct Entry {
        var print: Print
        var isStanding = true
    }

    let span: Int64
    let sessions: [FlowSession]
    var entries: [Entry] = []

    mutating func take(_ print: Print) {
        let known = entries.lastIndex { $0.print.index == print.index }
        switch print.kind {
        case .new:
            if let known, entries[known].print == print { return }
            entries.append(Entry(print: print))
        case .cancel:
            if let known { entries[known].isStanding = false }
        case .correction:
            guard let known, entries[known].isStanding else { return }
            let time = entries[known].print.time
            entries[known].print = print
            entries[known].print.kind = .new
            entries[known].print.time = time
        }
    }

    var standing: [Print] { entries.filter(\.isStanding).map(\.print) }

    func session(of print: Print) -> FlowSession? { sessions.last { $0.start <= print.time } }

    struct Bar: Equatable {
        var start: Timestamp
        var open: Price
        var high: Price
        var low: Price
        var close: Price
        var trades = 0
        var volume = SideVolume()
        var minimumDelta = Volume.zero
        var maximumDelta = Volume.zero
        var cvd = Volume.zero
        var rows: [Price: SideVolume] = [:]
        var session: TradingDay?
    }

    /// Time bars aligned to the epoch, cumulative delta reset with each session.
    var bars: [Bar] {
        var bars: [Int64: Bar] = [:]
        for print in standing {
            guard let price = print.price, let size = print.size else { continue }
            let start = print.time.nanoseconds / span * span
            var bar =
                bars[start]
                ?? Bar(
                    start: Timestamp(nanoseconds: start), open: price, high: price, low: price, close: price,
                    session: session(of: print)?.day)
            bar.high = max(bar.high, price)
            bar.low = min(bar.low, price)
            bar.close = price
            bar.trades += 1
            let volume = Self.volume(print.side, size)
            bar.volume = Self.sum(bar.volume, volume)
            bar.rows[price] = Self.sum(bar.rows[price] ?? SideVolume(), volume)
            bar.minimumDelta = min(bar.minimumDelta, bar.volume.delta)
            bar.maximumDelta = max(bar.maximumDelta, bar.volume.delta)
            bars[start] = bar
        }
        var cvd = Volume.zero
        var last: TradingDay?
        return bars.keys.sorted().compactMap { start in
            guard var bar = bars[start] else { return nil }
            if bar.session != last { cvd = .zero }
            last = bar.session
            cvd = cvd + bar.volume.delta
            bar.cvd = cvd
            return bar
        }
    }

    static func volume(_ side: AggressorSide, _ size: Quantity) -> SideVolume {
        SideVolume(
            buy: side == .buy ? Volume(size) : .zero, sell: side == .sell ? Volume(size) : .zero,
            unknown: side == .undefined ? Volume(size) : .zero)
    }

    static func sum(_ first: SideVolume, _ second: SideVolume) -> SideVolume {
        SideVolume(
            buy: first.buy + second.buy, sell: first.sell + second.sell, unknown: first.unknown + second.unknown)
    }
}
