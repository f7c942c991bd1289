import MarketModel
import OrderFlow

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Prints a second through the engine, and the same prints as a file for the peer in `peers/order_flow_polars.py`.
func runOrderFlowBench(_ arguments: [String]) {
    func value(_ name: String) -> String? {
        arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
    }
    let count = value("--prints").flatMap { Int($0) } ?? 4_000_000
    let runs = value("--runs").flatMap { Int($0) } ?? 5
    var stream = PrintStream(seed: 20_231_225)
    let prints = stream.prints(count)
    if let path = value("--export") {
        export(prints, to: path)
    }

    var check: UInt64 = 0
    let reads = best(of: runs, units: count) { check ^= streamingSum(prints) }
    let bytes = Double(MemoryLayout<Print>.stride)
    line("reading the records", reads, reads * bytes)

    for (name, features) in [
        ("classification, bars, footprint, CVD, profile", FlowFeatures()),
        ("the same with the correction book", .corrections),
        ("the same with book and every event detector", .all),
    ] {
        if let only = value("--only"), Int(only) != Int(features.rawValue) { continue }
        var engine = FlowEngine(configuration(features))
        let rate = best(of: runs, units: count) {
            engine = FlowEngine(configuration(features))
            engine.ingest(prints)
        }
        line(name, rate, rate * bytes)
        if features.isEmpty, let path = value("--totals") { exportTotals(engine, printsPerSecond: rate, to: path) }
        write("    share of the plain read \(percent(rate / reads)); \(summary(engine))")
    }
}

private func configuration(_ features: FlowFeatures) -> FlowConfiguration {
    var configuration = FlowConfiguration(tick: Price(billionths: 250_000_000), bar: .time(.seconds(300)))
    configuration.features = features
    configuration.keptBars = 100_000
    return configuration
}

private func summary(_ engine: FlowEngine) -> String {
    let quality = engine.quality
    let rows = engine.bars().reduce(0) { $0 + $1.footprint.rows.count }
    return "\(engine.barCount) bars, \(rows) rows, \(engine.events().count) events kept, volume "
        + "\(quality.volume.total), CVD \(engine.cumulativeDelta.value)"
}

/// The fields the peer reads, as columns one after the other: time, price, size, bid, ask (`Int64` each), side
/// (one byte each), after the count.
private func export(_ prints: [Print], to path: String) {
    guard let file = fopen(path, "wb") else {
        write("cannot write \(path)")
        exit(1)
    }
    defer { fclose(file) }
    var count = Int64(prints.count)
    fwrite(&count, 8, 1, file)
    for column in [\Print.time.nanoseconds, \Print.rawPrice, \Print.rawSize, \Print.rawBid, \Print.rawAsk] {
        let values = prints.map { $0[keyPath: column] }
        fwrite(values, 8, values.count, file)
    }
    let sides = prints.map(\.side.rawValue)
    fwrite(sides, 1, sides.count, file)
}

/// What the peer checks its own results against: totals, and sums weighted by row so that rows cannot trade places.
private func exportTotals(_ engine: FlowEngine, printsPerSecond: Double, to path: String) {
    func whole(_ volume: Volume) -> Int64 { Int64(floor(volume.billionths)) }
    func floor(_ billionths: Int128) -> Int128 {
        let (units, rest) = billionths.quotientAndRemainder(dividingBy: 1_000_000_000)
        return rest < 0 ? units - 1 : units
    }
    func check(_ values: [Int64]) -> Int64 {
        values.enumerated().reduce(0) { $0 &+ $1.element &* Int64($1.offset % 1009 + 1) }
    }
    let bars = engine.bars()
    let rows = bars.flatMap(\.footprint.rows)
    let volume = engine.quality.volume
    let totals: [(String, Int64)] = [
        ("bars", Int64(bars.count)), ("rows", Int64(rows.count)), ("volume", whole(volume.total)),
        ("buy", whole(volume.buy)), ("cvd", whole(engine.cumulativeDelta.value)),
        ("minimumCheck", check(bars.map { whole($0.minimumDelta) })),
        ("maximumCheck", check(bars.map { whole($0.maximumDelta) })), ("cvdCheck", check(bars.map { whole($0.cvd) })),
        ("buyCheck", check(rows.map { whole($0.volume.buy) })),
        ("sellCheck", check(rows.map { whole($0.volume.sell) })),
        ("closeCheck", check(bars.map { Int64(floor(Int128($0.close.billionths))) })),
    ]
    let fields = totals.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
    let text = "{\"printsPerSecond\":\(printsPerSecond),\"totals\":{\(fields)}}\n"
    guard let file = fopen(path, "wb") else {
        write("cannot write \(path)")
        exit(1)
    }
    fputs(text, file)
    fclose(file)
}

private func line(_ name: String, _ perSecond: Double, _ bytesPerSecond: Double) {
    write("\(name): \(tenths(perSecond / 1e6)) million prints/s, \(tenths(bytesPerSecond / 1e9)) GB/s")
}

private func percent(_ share: Double) -> String { "\(tenths(share * 100)) %" }

private func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

private func write(_ text: String) {
    var bytes = Array(text.utf8)
    bytes.append(10)
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, fdopen(1, "w")) }
    fflush(nil)
}
