import DXLink
import JSON
import MarketModel
import Wire

/// A client that asks for FULL data, which the product's own never does, with the product's decoder behind it.
final class RawFeed: Sendable {
    private struct State {
        var decoder: FeedDecoder
        var events = 0
        var formats: [String] = []
        var hasSentToken = false
    }

    private let state: Lock<State>
    private let token: String

    init(token: String) {
        self.token = token
        state = Lock(State(decoder: FeedDecoder(names: NameTable())))
    }

    var events: Int { state.withLock { $0.events } }
    /// The formats that FEED_CONFIG told, in order.
    var formats: [String] { state.withLock { $0.formats } }
    var ledger: FeedLedger { state.withLock { $0.decoder.ledger } }

    func take(_ event: WebSocketEvent, _ connection: WebSocketConnection) {
        switch event {
        case .opened:
            send(
                #"{"type":"SETUP","channel":0,"version":"0.1-drill","keepaliveTimeout":60,"acceptKeepaliveTimeout":60}"#,
                connection)
        case .message(let bytes): read(bytes, connection)
        case .closed: break
        }
    }

    private func read(_ bytes: [UInt8], _ connection: WebSocketConnection) {
        guard let message = try? JSONReader.read(bytes) else { return }
        switch (message["type"]?.string, message["state"]?.string) {
        case ("AUTH_STATE", "UNAUTHORIZED"):
            let isFirst = state.withLock { state in
                defer { state.hasSentToken = true }
                return !state.hasSentToken
            }
            if isFirst { send(#"{"type":"AUTH","channel":0,"token":"\#(token)"}"#, connection) }
        case ("AUTH_STATE", "AUTHORIZED"):
            send(
                #"{"type":"CHANNEL_REQUEST","channel":1,"service":"FEED","parameters":{"contract":"STREAM"}}"#,
                connection)
        case ("CHANNEL_OPENED", _):
            send(
                #"{"type":"FEED_SETUP","channel":1,"acceptDataFormat":"FULL","acceptAggregationPeriod":0.1}"#,
                connection)
            send(
                #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"TimeAndSale","symbol":"SPY"}]}"#, connection)
        case ("FEED_CONFIG", _):
            if let format = message["dataFormat"]?.string { state.withLock { $0.formats.append(format) } }
            decode(bytes)
        case ("FEED_DATA", _): decode(bytes)
        default: break
        }
    }

    private func decode(_ bytes: [UInt8]) {
        state.withLock { state in
            var events: [MarketEvent] = []
            _ = state.decoder.decode(bytes.span, into: &events)
            state.events += events.count
        }
    }

    private func send(_ text: String, _ connection: WebSocketConnection) { connection.send(Array(text.utf8)) }
}
