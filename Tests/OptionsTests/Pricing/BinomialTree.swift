import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A binomial tree, another method than the library's: Cox, Ross and Rubinstein (1979), with the values of an
/// ex-date taken by interpolation at the spot less the dividend (Vellekoop and Nieuwenhuis, 2006).
struct BinomialTree {
    let inputs: PricingInputs
    let dividends: [CashDividend]
    let steps: Int

    func price() -> Double {
        let sign: Double = inputs.right == .call ? 1 : -1
        let time = inputs.years / Double(steps)
        let move = inputs.volatility * time.squareRoot()
        let growth = exp((inputs.rate - inputs.dividendYield) * time)
        let discount = exp(-inputs.rate * time)
        let (up, down) = (exp(move), exp(-move))
        let share = (growth - down) / (up - down)
        func spot(_ level: Int, _ ups: Int) -> Double {
            inputs.underlying * exp(Double(2 * ups - level) * move)
        }
        func exercise(_ spot: Double) -> Double { max(0, sign * (spot - inputs.strike)) }
        var values = (0...steps).map { exercise(spot(steps, $0)) }
        for level in stride(from: steps - 1, through: 0, by: -1) {
            let spots = (0...level).map { spot(level, $0) }
            for ups in 0...level { values[ups] = discount * (share * values[ups + 1] + (1 - share) * values[ups]) }
            values.removeLast()
            // An ex-date between this level and the next takes effect just after this level.
            for dividend in dividends where Int(dividend.years / time) == level {
                let after = values
                for ups in 0...level {
                    let wanted = max(spots[ups] - dividend.amount, spots[0])
                    guard level > 1 else { continue }
                    let middle = min(max(1, spots.firstIndex { $0 >= wanted } ?? level), level - 1)
                    let (a, b, c) = (middle - 1, middle, middle + 1)
                    let (x, y, z) = (spots[a], spots[b], spots[c])
                    values[ups] =
                        after[a] * (wanted - y) * (wanted - z) / ((x - y) * (x - z))
                        + after[b] * (wanted - x) * (wanted - z) / ((y - x) * (y - z))
                        + after[c] * (wanted - x) * (wanted - y) / ((z - x) * (z - y))
                }
            }
            for ups in 0...level { values[ups] = max(values[ups], exercise(spots[ups])) }
        }
        return values[0]
    }

}
