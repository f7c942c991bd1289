internal import MarketModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The value of an American option where no single boundary describes its exercise: with cash dividends, or between
/// two boundaries.
///
/// Between ex-dates the spot is lognormal; on an ex-date it falls by the dividend, or to nothing where the dividend is
/// larger, and just before that the holder may exercise. Crank and Nicolson's scheme on the logarithm of the spot,
/// each segment begun by four half steps of the implicit scheme (Rannacher, 1984), the exercise value kept by the
/// operator splitting of Ikonen and Toivanen (2004), the values of an ex-date taken over by cubic interpolation.
struct FiniteDifferences {
    /// Half the number of steps in space; now and the spot are its middle.
    private static let reach = 300
    private static let steps = 240

    let price: Double
    let delta: Double
    let gamma: Double

    init(price: Double, delta: Double, gamma: Double) {
        self.price = price
        self.delta = delta
        self.gamma = gamma
    }

    /// - Parameter dividends: Inside the option's life, in the order of their dates.
    /// - Precondition: Underlying, strike, years and volatility are above zero.
    init(_ inputs: PricingInputs, dividends: [CashDividend], isAmerican: Bool = true) {
        var grid = Grid(inputs, total: dividends.reduce(0) { $0 + $1.amount }, reach: Self.reach)
        grid.isAmerican = isAmerican
        var left = inputs.years
        for dividend in dividends.reversed() {
            grid.roll(back: left - dividend.years, of: inputs.years, steps: Self.steps)
            grid.pay(dividend.amount)
            left = dividend.years
        }
        grid.roll(back: left, of: inputs.years, steps: Self.steps)
        (price, delta, gamma) = grid.middle
    }

    /// The values on the grid at one moment.
    private struct Grid {
        let inputs: PricingInputs
        let step: Double
        let spots: [Double]
        let exercise: [Double]
        var isAmerican = true
        private var values: [Double]
        private var multipliers: [Double]
        private var right: [Double]
        private var ratios: [Double]

        init(_ inputs: PricingInputs, total: Double, reach: Int) {
            self.inputs = inputs
            let deviation = inputs.volatility * inputs.years.squareRoot()
            let drift = abs(inputs.rate - inputs.dividendYield) * inputs.years
            let distance = abs(log(inputs.underlying / inputs.strike))
            let fall = total < 0.9 * inputs.underlying ? -log(1 - total / inputs.underlying) : 2.5
            let step = (6 * deviation + drift + distance + fall) / Double(reach)
            let spots = (-reach...reach).map { inputs.underlying * exp(Double($0) * step) }
            let sign: Double = inputs.right == .call ? 1 : -1
            exercise = spots.map { max(0, sign * ($0 - inputs.strike)) }
            values = zip(spots, exercise).map { spot, value in
                Self.averagePayoff(spot, value, inputs.strike, sign, step)
            }
            self.step = step
            self.spots = spots
            multipliers = Array(repeating: 0, count: spots.count)
            right = multipliers
            ratios = multipliers
        }

        /// The payoff's mean over a cell, which moves the strike's kink off the grid.
        private static func averagePayoff(
            _ spot: Double, _ value: Double, _ strike: Double, _ sign: Double, _ step: Double
        ) -> Double {
            let (low, high) = (log(spot / strike) - 0.5 * step, log(spot / strike) + 0.5 * step)
            guard low < 0, high > 0 else { return value }
            let call = strike * (exp(high) - 1 - high) / step
            let put = strike * (exp(low) - 1 - low) / step
            return sign > 0 ? call : put
        }

        /// Goes back in time by a span with its share of the steps, the first four of them implicit and halved.
        mutating func roll(back span: Double, of years: Double, steps: Int) {
            guard span > 0 else { return }
            let count = max(8, Int((Double(steps) * span / years).rounded(.up)))
            let time = span / Double(count)
            for index in multipliers.indices { multipliers[index] = 0 }
            for _ in 0..<4 { move(0.5 * time, implicit: 1) }
            for _ in 2..<count { move(time, implicit: 0.5) }
        }

        /// One step of the scheme; the ends keep a constant slope.
        private mutating func move(_ time: Double, implicit: Double) {
            let square = inputs.volatility * inputs.volatility
            let spread = 0.5 * square / (step * step)
            let drift = (inputs.rate - inputs.dividendYield - 0.5 * square) / (2 * step)
            let (down, up) = (spread - drift, spread + drift)
            let middle = -2 * spread - inputs.rate
            let last = values.count - 1
            let explicit = (1 - implicit) * time
            for index in 1..<last {
                right[index] =
                    values[index] + time * multipliers[index]
                    + explicit * (down * values[index - 1] + middle * values[index] + up * values[index + 1])
            }
            let (a, b, c) = (-implicit * time * down, 1 - implicit * time * middle, -implicit * time * up)
            right[0] = boundaryValue(0, time)
            right[last] = boundaryValue(last, time)
            ratios[0] = 0
            for index in 1..<last {
                let pivot = 1 / (b - a * ratios[index - 1])
                ratios[index] = c * pivot
                right[index] = (right[index] - a * right[index - 1]) * pivot
            }
            values[last] = right[last]
            for index in stride(from: last - 1, through: 0, by: -1) {
                values[index] = right[index] - ratios[index] * values[index + 1]
            }
            guard isAmerican else { return }
            for index in 0...last {
                let free = values[index]
                values[index] = max(free - time * multipliers[index], exercise[index])
                multipliers[index] = max(0, multipliers[index] + (exercise[index] - free) / time)
            }
        }

        /// The value at an end after a step back: the forward payoff of the step, or exercise.
        private func boundaryValue(_ index: Int, _ time: Double) -> Double {
            let sign: Double = inputs.right == .call ? 1 : -1
            let drift = spots[index] * (exp(-inputs.dividendYield * time) - 1)
            let held =
                values[index] + sign * (values[index] > 0 ? drift - (exp(-inputs.rate * time) - 1) * inputs.strike : 0)
            return isAmerican ? max(held, exercise[index]) : max(held, 0)
        }

        /// Goes to just before an ex-date: the holder of the spot S has S less the dividend afterwards, or exercises.
        mutating func pay(_ amount: Double) {
            let before = values
            for (index, spot) in spots.enumerated() {
                let after = max(spot - amount, spots[0])
                let value = Self.interpolate(before, at: log(after / spots[0]) / step)
                values[index] = isAmerican ? max(value, exercise[index]) : value
            }
        }

        /// The cubic with the slopes of the neighbouring points (Catmull and Rom).
        private static func interpolate(_ values: [Double], at place: Double) -> Double {
            let index = min(max(Int(place), 1), values.count - 3)
            let t = place - Double(index)
            let (a, b, c, d) = (values[index - 1], values[index], values[index + 1], values[index + 2])
            let cubic =
                b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
            return t < 0 ? b + t * (b - a) : cubic
        }

        /// Value, slope and curvature by the spot at the middle.
        var middle: (Double, Double, Double) {
            let index = values.count / 2
            let slope = (values[index + 1] - values[index - 1]) / (2 * step)
            let bend = (values[index + 1] - 2 * values[index] + values[index - 1]) / (step * step)
            let spot = inputs.underlying
            return (values[index], slope / spot, (bend - slope) / (spot * spot))
        }
    }
}
