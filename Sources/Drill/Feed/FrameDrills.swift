import DXLink
import MarketModel
import Simulator
import Tastytrade
import Wire

/// Frames that are not as they should be.
enum FrameDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .malformedFrames, "a frame that ends in the middle costs its own rows only, and is counted",
            run: malformed),
        FaultDrill(
            .oversizedFrames, "large frames are read, those beyond the limit are counted, and memory stays bounded",
            run: oversized),
        FaultDrill(
            .partialFeedConfig, "values are read by the order that was told, and fields that never come are absent",
            run: partialConfig),
        FaultDrill(.compactForFull, "rows are read in the form they come in, whatever was asked for", run: compact),
        FaultDrill(
            .unknownEvents, "what nobody knows is counted and skipped, its neighbours are read", run: unknownEvents),
        FaultDrill(
            .subscriptionLimit, "the refusal is told, the rest goes on, and the connection stays",
            run: subscriptionLimit),
    ]

    @Sendable private static func malformed(_ ground: DrillGround) async throws {
        ground.switchOn(.malformedFrames) { $0.probability = 0.3 }
        try await ground.withFeed { feed in
            try await ground.eventually("ten frames are broken") { ground.strikes(of: .malformedFrames) >= 10 }
            ground.switchOff(.malformedFrames)
            try await ground.expectData("data goes on", from: feed)
            let status = feed.client.status
            let lost = status.ledger.faults + status.ledger.excluded(.truncated) + status.ledger.excluded(.malformed)
            ground.expect(
                "every broken frame is counted", lost >= ground.strikes(of: .malformedFrames),
                "\(lost) faults and rows for \(ground.strikes(of: .malformedFrames)) frames")
            ground.expect("the connection stayed", status.connectionAttempts, is: 1)
        }
    }

    @Sendable private static func oversized(_ ground: DrillGround) async throws {
        ground.switchOn(.oversizedFrames) {
            $0.count = 3
            $0.value = 1_000_000
        }
        try await ground.withFeed { feed in
            try await ground.eventually("three frames of a million bytes come") {
                ground.strikes(of: .oversizedFrames) >= 3
            }
            try await ground.expectData("data goes on", from: feed)
            ground.expect("frames within the limit are read", feed.client.status.ledger.faults, is: 0)
        }
        ground.switchOn(.oversizedFrames) {
            $0.probability = 0.5
            $0.value = 1_000_000
        }
        try await ground.withFeed(change: { $0.maximumFrameBytes = 500_000 }) { feed in
            try await ground.eventually("frames beyond the limit are counted") {
                feed.client.status.ledger.faults(.oversized) >= 3
            }
            try await ground.expectData("data goes on", from: feed)
            ground.expect("the connection stayed", feed.client.status.connectionAttempts, is: 1)
        }
    }

    @Sendable private static func partialConfig(_ ground: DrillGround) async throws {
        ground.switchOn(.partialFeedConfig)
        try await ground.withFeed { feed in
            try await ground.eventually("prints and quotes come") { feed.prints.count >= 5 && feed.quotes.count >= 5 }
            let (prints, quotes) = (feed.prints, feed.quotes)
            let strange = quotes.count { quote in
                guard let bid = quote.bidPrice, let ask = quote.askPrice else { return false }
                return bid >= ask || bid <= .zero
            }
            ground.expect("no quote has its fields mixed up", strange, is: 0)
            ground.expect(
                "all are of the share that was asked for",
                feed.symbols
                    == [feed.names.existingID(for: DrillGround.share)].compactMap { $0 }.reduce(into: []) {
                        $0.insert($1)
                    },
                "\(prints.count) prints, \(quotes.count) quotes")
            ground.expect("no row is left out", feed.client.status.ledger.excluded, is: 0)
        }
    }

    /// The product never asks for FULL; whoever does is answered all the same, so the decoder is given both.
    @Sendable private static func compact(_ ground: DrillGround) async throws {
        ground.switchOn(.compactForFull)
        let token = try await ground.session().quoteToken()
        ground.log.keepSecret(token.token)
        let raw = RawFeed(token: token.token)
        let connection = try WebSocketClient.connect(token.url, configuration: .init(), on: ground.loop) {
            raw.take($0, $1)
        }
        defer { connection.close(code: 1000, reason: "") }
        try await ground.eventually("the feed answers COMPACT to a request for FULL", { raw.formats }) {
            raw.formats.contains("COMPACT")
        }
        try await ground.eventually("its rows are read", { "\(raw.events) events" }) { raw.events >= 5 }
        let ledger = raw.ledger
        ground.expect(
            "its ledger adds up, and nothing is left out", ledger.isBalanced && ledger.excluded == 0,
            "\(ledger.received) = \(ledger.used) + \(ledger.excluded)")
    }

    @Sendable private static func unknownEvents(_ ground: DrillGround) async throws {
        ground.switchOn(.unknownEvents)
        try await ground.withFeed { feed in
            try await ground.eventually("rows of an unknown type are counted") {
                feed.client.status.ledger.excluded(.unknownType) >= 3
            }
            try await ground.expectData("the known ones are read", from: feed)
            let ledger = feed.client.status.ledger
            ground.expect(
                "nothing else is left out", ledger.excluded, is: ledger.excluded(.unknownType))
            ground.expect("the connection stayed", feed.client.status.connectionAttempts, is: 1)
        }
    }

    @Sendable private static func subscriptionLimit(_ ground: DrillGround) async throws {
        ground.switchOn(.subscriptionLimit) { $0.value = 10 }
        let shares = [
            "SPY", "QQQ", "IWM", "AAPL", "F", "VIX", "SPX", "MSFT", "NVDA", "TSLA", "AMZN", "GLD", "TLT", "META", "AMD",
            "GOOGL",
        ]
        try await ground.withFeed(shares.map { MarketSubscription(.quote, $0) }) { feed in
            try await ground.eventually("the refusal is told", { feed.notices }) {
                feed.notices.contains { if case .serverError(_, "BAD_ACTION", _) = $0 { true } else { false } }
            }
            try await ground.expectData("what fits is served", from: feed)
            ground.expect("no more than ten are", feed.symbols.count <= 10, "\(feed.symbols.count) symbols")
            ground.expect("the connection stayed", feed.client.status.connectionAttempts, is: 1)
        }
    }
}
