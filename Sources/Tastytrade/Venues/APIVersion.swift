public import MarketModel

/// What the `Accept-Version` header asks for.
public enum APIVersion: Sendable, Hashable {
    /// No header: the oldest version that is still served answers. The sandbox wants it so.
    case unsaid
    /// The newest version: today's date, in UTC.
    case newest
    /// The newest version of that day.
    case of(TradingDay)

    /// What a venue is asked for unless told otherwise.
    public static func standard(for venue: Venue) -> APIVersion { venue == .sandbox ? .unsaid : .newest }

    /// The header's value, `YYYYMMDD`; `nil` for no header.
    func header(at now: Timestamp) -> String? {
        switch self {
        case .unsaid: nil
        case .newest: TradingDay(utcDayOf: now).description.filter { $0 != "-" }
        case .of(let day): day.description.filter { $0 != "-" }
        }
    }
}
