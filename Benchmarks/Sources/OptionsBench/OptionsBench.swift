import MarketModel
import Options

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Volatilities, Greeks and American prices of a chain; the same contracts go to the peer `peers/options_quantlib.cpp`
/// as a file.
func runOptionsBench(_ arguments: [String]) {
    func value(_ name: String) -> String? {
        arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
    }
    let runs = value("--runs").flatMap { Int($0) } ?? 20
    let americanCount = value("--american").flatMap { Int($0) } ?? 1000
    let contracts = Chain.contracts()
    let prices = contracts.map { BlackScholes.price($0) }
    let americans = Chain.americans(americanCount)
    if let path = value("--export") { export(contracts, prices, americans, to: path) }
    write("\(contracts.count) contracts of one chain, one core, best of \(runs) runs, per contract")
    batches(contracts, prices, runs: runs)
    reprice(contracts, prices, runs: runs)
    scalars(contracts, prices, runs: max(1, runs / 4))

    let american = best(of: max(1, runs / 4), units: americans.count) {
        for option in americans { keep(American.price(option)) }
    }
    line("American price", american)
    let valuation = best(of: max(1, runs / 4), units: americans.count) {
        for option in americans { keep(American.valuation(option).price) }
    }
    line("American price and five Greeks", valuation)
}

private func batches(_ contracts: [PricingInputs], _ prices: [Double], runs: Int) {
    var volatilities = [Double](repeating: 0, count: contracts.count)
    var reasons = [NoVolatility?](repeating: nil, count: contracts.count)
    let solving = best(of: runs, units: contracts.count) {
        var results = volatilities.mutableSpan
        var why = reasons.mutableSpan
        ImpliedVolatility.european(prices: prices.span, of: contracts.span, into: &results, reasons: &why)
    }
    let errors = zip(volatilities, contracts).map { abs($0 - $1.volatility) }.filter { !$0.isNaN }.sorted()
    let missing = reasons.count { $0 != nil }
    line(
        "implied volatility, batch", solving,
        "error median \(errors[errors.count / 2]), 99 % \(errors[errors.count * 99 / 100]), without \(missing)")
    var values = BlackScholes.valuations(of: contracts)
    let valuing = best(of: runs, units: contracts.count) {
        var results = values.mutableSpan
        BlackScholes.valuations(of: contracts.span, into: &results)
    }
    keep(values[values.count / 2].price)
    line("price and five Greeks, batch", valuing)
}

/// What a screen of the whole chain asks for: prices to the cent as quoted, their volatilities, then the Greeks there.
private func reprice(_ contracts: [PricingInputs], _ prices: [Double], runs: Int) {
    let quoted = prices.map { ($0 * 100).rounded() / 100 }
    var solved = contracts
    var volatilities = [Double](repeating: 0, count: contracts.count)
    var reasons = [NoVolatility?](repeating: nil, count: contracts.count)
    var values = BlackScholes.valuations(of: contracts)
    let whole = best(of: runs, units: 1) {
        var results = volatilities.mutableSpan
        var why = reasons.mutableSpan
        ImpliedVolatility.european(prices: quoted.span, of: contracts.span, into: &results, reasons: &why)
        for index in solved.indices { solved[index].volatility = volatilities[index] }
        var valued = values.mutableSpan
        BlackScholes.valuations(of: solved.span, into: &valued)
    }
    keep(values[values.count / 2].price)
    line(
        "the whole chain, quoted to the cent: both, in all", whole,
        "without a volatility \(reasons.count { $0 != nil })")
}

private func scalars(_ contracts: [PricingInputs], _ prices: [Double], runs: Int) {
    line(
        "implied volatility, one at a time",
        best(of: runs, units: contracts.count) {
            for (price, contract) in zip(prices, contracts) {
                keep((try? ImpliedVolatility.european(price: price, contract)) ?? 0)
            }
        })
    line(
        "price and five Greeks, one at a time",
        best(of: runs, units: contracts.count) {
            for contract in contracts { keep(BlackScholes.valuation(contract).price) }
        })
}

/// Keeps the compiler from leaving out what nobody reads.
@inline(never)
private func keep(_ value: Double) { if value == .greatestFiniteMagnitude { write("\(value)") } }

/// Two counts, then a row of doubles each: sign, underlying, strike, years, rate, yield, volatility, price.
private func export(_ contracts: [PricingInputs], _ prices: [Double], _ americans: [PricingInputs], to path: String) {
    guard let file = fopen(path, "w") else { return write("cannot write \(path)") }
    defer { fclose(file) }
    func put(_ values: [Double]) { fwrite(values, MemoryLayout<Double>.stride, values.count, file) }
    put([Double(contracts.count), Double(americans.count)])
    for (option, price) in zip(contracts + americans, prices + americans.map { American.price($0) }) {
        put([
            option.right == .call ? 1 : -1, option.underlying, option.strike, option.years, option.rate,
            option.dividendYield, option.volatility, price,
        ])
    }
}
