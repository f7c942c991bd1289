import JSON

/// A message of ours, still without its token: every message carries the token that is good when it leaves.
struct StreamerMessage: Sendable, Equatable {
    enum Action: Sendable, Equatable {
        case connect([String])
        case subscribe(StreamerTopic)
        case heartbeat
    }

    let action: Action
    /// Rises with every message of a session.
    let requestID: Int

    /// The frame. Holds the token: never logged.
    ///
    /// - Parameter authorization: What the `Authorization` header of a request would be.
    func bytes(authorization: String) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        switch action {
        case .connect(let accounts):
            json.member("action", "connect")
            json.key("value")
            json.beginArray()
            for account in accounts { json.value(account) }
            json.endArray()
        case .subscribe(let topic):
            json.member("action", topic.action)
            if case .userMessages(let user) = topic { json.member("value", user) }
        case .heartbeat: json.member("action", "heartbeat")
        }
        json.member("auth-token", authorization)
        json.member("request-id", requestID)
        json.member("source", "piquant")
        json.endObject()
        return json.bytes
    }
}
