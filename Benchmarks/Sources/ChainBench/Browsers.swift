import MarketModel
import Synchronization
import Wire

/// Dashboard clients: the active ones subscribe and measure, the idle ones only stay connected.
enum Browsers {
    static func run(url: String, active: Int, idle: Int) async throws {
        let loop = WireLoop()
        let opened = Atomic<Int>(0)
        let closed = Atomic<Int>(0)
        let messages = Atomic<Int>(0)
        // Used on the loop's thread only, and read after the input has ended.
        nonisolated(unsafe) var latencies: [Double] = []
        latencies.reserveCapacity(1 << 18)
        var connections: [WebSocketConnection] = []
        for number in 0..<(active + idle) {
            connections.append(
                try WebSocketClient.connect(url, on: loop) { event, connection in
                    switch event {
                    case .opened:
                        opened.wrappingAdd(1, ordering: .relaxed)
                        if number < active {
                            connection.send(#"{"type":"subscribe","symbol":"ES","bar":"5m","bars":20}"#)
                        }
                    case .closed: closed.wrappingAdd(1, ordering: .relaxed)
                    case .message(let bytes):
                        messages.wrappingAdd(1, ordering: .relaxed)
                        if let asOf = asOf(bytes) { latencies.append(Double(SystemClock.now().milliseconds - asOf)) }
                    }
                })
        }
        while opened.load(ordering: .relaxed) < active + idle { try await Task.sleep(for: .milliseconds(20)) }
        Report.line(#"{"open":\#(active + idle)}"#)
        _ = readLine()
        let costs = Report.costs()
        // Messages from before the load and from after it say nothing of it.
        let measured = latencies.filter { $0 >= 0 && $0 < 5000 }
        Report.line(
            #"{"messages":\#(messages.load(ordering: .relaxed)),"cutOff":\#(closed.load(ordering: .relaxed)),"pushP50Milliseconds":\#(Report.percentile(measured, 0.5)),"pushP99Milliseconds":\#(Report.percentile(measured, 0.99)),"cpuSeconds":\#(costs.cpu),"peakMegabytes":\#(costs.megabytes)}"#
        )
        withExtendedLifetime(connections) {}
    }

    /// The moment of the latest print in a `delta_update`, in milliseconds.
    private static func asOf(_ bytes: [UInt8]) -> Int64? {
        guard bytes.starts(with: Array(#"{"type":"delta_update""#.utf8)) else { return nil }
        let head = String(decoding: bytes.prefix(300), as: UTF8.self)
        guard let mark = head.firstRange(of: "\"asOf\":") else { return nil }
        return Int64(head[mark.upperBound...].prefix { $0.isNumber })
    }
}
