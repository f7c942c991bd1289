#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What an American put with strike 1 is worth above the European one, with its first two changes by the stock.
struct EarlyExercisePremium {
    let value: Double
    let slope: Double
    let curvature: Double

    /// The integral of the interest gained less the dividends lost below the boundary (Kim, 1990), over the whole
    /// life: r e^{−rw} N(−d−) − q S e^{−qw} N(−d+).
    ///
    /// - Parameter stock: Above the boundary, as a fraction of the strike.
    init(stock: Double, _ boundary: ExerciseBoundary) {
        let put = boundary.put
        let quadrature = CollocationGrid.shared.life
        let root = put.years.squareRoot()
        let level = log(stock / boundary.atExpiry)
        let carry = (put.rate - put.yield) / put.volatility
        var (value, slope, curvature) = (Lanes.zero, Lanes.zero, Lanes.zero)
        for group in 0..<CollocationGrid.lifeGroups {
            let depth = ExerciseBoundary.depth(
                boundary.height, quadrature.shares, from: group * CollocationGrid.points)
            let rootTime = root * quadrature.sine[group]
            let time = rootTime * rootTime
            let scale = 1 / (put.volatility * rootTime)
            let middle = (level + depth) * scale + carry * rootTime
            let half = 0.5 * put.volatility * rootTime
            let minus = (middle - half).clamped(-1e4, 1e4)
            let plus = (middle + half).clamped(-1e4, 1e4)
            let densityMinus = LaneMath.exponential(-0.5 * minus * minus)
            let densityPlus = LaneMath.exponential(-0.5 * plus * plus)
            let strike = quadrature.weight[group] * put.rate * LaneMath.exponential(-put.rate * time)
            let share = quadrature.weight[group] * put.yield * LaneMath.exponential(-put.yield * time)
            let below = LaneMath.cumulativeNormal(-plus, exponential: densityPlus)
            let strikeKept = LaneMath.cumulativeNormal(-minus, exponential: densityMinus)
            let stockLost = share * below
            value += strike * strikeKept - stock * stockLost
            let density = scale * NormalizedBlack.densityAtZero
            let strikeFlow = strike * densityMinus * density
            let stockFlow = share * densityPlus * density
            slope += stockFlow - stockLost - strikeFlow / stock
            curvature += strikeFlow * (minus * scale + 1) / (stock * stock)
            curvature -= stockFlow * (plus * scale - 1) / stock
        }
        self.value = value.sum() * put.years
        self.slope = slope.sum() * put.years
        self.curvature = curvature.sum() * put.years
    }
}
