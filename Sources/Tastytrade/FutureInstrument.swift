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
