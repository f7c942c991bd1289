extension FaultCard {
    static let feed: [SimulatorFault: FaultCard] = [
        .upgradeRefused: FaultCard(
            .feed, "The request to open a stream is answered 502", "tastyware/tastytrade #338: hours on 2026-06-23"),
        .quoteTokenRefused: FaultCard(
            .feed, "The feed refuses a good quote token: ERROR UNAUTHORIZED",
            "tastyware/tastytrade #137, #142: tokens that stopped working"),
        .disconnectAtSetup: FaultCard(
            .feed, "The feed closes the connection in answer to SETUP",
            "QuantConnect/Lean.Brokerages.Tastytrade PR #28: sockets that drop at any step"),
        .disconnectAtAuth: FaultCard(
            .feed, "The feed closes the connection in answer to AUTH", "tastyware/tastytrade #338"),
        .disconnectAtChannel: FaultCard(
            .feed, "The feed closes the connection in answer to CHANNEL_REQUEST",
            "tastyware/tastytrade #338, #101: clients that did not wait for AUTHORIZED"),
        .disconnectAtFeedSetup: FaultCard(
            .feed, "The feed closes the connection in answer to FEED_SETUP", "tastyware/tastytrade #113"),
        .maintenance: FaultCard(
            .feed, "All streams are closed and none can be opened; REST answers 502",
            "QuantConnect/Lean.Brokerages.Tastytrade PR #28: nightly about 02:00 ET"),
        .frozenStream: FaultCard(
            .feed, "No data arrives any more while keepalives go on",
            "QuantConnect/Lean.Brokerages.Tastytrade #31, PR #35"),
        .silentStream: FaultCard(
            .feed, "Nothing at all arrives any more; the connection stays open",
            "QuantConnect/Lean.Brokerages.Tastytrade #31, PR #35"),
        .malformedFrames: FaultCard(
            .feed, "Frames of data end in the middle, so that they are no JSON",
            "joaquinbejar/DXlink #66, #67: one bad row took the others with it"),
        .oversizedFrames: FaultCard(
            .feed, "Frames of data are padded far beyond the usual size",
            "tastyware/tastytrade #137: large frames are cut off with 1009", value: "bytes, 2000000 unless said"),
        .partialFeedConfig: FaultCard(
            .feed, "FEED_CONFIG leaves fields out and tells the others in reverse order",
            "joaquinbejar/DXlink #20: fewer and other fields than requested"),
        .compactForFull: FaultCard(
            .feed, "The feed answers COMPACT to a request for FULL",
            "QuantConnect/Lean.Brokerages.Tastytrade PR #4"),
        .unknownEvents: FaultCard(
            .feed, "Data of an unknown type stands between the known ones", "joaquinbejar/DXlink #67"),
        .subscriptionLimit: FaultCard(
            .feed, "The feed takes few subscriptions: the surplus is refused and stays silent",
            "measured: BAD_ACTION, Your subscription size is too big", value: "subscriptions, 10 unless said"),
    ]

    static let market: [SimulatorFault: FaultCard] = [
        .crossedQuotes: FaultCard(
            .market, "The bid is above the ask", "documented behaviour of consolidated quotes in fast markets"),
        .missingQuotes: FaultCard(
            .market, "Quotes have NaN as prices and sizes", "tastyware/tastytrade #322, PR #323, PR #325"),
        .haltedSymbol: FaultCard(
            .market, "A symbol is halted: its profile says so, and it neither quotes nor trades",
            "documented behaviour: Profile tradingStatus HALTED, is-trading-halted in market data"),
        .invertedAggressor: FaultCard(
            .market, "Prints name the other side as the aggressor",
            "tastyware/tastytrade #324, #271: sides that cannot be trusted"),
        .unknownAggressor: FaultCard(
            .market, "Prints do not tell the aggressor",
            "dxFeed/dxfeed-graal-net-api #83: spread-derived prints come without one"),
        .printCorrections: FaultCard(
            .market, "Prints are corrected a moment later", "documented behaviour: TimeAndSale type CORRECTION"),
        .printCancels: FaultCard(
            .market, "Prints are cancelled a moment later", "documented behaviour: TimeAndSale type CANCEL"),
        .droppedPrints: FaultCard(
            .market, "Some prints never arrive", "tastyware/tastytrade #324: gaps in the prints of futures"),
    ]
}
