import DXLink
import MarketModel

/// The fields of one event type in the order they travel, with a number that stands for that order.
struct FieldOrder: Hashable {
    let type: MarketEventType
    let fields: [EventField]
    /// The same for the same type and fields within one `RowEncoder`.
    let number: Int
}

/// Writes rows, and remembers which field orders exist, for all sessions of one market.
final class RowEncoder {
    private var encoder: FeedEncoder
    private var numbers: [MarketEventType: [[EventField]: Int]] = [:]
    private var count = 0

    init(names: NameTable) { encoder = FeedEncoder(names: names) }

    /// The order with its number.
    func order(_ type: MarketEventType, _ fields: [EventField]) -> FieldOrder {
        if let known = numbers[type]?[fields] { return FieldOrder(type: type, fields: fields, number: known) }
        count += 1
        numbers[type, default: [:]][fields] = count
        return FieldOrder(type: type, fields: fields, number: count)
    }

    /// Appends one row behind those already there, with the comma between them.
    fileprivate func append(
        _ event: MarketEvent, _ order: FieldOrder, _ format: FeedDataFormat, to rows: inout [UInt8]
    ) {
        switch format {
        case .compact: encoder.appendCompactRow(event, fields: order.fields, to: &rows)
        case .full: encoder.appendFull(event, fields: order.fields, to: &rows)
        }
    }
}

/// Events that go out together, each written once for each field order in use, however many sessions want it.
final class FeedBatch {
    /// The rows of one type in one order, with commas between them: row `n` ends at `ends[n]`.
    struct Rows {
        var bytes: [UInt8] = []
        var ends: [Int] = []

        /// The text of neighbouring rows, without the comma before the first.
        func text(_ rows: Range<Int>) -> ArraySlice<UInt8> {
            let start = rows.lowerBound == 0 ? 0 : ends[rows.lowerBound - 1] + 1
            return bytes[start..<ends[rows.upperBound - 1]]
        }
    }

    private struct Key: Hashable {
        var order: Int
        var isFull: Bool
    }

    let events: [MarketEvent]
    /// Places in `events` by type.
    private var places: [[Int]]
    private var written: [Key: Rows] = [:]
    private let encoder: RowEncoder

    init(_ events: [MarketEvent], encoder: RowEncoder) {
        self.events = events
        self.encoder = encoder
        places = Array(repeating: [], count: MarketEventType.allCases.count)
        for (place, event) in events.enumerated() { places[Int(event.type.rawValue)].append(place) }
    }

    /// The places of the events of a type, in order.
    func places(of type: MarketEventType) -> [Int] { places[Int(type.rawValue)] }

    /// The rows of the order's type, one for each of `places(of:)`.
    func rows(_ order: FieldOrder, _ format: FeedDataFormat) -> Rows {
        let key = Key(order: order.number, isFull: format == .full)
        if let rows = written[key] { return rows }
        var rows = Rows()
        let count = places(of: order.type).count
        rows.bytes.reserveCapacity(count * 12 * order.fields.count)
        rows.ends.reserveCapacity(count)
        for place in places(of: order.type) {
            encoder.append(events[place], order, format, to: &rows.bytes)
            rows.ends.append(rows.bytes.count)
        }
        written[key] = rows
        return rows
    }
}
