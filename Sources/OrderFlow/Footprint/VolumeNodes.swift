import MarketModel

/// High- and low-volume nodes of a profile.
struct VolumeNodes {
    private let rows: [FootprintRow]
    /// Volume of a row and its two neighbours on the grid.
    private let smoothed: [Volume]
    private let percent: Int

    init(_ footprint: Footprint, percent: Int) {
        rows = footprint.rows
        self.percent = percent
        let rows = self.rows
        smoothed = rows.indices.map { position in
            var sum = rows[position].volume.total
            if position > 0, rows[position].price - rows[position - 1].price <= footprint.step {
                sum = sum + rows[position - 1].volume.total
            }
            if position + 1 < rows.count, rows[position + 1].price - rows[position].price <= footprint.step {
                sum = sum + rows[position + 1].volume.total
            }
            return sum
        }
    }

    var prices: (high: [Price], low: [Price]) {
        let highs = peaks
        let lows = zip(highs, highs.dropFirst()).compactMap { trough(between: $0, and: $1) }
        return (highs.map { rows[$0].price }, lows.map { rows[$0].price })
    }

    /// Local maxima, the lowest row of a plateau.
    private var peaks: [Int] {
        guard let largest = smoothed.max(), largest > .zero else { return [] }
        var found: [Int] = []
        var position = 0
        while position < smoothed.count {
            var end = position
            while end + 1 < smoothed.count, smoothed[end + 1] == smoothed[position] { end += 1 }
            let rises = position == 0 || smoothed[position - 1] < smoothed[position]
            let falls = end + 1 == smoothed.count || smoothed[end + 1] < smoothed[position]
            if rises, falls, smoothed[position].isAtLeast(percent: percent, of: largest) { found.append(position) }
            position = end + 1
        }
        return found
    }

    /// The lowest row with the least volume between two peaks, if it is at most half of the smaller peak.
    private func trough(between first: Int, and second: Int) -> Int? {
        guard let least = (first + 1..<second).min(by: { smoothed[$0] < smoothed[$1] }) else { return nil }
        let smaller = min(smoothed[first], smoothed[second])
        return smoothed[least].isAtMost(percent: 50, of: smaller) ? least : nil
    }
}
