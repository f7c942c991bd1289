/// A smooth random path that can be asked for any moment at once, without walking there.
///
/// Each octave draws a level every so often, by hashing seed, octave and knot, and runs smoothly between the knots.
/// Each is four times slower and twice as large as the one before: the sum wanders like a price does, √time wide,
/// but within a fixed band. Whole-number arithmetic throughout: the same everywhere.
struct ValueNoise {
    private let seed: UInt64
    private let firstPeriod: Int64
    private let octaves: Int
    private let phases: [Int64]

    /// - Parameters:
    ///   - seed: Chooses the path.
    ///   - firstPeriod: Milliseconds between the knots of the fastest octave.
    ///   - octaves: How many, 1 to 12.
    init(seed: UInt64, firstPeriod: Int64, octaves: Int) {
        self.seed = seed
        self.firstPeriod = firstPeriod
        self.octaves = octaves
        phases = (0..<octaves).map { octave in
            let period = firstPeriod << (2 * octave)
            return Int64(SplitMix.hash(seed, UInt64(octave), 77) % UInt64(period))
        }
    }

    /// The path at `moment`, milliseconds since 1970; the fastest octave spans ±`amplitude`.
    func value(at moment: Int64, amplitude: Int64) -> Int64 {
        var sum: Int64 = 0
        for octave in 0..<octaves {
            let period = firstPeriod << (2 * octave)
            let shifted = moment &+ phases[octave]
            var knot = shifted / period
            if shifted < 0, knot * period != shifted { knot -= 1 }
            let into = (shifted - knot * period) * 65_536 / period
            let smooth = (into * into * (3 * 65_536 - 2 * into)) >> 32
            let left = level(octave, knot, amplitude)
            let right = level(octave, knot + 1, amplitude)
            sum += left + (((right - left) * smooth) >> 16)
        }
        return sum
    }

    private func level(_ octave: Int, _ knot: Int64, _ amplitude: Int64) -> Int64 {
        let drawn = Int64(SplitMix.hash(seed, UInt64(octave), UInt64(bitPattern: knot)) >> 40) - (1 << 23)
        return (drawn * (amplitude << octave)) >> 23
    }
}
