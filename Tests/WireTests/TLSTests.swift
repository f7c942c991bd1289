import Testing
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A certificate of our own for `localhost`, made by the openssl program in a fresh folder.
private struct Certificate {
    let folder: String
    var path: String { folder + "/certificate.pem" }
    var key: String { folder + "/key.pem" }

    init() throws {
        var template = Array("/tmp/piquant-tls-XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
        let command =
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
            + "-addext subjectAltName=DNS:localhost -keyout \(key) -out \(path) 2>/dev/null"
        try #require(system(command) == 0, "the openssl program makes a certificate")
    }

    func remove() {
        for file in [path, key] { unlink(file) }
        rmdir(folder)
    }
}

struct TLSTests {
    @Test("TLS works both ways with a trusted authority, and an unknown one is refused")
    func verification() async throws {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let loop = WireLoop()
        defer { loop.stop() }
        let server = try await WireServer(
            .init(tls: .init(certificatePath: certificate.path, keyPath: certificate.key)), on: loop,
            request: { _, responder in responder.respond(.text("secret")) },
            upgrade: { _ in
                .accept(WebSocketLimits()) { event, connection in
                    if case .message(let bytes) = event { connection.send(bytes) }
                }
            })

        let trusting = HTTPClient(.init(authorityPath: certificate.path, timeout: .seconds(60)))
        defer { trusting.stop() }
        let answer = try await trusting.send(.init("GET", "https://localhost:\(server.port)/"))
        #expect(answer.body == Array("secret".utf8))

        let wary = HTTPClient(.init(timeout: .seconds(60)))
        defer { wary.stop() }
        await #expect(throws: WireError.self) { try await wary.send(.init("GET", "https://localhost:\(server.port)/")) }

        #expect(try await echo(port: server.port, authority: certificate.path, on: loop) == "echo 1000")
        #expect(try await echo(port: server.port, authority: nil, on: loop) == "closed 1006")
    }

    private func echo(port: Int, authority: String?, on loop: WireLoop) async throws -> String {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        _ = try WebSocketClient.connect(
            "wss://localhost:\(port)/", configuration: .init(authorityPath: authority), on: loop
        ) { event, connection in
            switch event {
            case .opened: connection.send([UInt8](repeating: 65, count: 1000))
            case .message(let bytes):
                continuation.yield("echo \(bytes.count)")
                connection.close()
            case .closed(let code, _): continuation.yield("closed \(code)")
            }
        }
        var events = stream.makeAsyncIterator()
        return await events.next() ?? "nothing"
    }
}
