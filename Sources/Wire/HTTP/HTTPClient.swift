import CCurl
import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sends HTTP requests, over TLS with verification, by libcurl on one thread.
///
/// It never follows a redirect and never repeats a request: whether a request may be sent again is for the caller
/// to know.
///
/// `@unchecked Sendable`: `inbox` is locked, `multi` is only woken from other threads, the rest belongs to the
/// client's thread.
public final class HTTPClient: @unchecked Sendable {
    /// How to connect.
    public struct Configuration: Sendable {
        /// A PEM file with the certificates to trust in place of the system's; `nil` for the system's.
        public var authorityPath: String?
        /// The largest answer taken, in bytes.
        public var maximumResponseBytes: Int
        /// How long the whole exchange may take.
        public var timeout: Duration

        /// Creates a configuration.
        public init(
            authorityPath: String? = nil, maximumResponseBytes: Int = 64 << 20, timeout: Duration = .seconds(30)
        ) {
            self.authorityPath = authorityPath
            self.maximumResponseBytes = maximumResponseBytes
            self.timeout = timeout
        }
    }

    /// A request to send.
    public struct Request: Sendable {
        /// `GET`, `POST`, …
        public var method: String
        /// `http://` or `https://`, escaped.
        public var url: String
        /// Headers in order.
        public var headers: [(name: String, value: String)]
        /// The body; `nil` for none.
        public var body: [UInt8]?

        /// Creates a request.
        public init(
            _ method: String, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil
        ) {
            self.method = method
            self.url = url
            self.headers = headers
            self.body = body
        }
    }

    private let configuration: Configuration
    private let inbox = Lock([Message]())
    private let multi: UnsafeMutableRawPointer
    // The client's thread only.
    private var live: [UnsafeMutableRawPointer: Transfer] = [:]

    private enum Message {
        case start(Transfer)
        case cancel(Int)
        case stop
    }

    /// Starts the client's thread.
    public init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
        curl_global_init(Int(CURL_GLOBAL_ALL))
        multi = curl_multi_init()
        var thread = pthread_t()
        let me = Unmanaged.passRetained(self).toOpaque()
        pthread_create(&thread, nil, runHTTPClientThread, me)
        pthread_detach(thread)
    }

    /// Ends the thread; what is under way fails with `WireError.stopped`.
    public func stop() { post(.stop) }

    /// Sends a request and waits for the whole answer, whatever its status.
    ///
    /// - Throws: `WireError`, or `CancellationError` when the task is cancelled.
    public func send(_ request: Request) async throws -> HTTPResponse {
        guard let address = WireAddress(request.url), address.scheme.hasPrefix("http") else {
            throw WireError.invalidAddress(request.url)
        }
        let id = WireLoop.nextID()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                post(.start(Transfer(id: id, request: request, configuration: configuration, continuation)))
            }
        } onCancel: {
            post(.cancel(id))
        }
    }

    private func post(_ message: sending Message) {
        inbox.withLock { $0.append(message) }
        curl_multi_wakeup(multi)
    }

    fileprivate func run() {
        var isRunning = true
        while isRunning {
            var messages: [Message] = []
            inbox.withLock { swap(&$0, &messages) }
            for message in messages {
                switch message {
                case .start(let transfer): start(transfer)
                case .cancel(let id):
                    for (easy, transfer) in live where transfer.id == id {
                        end(easy, .failure(CancellationError()))
                    }
                case .stop: isRunning = false
                }
            }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            while let message = piquant_curl_next_message(multi) {
                guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
                complete(easy, piquant_curl_result(message))
            }
            curl_multi_poll(multi, nil, 0, 1000, nil)
        }
        for easy in Array(live.keys) { end(easy, .failure(WireError.stopped)) }
        for message in inbox.withLock({ $0 }) {
            if case .start(let transfer) = message { transfer.continuation.resume(throwing: WireError.stopped) }
        }
        curl_multi_cleanup(multi)
    }

    private func start(_ transfer: Transfer) {
        guard let easy = curl_easy_init() else {
            transfer.continuation.resume(throwing: WireError.connectionFailed(reason: "out of memory"))
            return
        }
        transfer.prepare(easy)
        live[easy] = transfer
        curl_multi_add_handle(multi, easy)
    }

    private func complete(_ easy: UnsafeMutableRawPointer, _ result: CURLcode) {
        guard let transfer = live[easy] else { return }
        guard result == CURLE_OK else {
            end(easy, .failure(transfer.failure(result)))
            return
        }
        var status = 0
        _ = piquant_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        end(easy, .success(HTTPResponse(status: status, headers: transfer.headers, body: transfer.body)))
    }

    private func end(_ easy: UnsafeMutableRawPointer, _ result: Result<HTTPResponse, any Error>) {
        guard let transfer = live.removeValue(forKey: easy) else { return }
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
        transfer.release()
        transfer.continuation.resume(with: result)
    }
}

