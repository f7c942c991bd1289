import DXLink
import MarketModel
import Simulator
import Tastytrade

/// A feed that was there and is gone, whether it says so or not.
enum SilenceDrills {
    static let all: [FaultDrill] = [
        FaultDrill(
            .maintenance, "the feed is shown down, the gap is counted, and both sides come back by themselves",
            run: maintenance),
        FaultDrill(
            .frozenStream, "a feed that beats without data is shown stale, and the gap is counted", run: frozen),
        FaultDrill(
            .silentStream, "a connection on which nothing comes is given up and made anew, and the gap is counted",
            run: silent),
    ]

    @Sendable private static func maintenance(_ ground: DrillGround) async throws {
        let session = try ground.session()
        try await ground.withFeed { feed in
            try await ground.expectData("data arrives before", from: feed)
            ground.switchOn(.maintenance)
            try await ground.eventually("the feed is shown down") { feed.client.status.state == .down }
            let error = await ground.failure { try await session.accounts() }
            var isVenues = false
            if case .venueFailed? = error { isVenues = true }
            if case .tokenUnavailable(.venueFailed, _)? = error { isVenues = true }
            ground.expect("a request fails as the venue's failure", isVenues, error ?? "none")
            ground.switchOff(.maintenance)
            try await ground.expectData("afterwards data arrives again", from: feed)
            try await expectGaps(of: feed, ground)
            try await ground.eventually("requests are answered again") { (try? await session.accounts()) != nil }
        }
    }

    @Sendable private static func frozen(_ ground: DrillGround) async throws {
        try await ground.withFeed { feed in
            try await ground.expectData("data arrives before", from: feed)
            ground.switchOn(.frozenStream)
            try await ground.eventually("the feed is shown stale", { feed.client.status.state.rawValue }) {
                feed.client.status.state == .stale
            }
            // Longer than the watchdog of silence: the keepalives are what keeps the connection.
            try await Task.sleep(for: .milliseconds(2500))
            let status = feed.client.status
            ground.expect("the connection is kept, because it beats", status.connectionAttempts, is: 1)
            ground.expect("it stays stale", status.state, is: .stale)
            ground.switchOff(.frozenStream)
            try await ground.expectData("afterwards data arrives again", from: feed)
            try await expectGaps(of: feed, ground)
        }
        try await ground.withFeed(change: { $0.reconnectWhenStaleFor = .seconds(1) }) { feed in
            try await ground.expectData("data arrives", from: feed)
            ground.switchOn(.frozenStream)
            try await ground.eventually("a client told to connects again when data stays away") {
                feed.disconnections.contains { if case .staleData = $0 { true } else { false } }
            }
            ground.switchOff(.frozenStream)
            try await ground.expectData("afterwards data arrives again", from: feed)
        }
    }

    @Sendable private static func silent(_ ground: DrillGround) async throws {
        try await ground.withFeed { feed in
            try await ground.expectData("data arrives before", from: feed)
            ground.switchOn(.silentStream)
            try await ground.eventually("the silence ends the connection", { feed.disconnections }) {
                feed.disconnections.contains { if case .keepaliveTimeout = $0 { true } else { false } }
            }
            ground.switchOff(.silentStream)
            try await ground.expectData("a new one brings data", from: feed)
            ground.expect(
                "it is another connection", feed.client.status.connectionAttempts > 1,
                "\(feed.client.status.connectionAttempts) connections")
            try await expectGaps(of: feed, ground)
        }
    }

    /// What may be missing is named for every subscription, from when to when.
    private static func expectGaps(of feed: TriedFeed, _ ground: DrillGround) async throws {
        let wanted = DrillGround.shareSubscriptions.count
        try await ground.eventually(
            "the gap is counted for every subscription, and it is closed",
            { "\(feed.client.status.gaps.count) gaps, \(feed.client.status.gaps.count { $0.until == nil }) open" }
        ) {
            let gaps = feed.client.status.gaps
            return Set(gaps.map(\.key)).count == wanted
                && gaps.allSatisfy { gap in gap.until.map { $0 > gap.from } ?? false }
        }
    }
}
