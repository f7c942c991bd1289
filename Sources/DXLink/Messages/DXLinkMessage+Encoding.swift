package import JSON

extension DXLinkMessage {
    /// The message as the bytes of one text frame.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        JSONText.append(json, to: &bytes)
        return bytes
    }

    /// The message as JSON: `type`, `channel`, then its own keys; what is `nil` or empty is left out.
    package var json: JSONValue {
        func message(_ type: String, _ members: [JSONValue.Member] = []) -> JSONValue {
            .object([.init("type", .string(type)), .init("channel", .integer(channel))] + members)
        }
        switch self {
        case .setup(let setup): return message("SETUP", setup.members)
        case .authState(let isAuthorized, let userID):
            let state: JSONValue = .string(isAuthorized ? "AUTHORIZED" : "UNAUTHORIZED")
            return message("AUTH_STATE", [.init("state", state)] + .ifSet("userId", userID.map(JSONValue.string)))
        case .auth(let token): return message("AUTH", [.init("token", .string(token))])
        case .keepalive: return message("KEEPALIVE")
        case .error(_, let code, let text):
            return message("ERROR", [.init("error", .string(code)), .init("message", .string(text))])
        case .channelRequest(_, let service, let parameters):
            return message("CHANNEL_REQUEST", [.init("service", .string(service)), .init("parameters", parameters)])
        case .channelOpened(_, let service, let parameters):
            return message("CHANNEL_OPENED", [.init("service", .string(service)), .init("parameters", parameters)])
        case .channelCancel: return message("CHANNEL_CANCEL")
        case .channelClosed: return message("CHANNEL_CLOSED")
        case .feedSetup(_, let setup): return message("FEED_SETUP", setup.members)
        case .feedConfig(_, let config): return message("FEED_CONFIG", config.members)
        case .feedSubscription(_, let subscription): return message("FEED_SUBSCRIPTION", subscription.members)
        case .feedData: return message("FEED_DATA", [.init("data", .array([]))])
        case .other(let type, _): return message(type)
        }
    }
}

extension [JSONValue.Member] {
    fileprivate static func ifSet(_ key: String, _ value: JSONValue?) -> [JSONValue.Member] {
        value.map { [JSONValue.Member(key, $0)] } ?? []
    }
}

extension ConnectionSetup {
    fileprivate var members: [JSONValue.Member] {
        [.init("version", .string(version))]
            + .ifSet("keepaliveTimeout", keepaliveTimeout.map(JSONValue.double))
            + .ifSet("acceptKeepaliveTimeout", acceptKeepaliveTimeout.map(JSONValue.double))
    }
}

extension [EventFields] {
    fileprivate var json: JSONValue? {
        isEmpty
            ? nil
            : .object(map { JSONValue.Member($0.type, .array($0.fields.map(JSONValue.string))) })
    }
}

extension FeedSetup {
    fileprivate var members: [JSONValue.Member] {
        .ifSet("acceptAggregationPeriod", acceptAggregationPeriod.map(JSONValue.double))
            + .ifSet("acceptDataFormat", acceptDataFormat.map { .string($0.rawValue) })
            + .ifSet("acceptEventFields", acceptEventFields.json)
    }
}

extension FeedConfig {
    fileprivate var members: [JSONValue.Member] {
        .ifSet("aggregationPeriod", aggregationPeriod.map(JSONValue.double))
            + .ifSet("dataFormat", dataFormat.map { .string($0.rawValue) })
            + .ifSet("eventFields", eventFields.json)
    }
}

extension SubscriptionItem {
    /// The element as JSON.
    package var json: JSONValue {
        .object(
            [.init("type", .string(type)), .init("symbol", .string(symbol))]
                + .ifSet("fromTime", fromTime.map { .integer($0) })
                + .ifSet("source", source.map(JSONValue.string)))
    }
}

extension FeedSubscription {
    fileprivate var members: [JSONValue.Member] {
        .ifSet("reset", reset ? .bool(true) : nil)
            + .ifSet("remove", remove.isEmpty ? nil : .array(remove.map(\.json)))
            + .ifSet("add", add.isEmpty ? nil : .array(add.map(\.json)))
    }
}
