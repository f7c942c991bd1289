import MarketModel
import Testing
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes as no client of ours would send them, over a plain socket.
struct HostileHTTPTests {
    /// Sends `bytes` and gives what comes back before the peer closes or ten seconds pass.
    private func exchange(_ bytes: [UInt8], port: Int) -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return [] }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        var answer: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while case let count = recv(descriptor, &block, block.count, 0), count > 0 {
            answer += block[..<count]
            if answer.count > 100_000 { break }
            // A kept connection stays open: the head is enough.
            if answer.count > 4, String(decoding: answer, as: UTF8.self).contains("\r\n\r\n") { break }
        }
        return answer
    }

    @Test("hostile requests are refused or dropped, and the next client is served", .timeLimit(.minutes(5)))
    func hostile() async throws {
        let loop = WireLoop()
        defer { loop.stop() }
        let server = try await WireServer(.init(requestTimeoutSeconds: 2), on: loop) { _, responder in
            responder.respond(.text("fine"))
        }
        let long = String(repeating: "a", count: 100_000)
        let requests: [[UInt8]] = [
            Array("GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
            Array("NONSENSE\r\n\r\n".utf8), [0, 1, 2, 255, 254, 13, 10, 13, 10],
            // A slow-loris: the request never ends.
            Array("GET / HTTP/1.1\r\nHost: x\r\nX-".utf8),
        ]
        for request in requests {
            let answer = await Task.detached { exchange(request, port: server.port) }.value
            let text = String(decoding: answer, as: UTF8.self)
            #expect(!text.hasPrefix("HTTP/1.1 200"), "\(String(decoding: request.prefix(20), as: UTF8.self))")
        }
        // Odd, but a request: whatever is answered, nothing may break.
        for odd in ["Content-Length: -5", "Content-Length: 99999999999999999999", "X-Long: \(long)"] {
            _ = await Task.detached { exchange(Array("POST / HTTP/1.1\r\n\(odd)\r\n\r\nx".utf8), port: server.port) }
                .value
        }
        let client = HTTPClient()
        defer { client.stop() }
        let answer = try await client.send(.init("GET", "http://127.0.0.1:\(server.port)/"))
        #expect(answer.body == Array("fine".utf8))
    }
}
