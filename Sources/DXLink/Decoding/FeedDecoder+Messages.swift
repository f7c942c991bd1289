import JSON
import MarketModel

extension FeedDecoder {
    /// Reads a frame that does not begin as market data usually does: a message, or data with its keys in another
    /// order or with space between them.
    mutating func decodeAnyOrder(
        _ bytes: borrowing Span<UInt8>, padded: borrowing Span<UInt8>, into events: inout [MarketEvent]
    ) -> Outcome {
        var head = FrameOutline()
        do {
            try head.read(bytes)
        } catch {
            // Data that does not end well still has rows before that; other messages are useless when broken.
            guard head.isData, head.data != nil else { return fault(Self.frameFault(error)) }
        }
        if head.isData, let data = head.data {
            guard let channel = head.channel else { return fault(.notAMessage) }
            var position = data
            readData(padded, &position, end: bytes.count, channel: channel, into: &events)
            return FeedFrameHead.endsWell(bytes, &position) ? .data(channel: channel) : fault(.malformed)
        }
        return message(bytes)
    }

    private mutating func message(_ bytes: borrowing Span<UInt8>) -> Outcome {
        do {
            let message = try DXLinkMessage(JSONReader.read(bytes))
            if case .feedConfig(let channel, let config) = message {
                channels[placeOfChannel(channel)].configured(config.eventFields)
            }
            return .message(message)
        } catch let error as JSONFault {
            return fault(Self.frameFault(error))
        } catch {
            return fault(.notAMessage)
        }
    }

    private static func frameFault(_ fault: JSONFault) -> FrameFault {
        switch fault.reason {
        case .tooDeep: .tooDeep
        case .tooLong: .oversized
        case .badText: .badText
        case .truncated, .unexpectedByte, .trailingBytes: .malformed
        }
    }
}

/// Where the parts of a frame are that decide how it is read.
struct FrameOutline {
    private(set) var isData = false
    private(set) var channel: Int?
    /// After the bracket that opens the data.
    private(set) var data: Int?

    /// Looks through the members of a frame. Data is not looked into.
    mutating func read(_ bytes: borrowing Span<UInt8>) throws(JSONFault) {
        var position = 0
        var type: String?
        var channel: Int?
        var data: Int?
        // What was found must survive a fault further on.
        defer {
            isData = type == "FEED_DATA"
            self.channel = channel
            self.data = data
        }
        try JSONText.forEachMember(bytes, &position) { (key, bytes, position) throws(JSONFault) in
            guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
            switch (key, bytes[position]) {
            case ("type", UInt8(ascii: "\"")): type = try JSONText.string(bytes, &position)
            case ("channel", UInt8(ascii: "0")...UInt8(ascii: "9")):
                var number = 0
                for index in try JSONText.number(bytes, &position) {
                    guard bytes[index] &- 48 < 10, number < 1 << 40 else {
                        throw JSONFault(.unexpectedByte, at: index)
                    }
                    number = number * 10 + Int(bytes[index] &- 48)
                }
                channel = number
            case ("data", UInt8(ascii: "[")):
                data = position + 1
                position += 1
                while position < bytes.count, bytes[position] != UInt8(ascii: "]") {
                    JSONText.skipToSeparator(bytes, &position)
                    if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
                }
                try JSONText.expect(UInt8(ascii: "]"), bytes, &position)
            default: try JSONText.skipValue(bytes, &position)
            }
        }
    }
}
