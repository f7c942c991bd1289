import MarketModel
import TestSupport

@testable import DXLink

/// Seeded events of every type, with the edges of every field among them.
struct SampleEvents {
    let names: NameTable
    private var random: SeededGenerator
    private static let symbols = [
        "/ESZ26:XCME", "SPY", ".SPXW261120P6500", "./EW3U26P9100:XCME{=5m,price=mark,tho=true}",
    ]

    init(names: NameTable, seed: UInt64) {
        self.names = names
        random = SeededGenerator(seed: seed)
    }

    mutating func event(_ type: MarketEventType) -> MarketEvent {
        let symbol = name(Self.symbols[Int.random(in: 0..<Self.symbols.count, using: &random)])
        switch type {
        case .quote:
            return .quote(
                Quote(
                    symbol: symbol, eventTime: time(), sequence: int32(), timeNanoPart: int32(), bidTime: time(),
                    bidExchangeCode: code(), bidPrice: price(), bidSize: size(), askTime: time(),
                    askExchangeCode: code(), askPrice: price(), askSize: size()))
        case .trade: return .trade(trade(symbol))
        case .tradeETH: return .tradeETH(trade(symbol))
        case .summary:
            return .summary(
                Summary(
                    symbol: symbol, eventTime: time(), day: day(), dayOpenPrice: price(), dayHighPrice: price(),
                    dayLowPrice: price(), dayClosePrice: price(), dayClosePriceType: pick(), previousDay: day(),
                    previousDayClosePrice: price(), previousDayClosePriceType: pick(), previousDayVolume: double(),
                    openInterest: int64()))
        case .profile:
            return .profile(
                Profile(
                    symbol: symbol, eventTime: time(), description: text(), shortSaleRestriction: pick(),
                    tradingStatus: pick(), statusReason: text(), haltStartTime: time(), haltEndTime: time(),
                    highLimitPrice: price(), lowLimitPrice: price(), high52WeekPrice: price(),
                    low52WeekPrice: price(), beta: double(), earningsPerShare: double(), dividendFrequency: double(),
                    exDividendAmount: double(), exDividendDay: day(), shares: double(), freeFloat: double()))
        case .greeks:
            return .greeks(
                Greeks(
                    symbol: symbol, eventTime: time(), flags: flags(), index: int64(), time: time(),
                    sequence: int32(), price: double(), volatility: double(), delta: double(), gamma: double(),
                    thetaPerDay: double(), rhoPerPoint: double(), vegaPerPoint: double()))
        case .theoPrice:
            return .theoPrice(
                TheoPrice(
                    symbol: symbol, eventTime: time(), flags: flags(), index: int64(), time: time(),
                    sequence: int32(), price: double(), underlyingPrice: double(), delta: double(), gamma: double(),
                    dividend: double(), interest: double()))
        case .underlying:
            return .underlying(
                Underlying(
                    symbol: symbol, eventTime: time(), flags: flags(), index: int64(), time: time(),
                    sequence: int32(), volatility: double(), frontVolatility: double(), backVolatility: double(),
                    callVolume: double(), putVolume: double(), putCallRatio: double()))
        case .timeAndSale:
            return .timeAndSale(
                TimeAndSale(
                    symbol: symbol, eventTime: time(), flags: flags(), index: int64(), time: time(nanos: true),
                    sequence: int32(), exchangeCode: code(), price: price(), size: size(), bidPrice: price(),
                    askPrice: price(), exchangeSaleConditions: text(), tradeThroughExempt: code(),
                    aggressorSide: pick(), isSpreadLeg: .random(using: &random),
                    extendedTradingHours: .random(using: &random), isValidTick: .random(using: &random),
                    kind: pick(), buyer: text(), seller: text()))
        case .candle:
            return .candle(
                Candle(
                    symbol: symbol, eventTime: time(), flags: flags(), index: int64(), time: time(),
                    sequence: int32(), count: int64(), open: price(), high: price(), low: price(), close: price(),
                    volume: size(), vwap: double(), bidVolume: size(), askVolume: size(),
                    impliedVolatility: double(), openInterest: int64()))
        }
    }

    private mutating func trade(_ symbol: NameID) -> Trade {
        Trade(
            symbol: symbol, eventTime: time(), time: time(nanos: true), sequence: int32(), exchangeCode: code(),
            price: price(), change: double(), size: size(), day: day(), dayVolume: double(), dayTurnover: double(),
            tickDirection: pick(), extendedTradingHours: .random(using: &random))
    }

    private func name(_ text: String) -> NameID { names.id(for: text) ?? .none }

    private mutating func one<Value>(of values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func pick<Word: CaseIterable>() -> Word where Word.AllCases == [Word] { one(of: Word.allCases) }

    private mutating func text() -> NameID {
        let text = one(of: ["", "@", "@  I", "Halted, \"news\"", "Größe\n", "a text of more than twenty-four bytes"])
        return text.isEmpty ? .none : name(text)
    }

    private mutating func code() -> ExchangeCode {
        one(of: [.none, ExchangeCode(rawValue: 0x51), ExchangeCode(rawValue: 0x22), ExchangeCode(rawValue: 0xE9)])
    }

    private mutating func flags() -> EventFlags { EventFlags(rawValue: one(of: [0, 4, 10, 14, 127])) }

    private mutating func day() -> TradingDay { TradingDay(daysSince1970: one(of: [0, 20_665, -1, .max])) }

    private mutating func int32() -> Int32 {
        one(of: [0, 1, -1, 12_345_678, .max, .min, .random(in: 0...99, using: &random)])
    }

    private mutating func int64() -> Int64 {
        one(of: [0, 7, -7, 7_235_129_486_797_176_832, 99_999_999, 100_000_000, .max, .min, 9_007_199_254_740_993])
    }

    private mutating func time(nanos: Bool = false) -> Timestamp {
        let milliseconds: Int64 = one(of: [0, 1_788_300_000_123, 99_999_999, -1, 9_223_372_036_000])
        return Timestamp(milliseconds: milliseconds, nanoPart: nanos ? one(of: [0, 1, 999_999]) : 0) ?? .epoch
    }

    private mutating func price() -> Price? {
        let raw: [Int64?] = [
            nil, 0, 4_807_250_000_000, 21_234_750_000_000, -1_250_000_000, 1, -1, 500_000_000, .max, .min + 1,
            123_456_789_123_456_789, 1_234_567_000_000_000, .random(in: 0...10_000_000_000_000, using: &random),
        ]
        return one(of: raw).map(Price.init(billionths:))
    }

    private mutating func size() -> Quantity? {
        let raw: [Int64?] = [nil, 1_000_000_000, 12_000_000_000, 500_000_000, 1, 99_999_999_000_000_000]
        return one(of: raw).map(Quantity.init(billionths:))
    }

    private mutating func double() -> Double {
        one(of: [
            0.35, -0.5, 0, 1e-7, 123_456_789.125, 0.3512345678901234, 17_976_931_348_623_157e292,
            .infinity, .leastNonzeroMagnitude, .random(in: -10...10, using: &random), 9_876_543_210_123,
        ])
    }
}
