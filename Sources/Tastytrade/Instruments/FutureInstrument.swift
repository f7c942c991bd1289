public import MarketModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A futures contract as the venue lists it. What the venue leaves out is `nil`.
public struct FutureInstrument: Sendable, Equatable {
    /// The venue's symbol: `/ESZ6`.
    public let symbol: String
    /// The symbol of the market-data stream: `/ESZ26:XCME`.
    public let streamerSymbol: String?
    /// The product: `ES`.
    public let productCode: String?
    /// The smallest price step.
    public let tickSize: Price?
    /// Currency per full point.
    public let notionalMultiplier: Quantity?
    /// Whether it is the product's active month.
    public let isActiveMonth: Bool
    /// The last day it trades.
    public let lastTradeDate: TradingDay?
}

extension Session {
    private struct FuturesAnswer: Decodable {
        struct Items: Decodable { let items: [Item] }
        /// One contract; a record that does not decode is left out without losing its neighbours.
        struct Item: Decodable {
            let future: FutureInstrument?

            private enum CodingKeys: String, CodingKey {
                case symbol
                case streamerSymbol = "streamer-symbol"
                case productCode = "product-code"
                case tickSize = "tick-size"
                case multiplier = "notional-multiplier"
                case activeMonth = "active-month"
                case lastTradeDate = "last-trade-date"
            }

            init(from decoder: any Decoder) throws {
                guard let fields = try? decoder.container(keyedBy: CodingKeys.self),
                    let symbol = try? fields.decode(String.self, forKey: .symbol)
                else {
                    future = nil
                    return
                }
                func text(_ key: CodingKeys) -> String? {
                    (try? fields.decode(String.self, forKey: key))
                        ?? (try? fields.decode(Double.self, forKey: key)).map { "\($0)" }
                }
                future = FutureInstrument(
                    symbol: symbol, streamerSymbol: text(.streamerSymbol), productCode: text(.productCode),
                    tickSize: text(.tickSize).flatMap { Price($0) },
                    notionalMultiplier: text(.multiplier).flatMap { Quantity($0) },
                    isActiveMonth: (try? fields.decode(Bool.self, forKey: .activeMonth)) ?? false,
                    lastTradeDate: text(.lastTradeDate).flatMap { TradingDay($0) })
            }
        }
        let data: Items
    }

    private struct FutureAnswer: Decodable { let data: FuturesAnswer.Item }

    /// The futures contract with this symbol, `/ESZ6`; `nil` when the venue has none such.
    public func future(_ symbol: String) async throws -> FutureInstrument? {
        let name = symbol.hasPrefix("/") ? String(symbol.dropFirst()) : symbol
        do {
            let body = try await get("/instruments/futures/" + name.escapedForPath)
            guard let future = (try? JSONDecoder().decode(FutureAnswer.self, from: Data(body)))?.data.future else {
                throw TastytradeError.unexpectedAnswer(field: "data")
            }
            return future
        } catch TastytradeError.notFound {
            return nil
        }
    }

    /// Whether the venue lists a share, fund or index with this symbol: `GET /instruments/equities/{symbol}`.
    public func listsEquity(_ symbol: String) async throws -> Bool {
        do {
            _ = try await get("/instruments/equities/" + symbol.escapedForPath)
            return true
        } catch TastytradeError.notFound {
            return false
        }
    }

    /// Lists the futures contracts of these products, such as `ES`: `GET /instruments/futures`.
    ///
    /// - Returns: The contracts, and how many records could not be read.
    public func futures(productCodes: [String]) async throws -> (contracts: [FutureInstrument], unreadable: Int) {
        let query = productCodes.map { "product-code%5B%5D=" + $0 }.joined(separator: "&")
        let body = try await get("/instruments/futures" + (query.isEmpty ? "" : "?" + query))
        guard let items = (try? JSONDecoder().decode(FuturesAnswer.self, from: Data(body)))?.data.items else {
            throw TastytradeError.unexpectedAnswer(field: "data.items")
        }
        let contracts = items.compactMap(\.future)
        return (contracts, items.count - contracts.count)
    }
}

extension String {
    /// The text as one segment of a path: everything but unreserved characters percent-encoded.
    var escapedForPath: String {
        let digits = Array("0123456789ABCDEF")
        return utf8.reduce(into: "") { escaped, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                escaped.append(Character(Unicode.Scalar(byte)))
            default: escaped += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
