import MarketModel

/// How many subscription changes a session may still make in the rolling minute.
struct ChangeBudget {
    private let perMinute: Int
    /// Changes of the last minute, oldest first.
    private var spent: [(at: Timestamp, count: Int)] = []
    private var sum = 0

    init(perMinute: Int) { self.perMinute = perMinute }

    /// Takes `count` changes; false, and nothing taken, when they do not fit.
    mutating func spend(_ count: Int, at now: Timestamp) -> Bool {
        while let first = spent.first, first.at + .seconds(60) <= now {
            sum -= first.count
            spent.removeFirst()
        }
        guard sum + count <= perMinute else { return false }
        guard count > 0 else { return true }
        spent.append((now, count))
        sum += count
        return true
    }
}
