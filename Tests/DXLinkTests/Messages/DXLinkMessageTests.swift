import JSON
import Testing

@testable import DXLink

struct DXLinkMessageTests {
    static let samples: [(DXLinkMessage, String)] = [
        (
            .setup(ConnectionSetup(version: "0.1-x/1", keepaliveTimeout: 60, acceptKeepaliveTimeout: 60)),
            #"{"type":"SETUP","channel":0,"version":"0.1-x/1","keepaliveTimeout":60,"acceptKeepaliveTimeout":60}"#
        ),
        (
            .authState(isAuthorized: true, userID: "u"),
            #"{"type":"AUTH_STATE","channel":0,"state":"AUTHORIZED","userId":"u"}"#
        ),
        (.authState(isAuthorized: false, userID: nil), #"{"type":"AUTH_STATE","channel":0,"state":"UNAUTHORIZED"}"#),
        (.auth(token: "t"), #"{"type":"AUTH","channel":0,"token":"t"}"#),
        (.keepalive, #"{"type":"KEEPALIVE","channel":0}"#),
        (
            .error(channel: 3, code: "BAD_ACTION", text: "no"),
            #"{"type":"ERROR","channel":3,"error":"BAD_ACTION","message":"no"}"#
        ),
        (
            .channelRequest(
                channel: 1, service: "FEED", parameters: .object([.init("contract", .string("STREAM"))])),
            #"{"type":"CHANNEL_REQUEST","channel":1,"service":"FEED","parameters":{"contract":"STREAM"}}"#
        ),
        (.channelCancel(channel: 5), #"{"type":"CHANNEL_CANCEL","channel":5}"#),
        (.channelClosed(channel: 5), #"{"type":"CHANNEL_CLOSED","channel":5}"#),
        (
            .feedSetup(
                channel: 1,
                FeedSetup(
                    acceptAggregationPeriod: 0.1, acceptDataFormat: .compact,
                    acceptEventFields: [EventFields(type: "Quote", fields: ["eventSymbol", "bidPrice"])])),
            #"{"type":"FEED_SETUP","channel":1,"acceptAggregationPeriod":0.1,"acceptDataFormat":"COMPACT","#
                + #""acceptEventFields":{"Quote":["eventSymbol","bidPrice"]}}"#
        ),
        (
            .feedConfig(channel: 1, FeedConfig(aggregationPeriod: 1, dataFormat: .full)),
            #"{"type":"FEED_CONFIG","channel":1,"aggregationPeriod":1,"dataFormat":"FULL"}"#
        ),
        (
            .feedSubscription(
                channel: 1,
                FeedSubscription(
                    reset: true, remove: [SubscriptionItem(type: "Quote", symbol: "QQQ")],
                    add: [
                        SubscriptionItem(type: "Candle", symbol: "SPY{=5m}", fromTime: 1_788_300_000_000),
                        SubscriptionItem(type: "Order", symbol: "/ESZ26:XCME", source: "GLBX"),
                    ])),
            #"{"type":"FEED_SUBSCRIPTION","channel":1,"reset":true,"remove":[{"type":"Quote","symbol":"QQQ"}],"#
                + #""add":[{"type":"Candle","symbol":"SPY{=5m}","fromTime":1788300000000},"#
                + #"{"type":"Order","symbol":"/ESZ26:XCME","source":"GLBX"}]}"#
        ),
    ]

    @Test("is written as the protocol spells it, and reads back", arguments: samples)
    func roundTrip(message: DXLinkMessage, text: String) throws {
        #expect(String(decoding: message.bytes, as: UTF8.self) == text)
        #expect(try DXLinkMessage(JSONReader.read(Array(text.utf8))) == message)
    }

    @Test("unknown types and keys are no fault")
    func unknown() throws {
        let text = #"{"type":"DOM_SNAPSHOT","channel":7,"bids":[],"new":{"x":1}}"#
        #expect(try DXLinkMessage(JSONReader.read(Array(text.utf8))) == .other(type: "DOM_SNAPSHOT", channel: 7))
    }

    @Test(
        "a missing or wrong key is a fault that names it",
        arguments: [
            (#"[]"#, "a message is an object"), (#"{"channel":0}"#, "type is missing"),
            (#"{"type":"SETUP","channel":0}"#, "version is missing"),
            (#"{"type":"AUTH","channel":0,"token":7}"#, "token is missing"),
            (#"{"type":"CHANNEL_REQUEST","service":"FEED"}"#, "channel is missing"),
            (
                #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"Quote"}]}"#,
                "an element of add has no type or symbol"
            ),
            (
                #"{"type":"FEED_SUBSCRIPTION","channel":1,"add":[{"type":"Candle","symbol":"A","fromTime":1.5}]}"#,
                "fromTime is not a whole number of milliseconds"
            ),
            (
                #"{"type":"FEED_CONFIG","channel":1,"eventFields":{"Quote":[1]}}"#,
                "eventFields.Quote holds something else than names"
            ),
        ])
    func faults(text: String, reason: String) throws {
        let json = try JSONReader.read(Array(text.utf8))
        let fault = #expect(throws: MessageFault.self) { try DXLinkMessage(json) }
        #expect(fault?.reason == reason)
    }
}
