import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An HTTP server on loopback that may take a request and then cut the connection without a word, which a proper server
/// never does.
///
/// It serves one connection at a time, keeps connections open between requests, and counts what arrived.
public final class CuttingServer: Sendable {
    /// What to do with a request that was read whole.
    public enum Reply: Sendable {
        /// Answer with this status and JSON, and keep the connection.
        case answer(status: Int, body: String)
        /// Send the first bytes of an answer, then cut.
        case cutAfter(String)
        /// Cut without a byte.
        case cut
    }

    private struct State {
        var requests: [String] = []
        var isStopped = false
        var accepted: [Int32] = []
    }

    /// The port it listens on.
    public let port: Int
    private let listener: Int32
    private let state = Lock(State())
    private let script: @Sendable (Int, String) -> Reply

    /// Starts to listen.
    ///
    /// - Parameter script: Told the number of the request, from zero, and its head and body as text.
    public init(_ script: @escaping @Sendable (Int, String) -> Reply) {
        self.script = script
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        precondition(bound, "loopback gives a port")
        port = Int(in_port_t(bigEndian: address.sin_port))
        var thread = pthread_t()
        pthread_create(&thread, nil, serveCutting, Unmanaged.passRetained(self).toOpaque())
        pthread_detach(thread)
    }

    /// Every request that arrived whole, in order: head and body.
    public var requests: [String] { state.withLock { $0.requests } }

    /// Stops listening and ends the thread.
    public func stop() {
        state.withLock { state in
            state.isStopped = true
            for descriptor in state.accepted { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    fileprivate func serve() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            let isStopped = state.withLock { state in
                state.accepted.append(descriptor)
                return state.isStopped
            }
            // One thread for a connection: a client may hold one open while it uses another.
            let visit = Visit(server: self, descriptor: descriptor)
            if isStopped {
                close(descriptor)
                return
            }
            var thread = pthread_t()
            pthread_create(&thread, nil, serveVisit, Unmanaged.passRetained(visit).toOpaque())
            pthread_detach(thread)
        }
    }

    fileprivate func serve(_ descriptor: Int32) {
        var buffer: [UInt8] = []
        while let request = Self.read(descriptor, &buffer) {
            let place = state.withLock { state in
                state.requests.append(request)
                return state.requests.count - 1
            }
            switch script(place, request) {
            case .answer(let status, let body):
                write(
                    "HTTP/1.1 \(status) X\r\ncontent-type: application/json\r\ncontent-length: \(body.utf8.count)"
                        + "\r\n\r\n\(body)", to: descriptor)
                continue
            case .cutAfter(let head): write(head, to: descriptor)
            case .cut: break
            }
            break
        }
        state.withLock { state in
            state.accepted.removeAll { $0 == descriptor }
            close(descriptor)
        }
    }

    private func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// One whole request; `nil` when the peer has gone.
    private static func read(_ descriptor: Int32, _ buffer: inout [UInt8]) -> String? {
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            if let end = endOfHead(buffer) {
                let head = String(decoding: buffer[..<end], as: UTF8.self).lowercased()
                let length =
                    head.split(whereSeparator: \.isNewline).first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) } ?? 0
                if buffer.count >= end + length {
                    defer { buffer.removeFirst(end + length) }
                    return String(decoding: buffer[..<(end + length)], as: UTF8.self)
                }
            }
            let count = recv(descriptor, &block, block.count, 0)
            guard count > 0 else { return nil }
            buffer += block[..<count]
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (4...bytes.count).first { Array(bytes[($0 - 4)..<$0]) == [13, 10, 13, 10] }
    }

    private final class Visit: Sendable {
        let server: CuttingServer
        let descriptor: Int32

        init(server: CuttingServer, descriptor: Int32) {
            self.server = server
            self.descriptor = descriptor
        }

        func run() { server.serve(descriptor) }
    }

    fileprivate static func runVisit(_ argument: UnsafeMutableRawPointer) {
        Unmanaged<Visit>.fromOpaque(argument).takeRetainedValue().run()
    }
}

private nonisolated func serveCutting(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<CuttingServer>.fromOpaque(argument!).takeRetainedValue().serve()
    return nil
}

private nonisolated func serveVisit(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    CuttingServer.runVisit(argument!)
    return nil
}
