/// What can go wrong between sockets, by what the caller can do about it.
public enum WireError: Error, Equatable {
    /// The address cannot be listened on: taken, not ours, or a bad certificate. Choose another.
    case cannotListen(address: String, port: Int)

    /// The address does not parse as `http`, `https`, `ws` or `wss`. Correct it.
    case invalidAddress(String)

    /// No connection was made, so nothing was sent: the name did not resolve, the peer refused, or TLS failed.
    /// The request may be tried again, whatever it does.
    case notConnected(reason: String)

    /// The connection broke before an answer. `reason` is the library's words. The request may have arrived: it may be
    /// tried again only if repeating it is harmless.
    case connectionFailed(reason: String)

    /// No answer within this time.
    case timedOut(Duration)

    /// The peer's certificate could not be verified. Trying again will not help.
    case untrustedPeer(reason: String)

    /// The answer is larger than the caller's bound, in bytes.
    case responseTooLarge(limit: Int)

    /// The event loop or client was stopped.
    case stopped
}

extension WireError {
    /// Whether the failure proves that the peer got nothing of the request.
    public var provesNothingSent: Bool {
        switch self {
        case .notConnected, .untrustedPeer, .invalidAddress, .cannotListen: true
        case .connectionFailed, .timedOut, .responseTooLarge, .stopped: false
        }
    }
}
