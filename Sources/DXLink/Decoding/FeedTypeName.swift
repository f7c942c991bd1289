import JSON
import MarketModel

/// The name of an event type in front of its rows.
struct FeedTypeName {
    /// The type; `nil` for one that Piquant does not read.
    var type: MarketEventType?
    private var unknown = ""

    /// The name as the feed says it.
    var text: String { type?.feedName ?? unknown }

    private static let spellings = MarketEventType.allCases.map { Array("\"\($0.feedName)\"".utf8) }

    /// Reads the name at `position`, its opening quote; `nil` when it is no readable text.
    static func read(_ raw: RawSpan, _ bytes: borrowing Span<UInt8>, _ position: inout Int) -> FeedTypeName? {
        for (place, spelling) in spellings.enumerated() {
            guard position + spelling.count <= raw.byteCount,
                spelling.indices.allSatisfy({ raw.byte(position + $0) == spelling[$0] })
            else { continue }
            position += spelling.count
            return FeedTypeName(type: MarketEventType.allCases[place])
        }
        guard let text = try? JSONText.string(bytes, &position) else { return nil }
        // Only an escaped spelling of a known name can get here and match.
        return FeedTypeName(type: MarketEventType(feedName: text), unknown: text)
    }
}