private nonisolated func runHTTPClientThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<HTTPClient>.fromOpaque(argument!).takeRetainedValue().run()
    return nil
}

/// One request under way. Made by the caller, then handed to the client's thread for good.
private final class Transfer: @unchecked Sendable {
    let id: Int
    let request: HTTPClient.Request
    let configuration: HTTPClient.Configuration
    let continuation: CheckedContinuation<HTTPResponse, any Error>
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var isTooLarge = false
    private var headerList: UnsafeMutablePointer<curl_slist>?

    init(
        id: Int, request: HTTPClient.Request, configuration: HTTPClient.Configuration,
        _ continuation: CheckedContinuation<HTTPResponse, any Error>
    ) {
        self.id = id
        self.request = request
        self.configuration = configuration
        self.continuation = continuation
    }

    func prepare(_ easy: UnsafeMutableRawPointer) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        _ = piquant_curl_set_text(easy, CURLOPT_URL, request.url)
        _ = piquant_curl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method)
        if request.method == "HEAD" { _ = piquant_curl_set_long(easy, CURLOPT_NOBODY, 1) }
        // On a kept connection that breaks before an answer libcurl sends the request again by itself. What is not a
        // plain read must never go twice, so it gets a connection of its own: none that was used before, none that another
        // request may use after it, and not HTTP/2, where others would join it while it waits.
        if request.method != "GET", request.method != "HEAD" {
            _ = piquant_curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
            _ = piquant_curl_set_long(easy, CURLOPT_FORBID_REUSE, 1)
            _ = piquant_curl_set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        }
        _ = piquant_curl_set_long(easy, CURLOPT_TIMEOUT_MS, Int(configuration.timeout.wholeNanoseconds / 1_000_000))
        _ = piquant_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        _ = piquant_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        if let path = configuration.authorityPath { _ = piquant_curl_set_text(easy, CURLOPT_CAINFO, path) }
        for (name, value) in request.headers { headerList = curl_slist_append(headerList, "\(name): \(value)") }
        if let body = request.body {
            _ = piquant_curl_set_long(easy, CURLOPT_POSTFIELDSIZE, body.count)
            _ = body.withUnsafeBytes {
                piquant_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress ?? UnsafeRawPointer(me))
            }
        }
        _ = piquant_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headerList)
        _ = piquant_curl_set_sink(easy, CURLOPT_WRITEFUNCTION, takeBodyBytes)
        _ = piquant_curl_set_pointer(easy, CURLOPT_WRITEDATA, me)
        _ = piquant_curl_set_sink(easy, CURLOPT_HEADERFUNCTION, takeHeaderLine)
        _ = piquant_curl_set_pointer(easy, CURLOPT_HEADERDATA, me)
    }

    func release() {
        curl_slist_free_all(headerList)
        headerList = nil
    }

    func failure(_ result: CURLcode) -> WireError {
        let reason = String(cString: curl_easy_strerror(result))
        switch result {
        case CURLE_WRITE_ERROR where isTooLarge: return .responseTooLarge(limit: configuration.maximumResponseBytes)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(configuration.timeout)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: return .untrustedPeer(reason: reason)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: return .invalidAddress(request.url)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR:
            return .notConnected(reason: reason)
        default: return .connectionFailed(reason: reason)
        }
    }
}

private nonisolated func takeBodyBytes(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    let transfer = Unmanaged<Transfer>.fromOpaque(user!).takeUnretainedValue()
    let total = size * count
    guard transfer.body.count + total <= transfer.configuration.maximumResponseBytes else {
        transfer.isTooLarge = true
        return 0
    }
    transfer.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: total))
    return total
}

private nonisolated func takeHeaderLine(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    let transfer = Unmanaged<Transfer>.fromOpaque(user!).takeUnretainedValue()
    let total = size * count
    let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: total), as: UTF8.self)
    if line.hasPrefix("HTTP/") {
        transfer.headers = []
    } else if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        transfer.headers.append((line[..<colon].lowercased(), String(value.prefix { !$0.isNewline })))
    }
    return total
}
