import MarketModel
import Wire

/// Reads `Retry-After`: seconds, or a date of HTTP.
enum RetryAfter {
    /// What is believed at most; a longer one is a mistake.
    static let longest: Duration = .seconds(3600)

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The wait an answer asks for; `nil` when it says none that can be read.
    static func read(_ answer: HTTPResponse, at now: Timestamp) -> Duration? {
        guard let text = answer.headers.first(where: { $0.name == "retry-after" })?.value else { return nil }
        if let seconds = Int64(text.filter { $0 != " " }) { return min(max(.seconds(seconds), .zero), longest) }
        return date(text).map { min(max($0 - now, .zero), longest) }
    }

    /// `Sat, 21 Nov 2026 14:30:00 GMT`.
    private static func date(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        func padded(_ text: Substring) -> String { text.count == 1 ? "0" + text : String(text) }
        let number = month + 1
        return Timestamp("\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(padded(parts[1]))T\(parts[4])Z")
    }
}
