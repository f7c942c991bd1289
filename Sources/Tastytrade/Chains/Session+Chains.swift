#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Session {
    private struct EquityAnswer: Decodable {
        struct Items: Decodable { let items: TolerantList<DecodedChain> }
        let data: Items
    }

    private struct FutureAnswer: Decodable {
        struct Fields: Decodable {
            let futures: TolerantList<DecodedFuture>
            let chains: TolerantList<DecodedChain>

            private enum CodingKeys: String, CodingKey {
                case futures
                case chains = "option-chains"
            }
        }
        let data: Fields
    }

    /// The options on a stock, fund or index: `GET /option-chains/{symbol}/nested`. SPX has two chains, one for the AM
    /// root and one for the PM root.
    ///
    /// - Parameter underlying: `SPY`, `BRK/B`, `SPX`.
    /// - Returns: The chains; none when the venue knows the symbol but lists no options. Bad records are left out and
    ///   told.
    /// - Throws: `TastytradeError`; `.notFound` for a symbol the venue does not know.
    public func nestedChains(of underlying: String) async throws -> NestedChains {
        let body = try await get("/option-chains/\(underlying.escapedForPath)/nested")
        return try Self.equityChains(body)
    }

    /// The options on a futures product: `GET /futures-option-chains/{product}/nested`.
    ///
    /// - Parameter product: `ES`, with or without its slash.
    /// - Throws: `TastytradeError`; `.notFound` for a product the venue does not know.
    public func nestedFutureChains(of product: String) async throws -> NestedChains {
        let code = product.hasPrefix("/") ? String(product.dropFirst()) : product
        let body = try await get("/futures-option-chains/\(code.escapedForPath)/nested")
        return try Self.futureChains(body)
    }

    /// Reads the answer for options on a stock, fund or index.
    static func equityChains(_ body: [UInt8]) throws(TastytradeError) -> NestedChains {
        guard let items = (try? JSONDecoder().decode(EquityAnswer.self, from: Data(body)))?.data.items else {
            throw TastytradeError.unexpectedAnswer(field: "data.items")
        }
        return chains(items, futures: [], named: "items", unreadable: [])
    }

    /// Reads the answer for options on futures.
    static func futureChains(_ body: [UInt8]) throws(TastytradeError) -> NestedChains {
        guard let data = (try? JSONDecoder().decode(FutureAnswer.self, from: Data(body)))?.data else {
            throw TastytradeError.unexpectedAnswer(field: "data.option-chains")
        }
        let unreadable = data.futures.failures.map {
            UnreadableRecord(path: "futures[\($0.place)]", reason: $0.reason)
        }
        return chains(
            data.chains, futures: data.futures.elements.map(\.value.future), named: "option-chains",
            unreadable: unreadable)
    }

    private static func chains(
        _ list: TolerantList<DecodedChain>, futures: [NestedFuture], named name: String,
        unreadable known: [UnreadableRecord]
    ) -> NestedChains {
        var unreadable = known
        unreadable += list.failures.map { UnreadableRecord(path: "\(name)[\($0.place)]", reason: $0.reason) }
        for (place, chain) in list.elements {
            unreadable += chain.unreadable.map {
                UnreadableRecord(path: "\(name)[\(place)].\($0.path)", reason: $0.reason)
            }
        }
        return NestedChains(chains: list.elements.map(\.value.chain), futures: futures, unreadable: unreadable)
    }
}
