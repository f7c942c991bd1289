import DXLink
import MarketModel
import Simulator

/// Faults on the way into the feed.
enum HandshakeDrills {
    static let all: [FaultDrill] = [
        FaultDrill(.upgradeRefused, "the client comes back by itself with growing waits, and data arrives") {
            try await comesBack($0, .upgradeRefused, times: 3)
        },
        FaultDrill(
            .quoteTokenRefused, "a token that is refused is replaced by a fresh one, and nobody has to act",
            run: quoteTokenRefused),
        FaultDrill(.disconnectAtSetup, "the client comes back by itself and data arrives") {
            try await comesBack($0, .disconnectAtSetup)
        },
        FaultDrill(.disconnectAtAuth, "the client comes back by itself and data arrives") {
            try await comesBack($0, .disconnectAtAuth)
        },
        FaultDrill(.disconnectAtChannel, "the client comes back, and every subscription is told again") {
            try await comesBack($0, .disconnectAtChannel)
        },
        FaultDrill(.disconnectAtFeedSetup, "the client comes back, and every subscription is told again") {
            try await comesBack($0, .disconnectAtFeedSetup)
        },
    ]

    /// A session that is cut off some times before it gets in.
    private static func comesBack(_ ground: DrillGround, _ fault: SimulatorFault, times: Int = 2) async throws {
        ground.switchOn(fault) { $0.count = times }
        try await ground.withFeed { feed in
            try await ground.expectData("data arrives in the end", from: feed)
            let status = feed.client.status
            ground.expect("the client tried once more than it was cut off", status.connectionAttempts, is: times + 1)
            ground.expect("it told of every failure", feed.disconnections.count, is: times)
            let waits = feed.notices.compactMap { notice in
                if case .disconnected(_, let wait) = notice { wait } else { nil }
            }
            ground.expect(
                "every time it waited before the next try", waits.count == times && waits.allSatisfy { $0 > .zero },
                waits)
            ground.expect("all it wanted is subscribed", status.subscribed, is: DrillGround.shareSubscriptions.count)
        }
    }

    @Sendable private static func quoteTokenRefused(_ ground: DrillGround) async throws {
        ground.switchOn(.quoteTokenRefused) { $0.count = 1 }
        try await ground.withFeed { feed in
            try await ground.expectData("data arrives in the end", from: feed)
            ground.expect("a fresh token was fetched", feed.tokens, is: 2)
            ground.expect("the session did not end", feed.end == nil, feed.end.map { "\($0)" } ?? "it runs")
        }
    }
}
