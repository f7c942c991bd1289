import Options

/// How far the model's deltas are from the vendor's column.
struct VendorComparison {
    /// Contracts compared.
    let count: Int
    /// The median of the absolute differences.
    let median: Double
    /// The 95th percentile of them.
    let percentile95: Double

    /// Compares every contract with a delta of its own quote and a vendor's; `nil` when there is none.
    init?(_ readings: [ChainReading]) {
        var differences: [Double] = []
        for reading in readings {
            for expiration in reading.snapshot.expirations {
                for contract in expiration.strikes.flatMap({ [$0.call, $0.put] }).compactMap(\.self) {
                    guard let valuation = contract.valuation, valuation.source == .quote,
                        let vendor = reading.vendorDeltas[contract.index]
                    else { continue }
                    differences.append(abs(valuation.greeks.delta - vendor))
                }
            }
        }
        self.init(differences)
    }

    /// Ranks differences; `nil` without any.
    init?(_ differences: [Double]) {
        guard !differences.isEmpty else { return nil }
        let sorted = differences.sorted()
        count = sorted.count
        median = sorted[(sorted.count - 1) / 2]
        percentile95 = sorted[min(sorted.count - 1, Int((Double(sorted.count) * 0.95).rounded(.up)) - 1)]
    }

    var text: String {
        "model deltas against the vendor's: \(count) contracts, median |difference| "
            + "\(ChainText.number(median, 4)), 95th percentile \(ChainText.number(percentile95, 4))"
    }
}
