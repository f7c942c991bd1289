package import JSON

/// A frame that is JSON but not a message of the protocol.
package struct MessageFault: Error, Equatable, Sendable {
    /// The channel of the frame, as far as it could be read.
    package var channel: Int
    /// What is wrong, with the name of the key.
    package var reason: String

    package init(channel: Int = 0, reason: String) {
        self.channel = channel
        self.reason = reason
    }
}

extension DXLinkMessage {
    /// Reads a message. Unknown types become `other`, unknown keys are ignored.
    ///
    /// - Throws: `MessageFault` when a required key is missing or has the wrong kind of value.
    package init(_ json: JSONValue) throws(MessageFault) {
        guard case .object = json else { throw MessageFault(reason: "a message is an object") }
        guard let type = json["type"]?.string else { throw MessageFault(reason: "type is missing") }
        let keys = MessageKeys(json: json, channel: json["channel"]?.int ?? 0)
        switch type {
        case "SETUP":
            self = .setup(
                ConnectionSetup(
                    version: try keys.text("version"), keepaliveTimeout: json["keepaliveTimeout"]?.double,
                    acceptKeepaliveTimeout: json["acceptKeepaliveTimeout"]?.double))
        case "AUTH_STATE":
            self = .authState(isAuthorized: try keys.text("state") == "AUTHORIZED", userID: json["userId"]?.string)
        case "AUTH": self = .auth(token: try keys.text("token"))
        case "KEEPALIVE": self = .keepalive
        case "ERROR":
            self = .error(
                channel: keys.channel, code: json["error"]?.string ?? "UNKNOWN", text: json["message"]?.string ?? "")
        case "CHANNEL_REQUEST", "CHANNEL_OPENED", "CHANNEL_CANCEL", "CHANNEL_CLOSED":
            self = try keys.channelMessage(type)
        case "FEED_SETUP", "FEED_CONFIG", "FEED_SUBSCRIPTION", "FEED_DATA":
            self = try keys.feedMessage(type)
        default: self = .other(type: type, channel: keys.channel)
        }
    }
}

/// The keys of one message, read with their kinds.
private struct MessageKeys {
    let json: JSONValue
    let channel: Int

    func text(_ key: String) throws(MessageFault) -> String {
        guard let text = json[key]?.string else { throw MessageFault(channel: channel, reason: "\(key) is missing") }
        return text
    }

    func channelMessage(_ type: String) throws(MessageFault) -> DXLinkMessage {
        guard json["channel"]?.int != nil else { throw MessageFault(reason: "channel is missing") }
        let parameters = json["parameters"] ?? .object([])
        switch type {
        case "CHANNEL_REQUEST":
            return .channelRequest(channel: channel, service: try text("service"), parameters: parameters)
        case "CHANNEL_OPENED":
            return .channelOpened(
                channel: channel, service: json["service"]?.string ?? "FEED", parameters: parameters)
        case "CHANNEL_CANCEL": return .channelCancel(channel: channel)
        default: return .channelClosed(channel: channel)
        }
    }

    func feedMessage(_ type: String) throws(MessageFault) -> DXLinkMessage {
        guard json["channel"]?.int != nil else { throw MessageFault(reason: "channel is missing") }
        switch type {
        case "FEED_SETUP":
            return .feedSetup(
                channel: channel,
                FeedSetup(
                    acceptAggregationPeriod: json["acceptAggregationPeriod"]?.double,
                    acceptDataFormat: json["acceptDataFormat"]?.string.flatMap(FeedDataFormat.init),
                    acceptEventFields: try fields("acceptEventFields")))
        case "FEED_CONFIG":
            return .feedConfig(
                channel: channel,
                FeedConfig(
                    aggregationPeriod: json["aggregationPeriod"]?.double,
                    dataFormat: json["dataFormat"]?.string.flatMap(FeedDataFormat.init),
                    eventFields: try fields("eventFields")))
        case "FEED_SUBSCRIPTION":
            return .feedSubscription(
                channel: channel,
                FeedSubscription(
                    reset: json["reset"]?.bool ?? false, remove: try items("remove"), add: try items("add")))
        default: return .feedData(channel: channel)
        }
    }

    private func fields(_ key: String) throws(MessageFault) -> [EventFields] {
        guard let value = json[key], value != .null else { return [] }
        guard let members = value.object else {
            throw MessageFault(channel: channel, reason: "\(key) is not an object")
        }
        var result: [EventFields] = []
        for member in members {
            guard let names = member.value.array else {
                throw MessageFault(channel: channel, reason: "\(key).\(member.key) is not an array")
            }
            let texts = names.compactMap(\.string)
            guard texts.count == names.count else {
                throw MessageFault(channel: channel, reason: "\(key).\(member.key) holds something else than names")
            }
            result.append(EventFields(type: member.key, fields: texts))
        }
        return result
    }

    private func items(_ key: String) throws(MessageFault) -> [SubscriptionItem] {
        guard let value = json[key], value != .null else { return [] }
        guard let elements = value.array else {
            throw MessageFault(channel: channel, reason: "\(key) is not an array")
        }
        var result: [SubscriptionItem] = []
        result.reserveCapacity(elements.count)
        for element in elements {
            guard let type = element["type"]?.string, let symbol = element["symbol"]?.string else {
                throw MessageFault(channel: channel, reason: "an element of \(key) has no type or symbol")
            }
            if let fromTime = element["fromTime"], fromTime != .null, fromTime.int64 == nil {
                throw MessageFault(channel: channel, reason: "fromTime is not a whole number of milliseconds")
            }
            result.append(
                SubscriptionItem(
                    type: type, symbol: symbol, fromTime: element["fromTime"]?.int64,
                    source: element["source"]?.string))
        }
        return result
    }
}
