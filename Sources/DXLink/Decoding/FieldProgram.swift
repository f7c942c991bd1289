import MarketModel

/// What a value of a field must look like on the wire.
enum FieldKind: UInt8, Sendable {
    /// A field that Piquant does not know: any value.
    case unknown
    /// The type's own name, checked.
    case eventType
    /// Text that must not be empty.
    case symbol
    case name
    case character
    case bool
    case int32
    case int64
    /// An integer of usually 19 digits.
    case index
    /// Milliseconds since 1970, usually 13 digits or 0.
    case milliseconds
    /// A decimal number as billionths.
    case fixed
    case double
    case aggressorSide, printKind, tickDirection, priceType, tradingStatus, shortSaleRestriction
}

extension EventField {
    /// The kind of the field's values in events of `type`.
    func kind(in type: MarketEventType) -> FieldKind {
        switch self {
        case .eventType: .eventType
        case .eventSymbol: .symbol
        case .eventTime, .time, .bidTime, .askTime, .haltStartTime, .haltEndTime: .milliseconds
        case .eventFlags, .timeNanoPart, .sequence, .dayId, .prevDayId, .exDividendDayId: .int32
        case .index: .index
        case .count, .openInterest: .int64
        case .exchangeCode, .bidExchangeCode, .askExchangeCode, .tradeThroughExempt: .character
        case .price: type == .greeks || type == .theoPrice ? .double : .fixed
        case .size, .bidPrice, .bidSize, .askPrice, .askSize, .dayOpenPrice, .dayHighPrice, .dayLowPrice,
            .dayClosePrice, .prevDayClosePrice, .highLimitPrice, .lowLimitPrice, .high52WeekPrice, .low52WeekPrice,
            .open, .high, .low, .close, .volume, .bidVolume, .askVolume:
            .fixed
        case .change, .dayVolume, .dayTurnover, .prevDayVolume, .beta, .earningsPerShare, .dividendFrequency,
            .exDividendAmount, .shares, .freeFloat, .volatility, .delta, .gamma, .theta, .rho, .vega,
            .underlyingPrice, .dividend, .interest, .frontVolatility, .backVolatility, .callVolume, .putVolume,
            .putCallRatio, .vwap, .impVolatility:
            .double
        case .tickDirection: .tickDirection
        case .extendedTradingHours, .spreadLeg, .validTick: .bool
        case .exchangeSaleConditions, .buyer, .seller, .description, .statusReason: .name
        case .aggressorSide: .aggressorSide
        case .type: .printKind
        case .dayClosePriceType, .prevDayClosePriceType: .priceType
        case .shortSaleRestriction: .shortSaleRestriction
        case .tradingStatus: .tradingStatus
        }
    }

    /// The raw value of the field when the feed says nothing.
    func unsetValue(in type: MarketEventType) -> Int64 {
        switch kind(in: type) {
        case .fixed: Price.absentBillionths
        case .double: Int64(bitPattern: Double.nan.bitPattern)
        case .bool: self == .validTick ? 1 : 0
        default: 0
        }
    }
}

/// The field order of one event type on one channel, made ready for reading rows.
struct FieldProgram: Sendable, Equatable {
    /// One value of a row.
    struct Step: Sendable, Equatable {
        var kind: FieldKind
        /// Where the value goes: the raw value of its `EventField`; fields that are not known share one place.
        var slot: UInt8
    }

    let type: MarketEventType
    let steps: [Step]

    /// Where values of fields that are not known go.
    static let unknownSlot = UInt8(EventField.allCases.count)

    /// Makes a program from field names. Fields the type does not have are read and ignored.
    init(type: MarketEventType, fields: [String]) {
        self.type = type
        let known = Set(type.feedFields)
        steps = fields.map { name in
            guard let field = EventField(feedName: name), known.contains(field) else {
                return Step(kind: .unknown, slot: Self.unknownSlot)
            }
            return Step(kind: field.kind(in: type), slot: field.rawValue)
        }
    }
}
