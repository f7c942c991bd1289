#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Seconds this thread has used its core. Other work on the machine does not count, as it would by the wall clock.
func now() -> Double {
    var moment = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &moment)
    return Double(moment.tv_sec) + Double(moment.tv_nsec) * 1e-9
}

/// The shortest of several runs, in nanoseconds a unit.
func best(of runs: Int, units: Int, _ body: () -> Void) -> Double {
    (0..<runs).map { _ in
        let start = now()
        body()
        return (now() - start) * 1e9 / Double(units)
    }.min() ?? 0
}

/// Prints one figure.
func line(_ name: String, _ nanoseconds: Double, _ note: String = "") {
    let text = nanoseconds < 10_000 ? "\(rounded(nanoseconds)) ns" : "\(rounded(nanoseconds / 1000)) µs"
    write(padded("  piquant", 12) + padded(name, 52) + padded(text, 12) + note)
}

/// To one decimal.
func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
}

/// Writes a line to standard output at once.
func write(_ text: String) {
    puts(text)
}
