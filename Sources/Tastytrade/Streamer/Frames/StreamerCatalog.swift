/// The account streamer's side of the drift report.
public enum StreamerCatalog {
    /// Decodes a recorded frame by the decoder that the client itself uses.
    ///
    /// - Returns: How the frame differs from what this client knows, and why it could not be decoded at all; `nil`
    ///   when it could. A type that this client does not know is drift, not a failure.
    package static func drift(
        ofStreamerFrame bytes: [UInt8]
    ) -> (drift: [FieldDrift], failure: TastytradeError?) {
        let log = DecodingLog()
        let frames = StreamerFrame.read(bytes, log)
        for case .notification(let notification) in frames {
            if case .unknown(let type, _) = notification.content { log.root.noteWord("type", type) }
        }
        let isLost = frames.allSatisfy { frame in
            if case .malformed = frame { true } else { false }
        }
        guard isLost, case .malformed(let reason, _)? = frames.first else { return (log.drift, nil) }
        return (log.drift, .unexpectedAnswer(field: "the frame: \(reason)"))
    }
}
