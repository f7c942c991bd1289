import Glibc
import MarketModel
import Wire

/// A DXLink server that knows one thing: to send prebuilt frames of prints at a rate.
///
/// Only time and index are written into a frame before it goes, so that every print is one of its own.
enum Blaster {
    private static let rows = 50
    private static let symbol = "/ESZ26:XCME"
    private static let fields = [
        "eventType", "eventSymbol", "eventTime", "eventFlags", "index", "time", "timeNanoPart", "sequence", "exchangeCode",
        "price", "size", "bidPrice", "askPrice", "exchangeSaleConditions", "tradeThroughExempt", "aggressorSide",
        "spreadLeg", "extendedTradingHours", "validTick", "type", "buyer", "seller",
    ]

    /// A frame and where in it time and index stand.
    private struct Frame {
        var bytes: [UInt8]
        var places: [(index: Int, time: Int)]
    }

    static func run(certificate: String, key: String, rate: Int, seconds: Int) async throws {
        let loop = WireLoop()
        let subscribed = AsyncStream.makeStream(of: WebSocketConnection.self)
        let server = try await WireServer(
            .init(tls: .init(certificatePath: certificate, keyPath: key)), on: loop,
            request: { _, responder in responder.respond(.text("", status: 404)) },
            upgrade: { _ in
                .accept(WebSocketLimits(maximumPendingBytes: 64 << 20)) { event, connection in
                    guard case .message(let bytes) = event else { return }
                    let text = String(decoding: bytes, as: UTF8.self)
                    for answer in answers(to: text) { connection.send(answer) }
                    if text.contains("FEED_SUBSCRIPTION"), text.contains("TimeAndSale") {
                        subscribed.continuation.yield(connection)
                    }
                }
            })
        Report.line(#"{"url":"wss://localhost:\#(server.port)/realtime"}"#)
        var connections = subscribed.stream.makeAsyncIterator()
        guard let connection = await connections.next() else { return }
        let before = Report.costs().cpu
        let (sent, heldBack) = blast(connection, rate: rate, seconds: seconds)
        let cpu = Report.costs().cpu - before
        Report.line(#"{"sent":\#(sent),"cpuSeconds":\#(cpu),"seconds":\#(seconds),"heldBackMilliseconds":\#(heldBack)}"#)
        sleep(5)
    }

    /// The handshake, by what a message contains.
    private static func answers(to text: String) -> [String] {
        func has(_ type: String) -> Bool { text.contains("\"type\":\"\(type)\"") }
        let channel = text.firstRange(of: "\"channel\":").map { text[$0.upperBound...].prefix { $0.isNumber } } ?? "0"
        if has("SETUP") {
            return [
                #"{"type":"SETUP","channel":0,"version":"1.0-blaster","keepaliveTimeout":60,"acceptKeepaliveTimeout":60}"#,
                #"{"type":"AUTH_STATE","channel":0,"state":"UNAUTHORIZED"}"#,
            ]
        }
        if has("AUTH") { return [#"{"type":"AUTH_STATE","channel":0,"state":"AUTHORIZED"}"#] }
        if has("CHANNEL_REQUEST") {
            return [#"{"type":"CHANNEL_OPENED","channel":\#(channel),"service":"FEED","parameters":{"contract":"STREAM"}}"#]
        }
        if has("FEED_SETUP") {
            let list = fields.map { "\"\($0)\"" }.joined(separator: ",")
            return [
                #"{"type":"FEED_CONFIG","channel":\#(channel),"aggregationPeriod":0.1,"dataFormat":"COMPACT","eventFields":{"TimeAndSale":[\#(list)]}}"#
            ]
        }
        return []
    }

    private static func frame(_ seed: Int) -> Frame {
        var bytes = Array(#"{"type":"FEED_DATA","channel":1,"data":["TimeAndSale",["#.utf8)
        var places: [(index: Int, time: Int)] = []
        for row in 0..<rows {
            if row > 0 { bytes.append(UInt8(ascii: ",")) }
            let tick = 27_740 + (seed &* 7 &+ row &* row) % 9
            let price = Price(billionths: Int64(tick) * 250_000_000)
            let isBuy = (seed &+ row) % 2 == 0
            let (bid, ask) = isBuy
                ? (Price(billionths: price.billionths - 250_000_000), price)
                : (price, Price(billionths: price.billionths + 250_000_000))
            bytes += Array(#""TimeAndSale","\#(symbol)",0,0,"#.utf8)
            let index = bytes.count
            bytes += Array("0000000000000000000,".utf8)
            let time = bytes.count
            bytes += Array("0000000000000,0,\(row),\"G\",\(price),\(1 + (row * 7 + seed) % 12),\(bid),\(ask),".utf8)
            bytes += Array("\"\",\"\",\"\(isBuy ? "BUY" : "SELL")\",false,false,true,\"NEW\",null,null".utf8)
            places.append((index, time))
        }
        bytes += Array("]]}".utf8)
        return Frame(bytes: bytes, places: places)
    }

    private static func write(_ value: Int64, digits: Int, into bytes: inout [UInt8], at place: Int) {
        var rest = value
        for offset in stride(from: digits - 1, through: 0, by: -1) {
            bytes[place + offset] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    private static func blast(_ connection: WebSocketConnection, rate: Int, seconds: Int) -> (sent: Int, heldBack: Int) {
        let frames = (0..<64).map(frame)
        let start = SystemClock.monotonic()
        let due = rate * seconds / rows
        var sent = 0
        var heldBack = 0
        var lastMillisecond: Int64 = 0
        var sequence: Int64 = 0
        while sent < due {
            let passed = (SystemClock.monotonic() - start).wholeNanoseconds
            let wanted = min(due, Int(passed / 1000) * rate / rows / 1_000_000 + 1)
            // What the reader has not taken yet is not added to.
            guard connection.pendingBytes < 8 << 20 else {
                heldBack += 1
                usleep(1000)
                continue
            }
            while sent < wanted, connection.pendingBytes < 8 << 20 {
                var frame = frames[sent % frames.count]
                let millisecond = SystemClock.now().milliseconds
                if millisecond != lastMillisecond { (lastMillisecond, sequence) = (millisecond, 0) }
                for place in frame.places {
                    write(
                        EventIndex.pack(milliseconds: millisecond, sequence: sequence), digits: 19, into: &frame.bytes,
                        at: place.index)
                    write(millisecond, digits: 13, into: &frame.bytes, at: place.time)
                    sequence += 1
                }
                guard case .queued = connection.send(frame.bytes) else { return (sent * rows, heldBack) }
                sent += 1
            }
            usleep(500)
        }
        return (sent * rows, heldBack)
    }
}
