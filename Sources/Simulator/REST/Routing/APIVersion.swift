/// A dated version of the API, as `Accept-Version` names it: 20260512.
struct APIVersion: Hashable, Comparable, Sendable {
    /// Year, month and day as one number.
    let number: Int

    /// The oldest one still served, which answers who does not say what they want.
    static let oldest = APIVersion(number: 20_250_813)
    /// Order searches need a start; live orders come in pages of 100.
    static let boundedOrderSearch = APIVersion(number: 20_261_012)

    static func < (lhs: APIVersion, rhs: APIVersion) -> Bool { lhs.number < rhs.number }

    /// Every version served, rising.
    static let served = [oldest, boundedOrderSearch]

    /// The newest version that is not after the date asked for; `nil` for a date before the oldest, or no date.
    static func answering(_ header: String?) -> APIVersion? {
        guard let header, !header.isEmpty else { return .oldest }
        guard header.utf8.count == 8, let number = Int(header), number >= oldest.number else { return nil }
        return served.last { $0.number <= number }
    }
}
