#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a browser may say on its socket.
enum ClientMessage {
    /// The words of a `subscribe`, not yet checked.
    struct Subscription {
        let symbol: String
        let bar: String?
        let group: String?
        let reset: String?
        let bars: String?
    }

    /// The words of a `subscribe_chain`, not yet checked.
    struct ChainSubscription {
        let symbol: String
        let expiration: String?
        let strikes: Int?
    }

    case ping
    case subscribe(Subscription)
    case subscribeChain(ChainSubscription)
    case unsubscribeChain

    /// The largest message read, in bytes.
    static let maximumBytes = 4096

    private struct Wire: Decodable {
        let type: String
        let symbol: String?
        let bar: String?
        let group: Int?
        let reset: String?
        let bars: Int?
        let expiration: String?
        let strikes: Int?
    }

    /// Reads a message.
    ///
    /// - Throws: `RequestError` with what is wrong.
    init(_ bytes: [UInt8]) throws(RequestError) {
        guard bytes.count <= Self.maximumBytes, let wire = try? JSONDecoder().decode(Wire.self, from: Data(bytes))
        else {
            throw RequestError(
                code: "message_unreadable", message: "a message is a JSON object with a type, of at most 4096 bytes")
        }
        switch wire.type {
        case "ping": self = .ping
        case "subscribe":
            guard let symbol = wire.symbol else {
                throw RequestError(code: "symbol_missing", message: "subscribe needs a symbol, such as ES")
            }
            self = .subscribe(
                Subscription(
                    symbol: symbol, bar: wire.bar, group: wire.group.map(String.init), reset: wire.reset,
                    bars: wire.bars.map(String.init)))
        case "subscribe_chain":
            guard let symbol = wire.symbol else {
                throw RequestError(code: "symbol_missing", message: "subscribe_chain needs a symbol, such as SPX")
            }
            self = .subscribeChain(
                ChainSubscription(symbol: symbol, expiration: wire.expiration, strikes: wire.strikes))
        case "unsubscribe_chain": self = .unsubscribeChain
        default:
            throw RequestError(
                code: "type_unknown",
                message:
                    "'\(wire.type.prefix(40))' is no message: send subscribe, subscribe_chain, unsubscribe_chain or ping"
            )
        }
    }
}
