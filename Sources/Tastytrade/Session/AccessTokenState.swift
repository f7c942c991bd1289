import MarketModel

/// When an access token is still good. Plain rules; `Session` does the requests.
struct AccessTokenState {
    /// Renewed this long before it ends, or at nine tenths of its life if that is later.
    static let renewAhead: Duration = .seconds(60)

    private(set) var token: String?
    private var goodUntil = Timestamp.epoch

    /// The token, if it is good for a request now.
    func usable(at now: Timestamp) -> String? { now < goodUntil ? token : nil }

    /// Takes a new token that lives for `lifetime` from `now`.
    mutating func take(_ token: String, lifetime: Duration, at now: Timestamp) {
        self.token = token
        let ahead = min(Self.renewAhead, lifetime / 10)
        goodUntil = now + (lifetime - ahead)
    }

    /// Forgets `refused` after the venue refused it; a newer one stays.
    mutating func drop(_ refused: String) {
        if token == refused { token = nil }
        if token == nil { goodUntil = .epoch }
    }
}
