import MarketModel

/// The places of one ceiling: a request takes one and gives it back a whole window after it is over.
///
/// Counting from the end of a request rather than from its start is what makes the ceiling hold at the venue too: it
/// received the request before the answer came, however long the way was. A request that hangs keeps its place for
/// `longestHold` and a window, no longer.
struct SlidingWindow {
    /// A request under way holds its place at most so long beyond the window.
    static let longestHold: Duration = .seconds(2)

    let ceiling: RequestCeiling
    private var underWay: [(ticket: Int, sentAt: Timestamp)] = []
    /// When each place of a finished request comes back.
    private var freeAt: [Timestamp] = []

    init(_ ceiling: RequestCeiling) { self.ceiling = ceiling }

    /// Whether another request may be sent now.
    mutating func hasRoom(at now: Timestamp) -> Bool {
        freeAt.removeAll { $0 <= now }
        underWay.removeAll { $0.sentAt + Self.longestHold + ceiling.window <= now }
        return freeAt.count + underWay.count < ceiling.count
    }

    /// Takes a place for a request that is sent now.
    mutating func take(_ ticket: Int, at now: Timestamp) { underWay.append((ticket, now)) }

    /// The request is over; its place comes back a window later.
    mutating func finish(_ ticket: Int, at now: Timestamp) {
        guard let place = underWay.firstIndex(where: { $0.ticket == ticket }) else { return }
        let held = min(now, underWay[place].sentAt + Self.longestHold)
        underWay.remove(at: place)
        freeAt.append(held + ceiling.window)
    }

    /// The request was not sent after all.
    mutating func giveBack(_ ticket: Int) { underWay.removeAll { $0.ticket == ticket } }

    /// When a place comes back at the latest; `nil` when all are free.
    var nextPlace: Timestamp? {
        let held = underWay.lazy.map { $0.sentAt + Self.longestHold + ceiling.window }.min()
        return [freeAt.min(), held].compactMap(\.self).min()
    }
}
