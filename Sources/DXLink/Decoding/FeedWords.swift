import MarketModel

/// The texts of closed sets as the wire spells them, found by their bytes.
enum FeedWords {
    private static let tables: [[[UInt8]]] = {
        func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
        return [
            bytes(PrintKind.allCases.map(\.feedText)), bytes(TickDirection.allCases.map(\.feedText)),
            bytes(PriceType.allCases.map(\.feedText)), bytes(TradingStatus.allCases.map(\.feedText)),
            bytes(ShortSaleRestriction.allCases.map(\.feedText)), bytes(AggressorSide.allCases.map(\.feedText)),
        ]
    }()
    private static let typeNames = MarketEventType.allCases.map { [Array($0.feedName.utf8)] }

    /// The place of a text in the set of a field; `nil` when it is not in it, or the field has no set.
    static func place(_ kind: FieldKind, _ type: MarketEventType, _ text: String) -> Int? {
        let bytes = Array(text.utf8)
        return place(kind, type, bytes.span.bytes, 0, bytes.count)
    }

    /// The place of a text in the set of a field; `nil` when it is not in it, or the field has no set.
    static func place(
        _ kind: FieldKind, _ type: MarketEventType, _ bytes: RawSpan, _ start: Int, _ length: Int
    ) -> Int? {
        let words: [[UInt8]]
        switch kind {
        case .eventType: words = typeNames[Int(type.rawValue)]
        case .printKind: words = tables[0]
        case .tickDirection: words = tables[1]
        case .priceType: words = tables[2]
        case .tradingStatus: words = tables[3]
        case .shortSaleRestriction: words = tables[4]
        case .aggressorSide: words = tables[5]
        default: return nil
        }
        return words.firstIndex { word in
            word.count == length && word.indices.allSatisfy { word[$0] == bytes.byte(start + $0) }
        }
    }
}
