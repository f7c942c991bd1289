extension FaultCard {
    static let orders: [SimulatorFault: FaultCard] = [
        .replyLost: FaultCard(
            .orders, "An order is accepted and works, but its reply never reaches the client",
            "documented behaviour: no idempotency; tastytrade/tastytrade-mcp on unknown outcomes"),
        .lateReject: FaultCard(
            .orders, "An order is accepted with 201 and rejected a moment later",
            "tastytrade/tastytrade-mcp PR #19: an off-tick price passes and dies at routing"),
        .sessionOffline: FaultCard(
            .orders, "Orders are rejected with Session offline although the market is open",
            "measured in the sandbox in 2026: the same order worked 25 minutes later"),
        .closeSeenAsOpen: FaultCard(
            .orders, "Sell to Close right after the fill of the buy is taken for Sell to Open",
            "QuantConnect/Lean.Brokerages.Tastytrade #30"),
        .positionLag: FaultCard(
            .orders, "Positions follow fills late", "QuantConnect/Lean.Brokerages.Tastytrade #30",
            value: "seconds, 2 unless said"),
        .duplicateNotifications: FaultCard(
            .orders, "Notifications are sent twice", "tastyware/tastytrade #229: reconnects that repeat messages"),
        .reorderedNotifications: FaultCard(
            .orders, "Notifications overtake each other",
            "documented behaviour: a Filled message may come before fills of other legs"),
        .droppedFills: FaultCard(
            .orders, "Notifications of orders are lost while heartbeats are answered",
            "tastyware/tastytrade #222, #265: order events vanish after hours of uptime"),
        .filledBeforeFills: FaultCard(
            .orders, "The first message that says Filled lacks the fills",
            "documented behaviour of the account streamer"),
        .unknownNotifications: FaultCard(
            .orders, "Notifications of types nobody knows arrive between the others",
            "QuantConnect/Lean.Brokerages.Tastytrade PR #10: UnderlyingYearGainSummary, OrderChain"),
        .accountConnectRefused: FaultCard(
            .orders, "The account streamer answers connect with not-implemented",
            "tastytrade/tastytrade-api-js #36"),
        .accountDisconnect: FaultCard(
            .orders, "The account streamer closes the connection in answer to connect",
            "tastyware/tastytrade #229: connections that die on reconnects"),
        .accountSilence: FaultCard(
            .orders, "The account streamer stays open and answers nothing more, heartbeats included",
            "tastyware/tastytrade #222, #265"),
    ]
}
