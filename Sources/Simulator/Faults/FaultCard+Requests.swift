extension FaultCard {
    static let requests: [SimulatorFault: FaultCard] = [
        .tokenOutage: FaultCard(
            .requests, "The token endpoint answers 503, so that no access token can be had",
            "QuantConnect/Lean.Brokerages.Tastytrade #24: a token service that failed stopped all deployments",
            value: "status of the answer"),
        .tokenExpiry: FaultCard(
            .requests, "A request ends its own access token: it is answered 401 and the token is good for nothing more",
            "documented behaviour: tokens live 900 seconds, and end between two requests of one task"),
        .grantRevoked: FaultCard(
            .requests, "The token endpoint refuses every grant: invalid_grant, Grant revoked",
            "documented behaviour: a deleted grant or a regenerated secret; tastyware/tastytrade #281 for the shape"),
        .unauthorized: FaultCard(
            .requests, "Requests are answered 401 token_invalid although the token is good",
            "documented behaviour: any request may find its token expired"),
        .unauthorizedPage: FaultCard(
            .requests, "Requests are answered 401 with a page of HTML instead of JSON",
            "documented behaviour of the front proxy towards a User-Agent it does not like"),
        .forbidden: FaultCard(
            .requests, "Requests are answered 403 not_permitted",
            "joaquinbejar/tastytrade #90, #129: routes that exist but are closed to API users"),
        .notFound: FaultCard(
            .requests, "Requests are answered 404 record_not_found",
            "tastyware/tastytrade #291: the same request worked elsewhere"),
        .notAcceptable: FaultCard(
            .requests, "Requests are answered 406, whose error code is a number",
            "documented behaviour of Accept-Version; tastyware/tastytrade #291"),
        .unprocessable: FaultCard(
            .requests, "Requests are answered 422 with a list of reasons",
            "documented behaviour of refused preflight checks; tastyware/tastytrade #177"),
        .rateLimit: FaultCard(
            .requests, "Requests are answered 429 without any header that says when to come back",
            "documented behaviour: thresholds are not published and 429 has no rate-limit headers"),
        .rateLimitRetryAfter: FaultCard(
            .requests, "Requests are answered 429 with Retry-After",
            "RFC 9110, as proxies in front of APIs do it", value: "seconds to wait, 1 unless said"),
        .serverError: FaultCard(
            .requests, "Requests are answered 500 with a customer support identifier",
            "tastytrade-sdk-js and tastyware/tastytrade threads that quote the identifier",
            value: "status of the answer, 500 unless said"),
        .badGateway: FaultCard(
            .requests, "Requests are answered 502 with a page of HTML",
            "QuantConnect/Lean.Brokerages.Tastytrade PR #28: nightly maintenance about 02:00 ET"),
        .slowResponse: FaultCard(
            .requests, "Answers come late", "documented advice to set time limits; tastytrade-api-js threads",
            value: "seconds, 2 unless said"),
        .noResponse: FaultCard(
            .requests, "The request is carried out and never answered; the connection stays open",
            "documented behaviour of a blocked address: requests time out instead of failing"),
        .cutResponse: FaultCard(
            .requests, "Half of the answer arrives, then the connection is closed",
            "tastytrade/tastytrade-mcp: answers that end early are of unknown outcome"),
        .fieldDrift: FaultCard(
            .requests, "Answers have a new field, a missing one, one that is null and one of another type",
            "joaquinbejar/tastytrade #5, #125; NelsonDane/auto-rsa #89"),
        .clockSkew: FaultCard(
            .requests, "Every time that REST answers tell is shifted; what is due and what expires is not",
            "tastyware/tastytrade #119, #195: times of the venue cannot be compared with one's own",
            value: "seconds, -90 unless said"),
        .missingStreamerSymbols: FaultCard(
            .requests, "Instruments and chains come without streamer symbols",
            "tastyware/tastytrade #181; tastytrade/tastytrade-sdk-python #16"),
    ]
}
