import DXLink
import MarketModel
import Testing

@testable import Simulator

struct HandshakeTests {
    private let setup = #"{"type":"SETUP","channel":0,"version":"0.1-test/1","keepaliveTimeout":60}"#
    private let auth = #"{"type":"AUTH","channel":0,"token":"good"}"#
    private let request =
        #"{"type":"CHANNEL_REQUEST","channel":1,"service":"FEED","parameters":{"contract":"AUTO"}}"#

    @Test("answers the handshake as the vendor does")
    func handshake() {
        var bench = SessionBench()
        #expect(
            bench.say(setup) == [
                #"{"type":"SETUP","channel":0,"version":"1.0-1.2.1-piquant","keepaliveTimeout":60,"acceptKeepaliveTimeout":60}"#,
                #"{"type":"AUTH_STATE","channel":0,"state":"UNAUTHORIZED"}"#,
            ])
        #expect(bench.say(auth) == [#"{"type":"AUTH_STATE","channel":0,"state":"AUTHORIZED","userId":"U1"}"#])
        #expect(
            bench.say(request) == [
                #"{"type":"CHANNEL_OPENED","channel":1,"service":"FEED","parameters":{"contract":"AUTO","subFormat":"LIST"}}"#
            ])
        #expect(
            bench.say(#"{"type":"FEED_SETUP","channel":1,"acceptDataFormat":"COMPACT"}"#) == [
                #"{"type":"FEED_CONFIG","channel":1,"aggregationPeriod":0.1,"dataFormat":"COMPACT"}"#
            ])
    }

    @Test("strict: SETUP first, AUTHORIZED before channels, odd channels")
    func strict() {
        var bench = SessionBench()
        #expect(bench.say(auth).first?.contains(#""error":"BAD_ACTION""#) == true)
        #expect(bench.say(setup).count == 2)
        #expect(bench.say(request).first?.contains(#""error":"UNAUTHORIZED""#) == true)
        let refused = bench.say(#"{"type":"AUTH","channel":0,"token":"old"}"#)
        #expect(refused.first?.contains(#""error":"UNAUTHORIZED""#) == true)
        #expect(refused.last == #"{"type":"AUTH_STATE","channel":0,"state":"UNAUTHORIZED"}"#)
        _ = bench.say(auth)
        #expect(
            bench.say(#"{"type":"CHANNEL_REQUEST","channel":2,"service":"FEED","parameters":{}}"#) == [
                #"{"type":"ERROR","channel":2,"error":"BAD_ACTION","message":"Protocol violation with an even channel usage."}"#
            ])
        #expect(bench.say(request).first?.contains("CHANNEL_OPENED") == true)
        #expect(bench.say(request).first?.contains("BAD_ACTION") == true)
        #expect(bench.say(#"{"type":"CHANNEL_CANCEL","channel":1}"#) == [#"{"type":"CHANNEL_CLOSED","channel":1}"#])
    }

    @Test("lenient: AUTH ahead of SETUP is taken")
    func lenient() {
        var behavior = FeedBehavior()
        behavior.handshake = .lenient
        var bench = SessionBench(behavior)
        #expect(bench.say(auth).last?.contains("AUTHORIZED") == true)
        #expect(bench.say(setup).count == 1)
        #expect(bench.say(request).first?.contains("CHANNEL_OPENED") == true)
    }

    @Test(
        "what is no message is answered and the session lives on",
        arguments: [
            "", "{", "[]", "nonsense", #"{"type":7}"#, #"{"channel":1}"#, #"{"type":"AUTH","channel":0}"#, "\u{0}",
            #"{"type":"SETUP","channel":0}"#, String(repeating: "[", count: 5000),
            #"{"type":"CHANNEL_REQUEST","channel":99999999999999999999,"service":"FEED"}"#,
        ])
    func garbage(text: String) {
        var bench = SessionBench()
        _ = bench.say(setup)
        let answer = bench.say(text)
        #expect(answer.count == 1 && answer[0].contains(#""type":"ERROR""#), "\(answer)")
        #expect(!bench.session.isClosed)
        #expect(bench.say(auth).first?.contains(#""AUTHORIZED""#) == true)
    }

    @Test("unknown types and server messages are ignored")
    func ignored() {
        var bench = SessionBench()
        _ = bench.say(setup)
        #expect(bench.say(#"{"type":"WHATEVER","channel":3,"more":[1]}"#) == [])
        #expect(bench.say(#"{"type":"CHANNEL_OPENED","channel":1,"service":"FEED"}"#) == [])
        #expect(bench.session.ignoredMessages == 2)
    }

    @Test("a silent client is sent away with Bye; the server beats every half")
    func keepalive() {
        var bench = SessionBench()
        _ = bench.say(setup)
        #expect(bench.wait(.seconds(29)) == [])
        #expect(bench.wait(.seconds(1)) == [#"{"type":"KEEPALIVE","channel":0}"#])
        #expect(bench.say(#"{"type":"KEEPALIVE","channel":0}"#) == [])
        #expect(bench.wait(.seconds(30)) == [#"{"type":"KEEPALIVE","channel":0}"#])
        #expect(bench.wait(.seconds(30)) == ["close 1000 Bye"])
        #expect(bench.wait(.seconds(30)) == [])
        #expect(bench.say(auth) == [])
    }

    @Test("or with ERROR TIMEOUT first")
    func timeoutError() {
        var behavior = FeedBehavior()
        behavior.silence = .timeoutError
        var bench = SessionBench(behavior)
        _ = bench.say(setup)
        let end = bench.wait(.seconds(61))
        #expect(end.first?.contains(#""error":"TIMEOUT""#) == true)
        #expect(end.last == "close 1000 Bye")
    }

    @Test("a shorter keepalive of the client counts")
    func shortKeepalive() {
        var bench = SessionBench()
        _ = bench.say(
            #"{"type":"SETUP","channel":0,"version":"0.1","keepaliveTimeout":10,"acceptKeepaliveTimeout":4}"#)
        #expect(bench.wait(.seconds(2)) == [#"{"type":"KEEPALIVE","channel":0}"#])
        #expect(bench.wait(.seconds(8)) == ["close 1000 Bye"])
    }

    @Test("a message above the limit closes with 1009")
    func tooLarge() {
        var bench = SessionBench()
        _ = bench.say(setup)
        let end = bench.say(String(repeating: " ", count: 65_537))
        #expect(end.count == 1 && end[0].hasPrefix("close 1009"))
    }

    @Test("the sixth session of a user is refused")
    func tooMany() {
        var bench = SessionBench(verdict: { _ in .tooManySessions })
        _ = bench.say(setup)
        let end = bench.say(auth)
        #expect(end.first?.contains("BAD_ACTION") == true && end.last?.hasPrefix("close 1008") == true)
    }
}
