import JSON
package import MarketModel

/// Writes market events as `FEED_DATA` frames: the server's half of `FeedDecoder`.
///
/// A frame is begun, takes pairs of type and rows, and is ended:
///
/// ```swift
/// encoder.beginFrame(channel: 1, to: &bytes)
/// encoder.appendCompactPair(.timeAndSale, fields: order, events: events, to: &bytes)
/// encoder.endFrame(&bytes)
/// ```
///
/// Same events, same bytes. Fixed-point numbers take their shortest exact text, unset ones `"NaN"`; unset text is null.
package struct FeedEncoder {
    private let names: NameTable
    /// JSON text of names by their id, so that the table's lock is taken once a name.
    private var nameTexts: [[UInt8]] = []

    /// Creates an encoder for events whose ids are of `names`.
    package init(names: NameTable) { self.names = names }

    /// Begins a frame.
    package func beginFrame(channel: Int, to bytes: inout [UInt8]) {
        JSONText.append(raw: "{\"type\":\"FEED_DATA\",\"channel\":", to: &bytes)
        JSONText.append(integer: Int64(channel), to: &bytes)
        JSONText.append(raw: ",\"data\":[", to: &bytes)
    }

    /// Ends a frame.
    package func endFrame(_ bytes: inout [UInt8]) { JSONText.append(raw: "]}", to: &bytes) }

    /// Appends one pair, a type and its rows as one flat array in the given field order.
    ///
    /// Fields that the type does not have are written as null.
    package mutating func appendCompactPair(
        _ type: MarketEventType, fields: [EventField], events: some Collection<MarketEvent>, to bytes: inout [UInt8]
    ) {
        separate(&bytes)
        JSONText.append(string: type.feedName, to: &bytes)
        JSONText.append(raw: ",[", to: &bytes)
        for event in events { appendCompactRow(event, fields: fields, to: &bytes) }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Appends the values of one row inside an open pair.
    package mutating func appendCompactRow(_ event: MarketEvent, fields: [EventField], to bytes: inout [UInt8]) {
        for field in fields {
            separate(&bytes)
            append(event.value(of: field), to: &bytes)
        }
    }

    /// Appends one event as an object of the `FULL` format: unset fields are left out.
    package mutating func appendFull(_ event: MarketEvent, fields: [EventField], to bytes: inout [UInt8]) {
        separate(&bytes)
        JSONText.append(raw: "{\"eventType\":", to: &bytes)
        JSONText.append(string: event.type.feedName, to: &bytes)
        for field in fields where field != .eventType {
            let value = event.value(of: field)
            guard !value.isUnset else { continue }
            bytes.append(UInt8(ascii: ","))
            JSONText.append(string: field.feedName, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            append(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// A whole frame with one pair.
    package mutating func frame(
        channel: Int, type: MarketEventType, fields: [EventField], events: some Collection<MarketEvent>,
        format: FeedDataFormat = .compact
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        beginFrame(channel: channel, to: &bytes)
        switch format {
        case .compact: appendCompactPair(type, fields: fields, events: events, to: &bytes)
        case .full: for event in events { appendFull(event, fields: fields, to: &bytes) }
        }
        endFrame(&bytes)
        return bytes
    }

    private func separate(_ bytes: inout [UInt8]) {
        if let last = bytes.last, last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(_ value: FeedFieldValue, to bytes: inout [UInt8]) {
        switch value {
        case .integer(let whole): JSONText.append(integer: whole, to: &bytes)
        case .fixed(let billionths): FeedEncoder.append(billionths: billionths, to: &bytes)
        case .double(let number): JSONText.append(.double(number), to: &bytes)
        case .bool(let flag): JSONText.append(raw: flag ? "true" : "false", to: &bytes)
        case .character(let code) where code == .none: JSONText.append(raw: "\"\\u0000\"", to: &bytes)
        case .character(let code): JSONText.append(string: code.text, to: &bytes)
        case .word(let text): JSONText.append(string: text, to: &bytes)
        case .name(let id): append(name: id, to: &bytes)
        case .absent: JSONText.append(raw: "null", to: &bytes)
        }
    }

    private mutating func append(name id: NameID, to bytes: inout [UInt8]) {
        let index = Int(id.rawValue)
        if index >= nameTexts.count || nameTexts[index].isEmpty {
            guard let text = names.text(of: id) else { return JSONText.append(raw: "null", to: &bytes) }
            while nameTexts.count <= index { nameTexts.append([]) }
            JSONText.append(string: text, to: &nameTexts[index])
        }
        bytes.append(contentsOf: nameTexts[index])
    }

    private static func append(billionths: Int64, to bytes: inout [UInt8]) {
        guard billionths != Price.absentBillionths else { return JSONText.append(raw: "\"NaN\"", to: &bytes) }
        if billionths < 0 { bytes.append(UInt8(ascii: "-")) }
        var (units, rest) = billionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        JSONText.appendDigits(units, minimum: 1, to: &bytes)
        guard rest != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        units = 9
        while rest % 10 == 0 { (rest, units) = (rest / 10, units - 1) }
        JSONText.appendDigits(rest, minimum: Int(units), to: &bytes)
    }
}

extension FeedFieldValue {
    /// Whether `FULL` leaves the field out.
    fileprivate var isUnset: Bool {
        switch self {
        case .fixed(let billionths): billionths == Price.absentBillionths
        case .double(let number): number.isNaN
        case .character(let code): code == .none
        case .name(let id): id == .none
        case .absent: true
        case .integer, .bool, .word: false
        }
    }
}
