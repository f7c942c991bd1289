import MarketModel

/// The last index seen of every indexed symbol and type, and which snapshots are under way: what a replay starts
/// from.
struct EventTrail {
    /// One symbol and type.
    struct Mark: Equatable {
        /// The highest index of a record that was not removed; `nil` before the first.
        var lastIndex: Int64?
        /// A snapshot began and has not ended.
        var inSnapshot = false
    }

    /// A snapshot that ended.
    struct Completion: Equatable {
        var type: MarketEventType
        var symbol: NameID
        /// The server cut it off at a limit of its own.
        var isSnipped: Bool
    }

    /// By type, then by name id.
    private var marks: [[Mark]] = Array(repeating: [], count: MarketEventType.allCases.count)
    private var completions: [Completion] = []

    /// Follows events in the order they arrived; gives the snapshots that ended among them.
    mutating func follow(_ events: ArraySlice<MarketEvent>) -> [Completion] {
        completions.removeAll(keepingCapacity: true)
        for event in events {
            switch event {
            case .timeAndSale(let print): note(.timeAndSale, print.symbol, print.index, print.flags)
            case .candle(let bar): note(.candle, bar.symbol, bar.index, bar.flags)
            case .greeks(let greeks): note(.greeks, greeks.symbol, greeks.index, greeks.flags)
            case .theoPrice(let theo): note(.theoPrice, theo.symbol, theo.index, theo.flags)
            case .underlying(let underlying):
                note(.underlying, underlying.symbol, underlying.index, underlying.flags)
            case .quote, .trade, .tradeETH, .summary, .profile: break
            }
        }
        return completions
    }

    /// What is known of a symbol and type.
    func mark(_ type: MarketEventType, _ symbol: NameID) -> Mark? {
        let column = marks[Int(type.rawValue)]
        return Int(symbol.rawValue) < column.count ? column[Int(symbol.rawValue)] : nil
    }

    /// The connection was lost: snapshots under way will not end.
    mutating func connectionLost() {
        for type in marks.indices {
            for symbol in marks[type].indices where marks[type][symbol].inSnapshot {
                // Rows come newest first: an unfinished snapshot has holes below its newest row.
                marks[type][symbol] = Mark()
            }
        }
    }

    @inline(__always)
    private mutating func note(_ type: MarketEventType, _ symbol: NameID, _ index: Int64, _ flags: EventFlags) {
        let column = Int(type.rawValue)
        let row = Int(symbol.rawValue)
        if row >= marks[column].count { grow(column, to: row) }
        if !flags.contains(.removeEvent), marks[column][row].lastIndex ?? .min < index {
            marks[column][row].lastIndex = index
        }
        guard flags.rawValue & 0x1C != 0 else { return }
        if flags.contains(.snapshotBegin) { marks[column][row].inSnapshot = true }
        if !flags.isDisjoint(with: [.snapshotEnd, .snapshotSnip]) {
            marks[column][row].inSnapshot = false
            completions.append(
                Completion(type: type, symbol: symbol, isSnipped: flags.contains(.snapshotSnip)))
        }
    }

    @inline(never)
    private mutating func grow(_ column: Int, to row: Int) {
        let count = max(row + 1, marks[column].count * 2, 256)
        marks[column] += Array(repeating: Mark(), count: count - marks[column].count)
    }
}
