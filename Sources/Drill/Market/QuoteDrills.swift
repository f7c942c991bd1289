import DXLink
import Live
import MarketModel
import OrderFlow
import Simulator

/// Quotes that cannot be relied upon.
enum QuoteDrills {
    static let all: [FaultDrill] = [
        FaultDrill(.crossedQuotes, "a crossed quote decides no side, and prints go on being counted", run: crossed),
        FaultDrill(.missingQuotes, "a quote without prices is read as one without prices, never as zero", run: missing),
        FaultDrill(.haltedSymbol, "the halt is shown, the symbol stands still, the others go on", run: halted),
    ]

    @Sendable private static func crossed(_ ground: DrillGround) async throws {
        ground.switchOn(.crossedQuotes)
        try await ground.withFeed { feed in
            try await ground.eventually("crossed quotes arrive") {
                feed.quotes.contains { quote in
                    guard let bid = quote.bidPrice, let ask = quote.askPrice else { return false }
                    return bid > ask
                }
            }
        }
        try await ground.withFlow { flow in
            try await ground.eventually("prints are counted all the same", { (try? flow.quality.used) ?? 0 }) {
                try flow.quality.used >= 20
            }
            let quality = try flow.quality
            ground.expect("none of them is left out", quality.excludedCount, is: 0)
            ground.expect("the feed is live", flow.health.state, is: .live)
        }
    }

    @Sendable private static func missing(_ ground: DrillGround) async throws {
        ground.switchOn(.missingQuotes)
        try await ground.withFeed { feed in
            try await ground.eventually("quotes without prices arrive") {
                feed.quotes.contains { $0.bidPrice == nil && $0.askPrice == nil }
            }
            let zeros = feed.quotes.count { $0.bidPrice == .zero || $0.askPrice == .zero }
            ground.expect("none of them has a price of zero", zeros, is: 0)
            ground.expect("none of them is left out", feed.client.status.ledger.excluded, is: 0)
        }
        try await ground.withFlow { flow in
            try await ground.eventually("prints are counted all the same", { (try? flow.quality.used) ?? 0 }) {
                try flow.quality.used >= 20
            }
            ground.expect("no print is left out", try flow.quality.excludedCount, is: 0)
        }
    }

    @Sendable private static func halted(_ ground: DrillGround) async throws {
        let subscriptions = [
            MarketSubscription(.quote, DrillGround.share), MarketSubscription(.timeAndSale, DrillGround.share),
            MarketSubscription(.profile, DrillGround.share), MarketSubscription(.quote, "QQQ"),
        ]
        ground.switchOn(.haltedSymbol) { $0.target = DrillGround.share }
        try await ground.withFeed(subscriptions) { feed in
            try await ground.eventually("the profile says that it is halted") {
                feed.profiles.contains { $0.tradingStatus == .halted }
            }
            let halted = feed.names.existingID(for: DrillGround.share)
            let other = feed.names.existingID(for: "QQQ")
            func quotes(of symbol: NameID?) -> Int { feed.quotes.count { $0.symbol == symbol } }
            let (before, prints, others) = (quotes(of: halted), feed.prints.count, quotes(of: other))
            try await ground.eventually("the others go on") { quotes(of: other) >= others + 10 }
            ground.expect("it does not quote", quotes(of: halted) - before, is: 0)
            ground.expect("it does not trade", feed.prints.count - prints, is: 0)
            ground.expect("the feed is live", feed.client.status.state, is: .live)
        }
    }
}
