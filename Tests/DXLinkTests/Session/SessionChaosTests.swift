import JSON
import MarketModel
import TestSupport
import Testing

@testable import DXLink

/// Whatever a server does in whatever order, the rules of the session hold.
struct SessionChaosTests {
    private static let symbols = ["A", "B", "C", "D", "E"]

    private func message(_ random: inout SeededGenerator) -> DXLinkMessage {
        let channel = Int.random(in: 0...9, using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: return MachineScript.serverSetup
        case 2: return .authState(isAuthorized: false, userID: nil)
        case 3, 4: return .authState(isAuthorized: true, userID: nil)
        case 5, 6, 7: return .channelOpened(channel: channel, service: "FEED", parameters: .object([]))
        case 8: return .channelClosed(channel: channel)
        case 9: return .error(channel: channel, code: "BAD_ACTION", text: "")
        case 10: return .feedConfig(channel: channel, FeedConfig(aggregationPeriod: .infinity, dataFormat: .full))
        default: return .other(type: "NEWS", channel: channel)
        }
    }

    private func step(_ script: inout MachineScript, _ random: inout SeededGenerator, tokens: inout Int) {
        let symbol = Self.symbols[Int.random(in: 0..<Self.symbols.count, using: &random)]
        let types: [MarketEventType] = [.quote, .timeAndSale, .candle]
        let type = types[Int.random(in: 0..<3, using: &random)]
        switch Int.random(in: 0..<14, using: &random) {
        case 0: script.step(.closed(code: 1006, reason: ""))
        case 1: script.step(.opened)
        case 2: script.step(.tokenFailed(reason: "no"))
        case 3:
            tokens += 1
            script.step(.tokenFetched(url: "wss://feed", token: "t\(tokens)"))
        case 4:
            script.subscribe(
                MarketSubscription(
                    type, symbol, fromTime: type == .candle ? script.now - .seconds(3600) : nil,
                    priority: Int.random(in: 0...2, using: &random)))
        case 5: script.take(script.machine.unsubscribe([MarketSubscription.Key(type, symbol)], at: script.now))
        case 6: script.data(script.quote(symbol), script.print(symbol, index: Int64(tokens)))
        case 7:
            let flags = Int32([0, 4, 8, 10, 14, 16, 1].randomElement(using: &random) ?? 0)
            script.data(script.candle(symbol, milliseconds: script.now.milliseconds, flags: flags))
        case 8: script.step(.timePassed, after: .seconds(Int.random(in: 0...30, using: &random)))
        case 9: script.step(.sendRefused)
        default: script.step(.message(message(&random)))
        }
    }

    @Test("a chaotic server and a fickle owner", arguments: UInt64(0)..<40)
    func chaos(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var script = MachineScript {
            $0.limits = SubscriptionLimits(pairs: 6, candles: 2, changesPerMinute: 20)
            $0.reconnectWhenStaleFor = .seconds(40)
        }
        script.step(.start)
        var tokens = 0
        var refused: Set<String> = []
        var current = ""
        for _ in 0..<600 {
            let wasReady = script.machine.phase == .ready
            step(&script, &random, tokens: &tokens)
            for message in script.sent {
                switch message {
                case .auth(let token):
                    #expect(!refused.contains(token))
                    current = token
                case .channelRequest(let channel, _, _):
                    #expect(channel % 2 == 1 && (wasReady || script.machine.phase == .ready))
                case .feedSubscription(let channel, _), .feedSetup(let channel, _):
                    #expect(script.machine.channels.contains { $0.number == channel && $0.state == .open })
                default: break
                }
            }
            if case .unauthorized? = script.machine.lastError { refused.insert(current) }
            #expect(Set(script.machine.channels.map(\.number)).count == script.machine.channels.count)
            #expect(Set(script.machine.channels.map(\.contract)).count == script.machine.channels.count)
            let status = script.machine.status(ledger: FeedLedger(), at: script.now)
            #expect(status.subscribed <= 6)
            expectProgress(&script)
        }
    }

    /// Time that was waited for changes something: nothing asks for the same moment for ever.
    private func expectProgress(_ script: inout MachineScript) {
        var turns = 0
        while let deadline = script.machine.deadline, deadline <= script.now {
            script.step(.timePassed, after: .zero)
            turns += 1
            guard turns < 10 else {
                Issue.record("\(script.machine.phase) waits for a moment that has passed")
                return
            }
        }
    }
}
