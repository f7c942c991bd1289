import Glibc
import MarketModel
import Tastytrade
import Wire

/// What a process says of itself.
enum Report {
    /// Prints one line of JSON at once.
    static func line(_ text: String) {
        var bytes = Array((text + "\n").utf8)
        _ = write(1, &bytes, bytes.count)
    }

    /// Nanoseconds of a clock that never steps back.
    static func nanoseconds() -> Int64 { SystemClock.monotonic().nanoseconds }

    /// The value below which `share` of the samples lie.
    static func percentile(_ samples: [Int64], _ share: Double) -> Int64 {
        guard !samples.isEmpty else { return 0 }
        let sorted = samples.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    /// A session with a simulator that runs.
    static func session(_ rest: String, _ secret: String, _ token: String) -> Session {
        Session(
            address: rest, credentials: Credentials(clientSecret: secret, refreshToken: token), client: HTTPClient())
    }
}
