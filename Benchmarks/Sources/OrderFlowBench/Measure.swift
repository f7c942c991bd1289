import OrderFlow

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

/// The best of several runs, in units a second.
func best(of runs: Int, units: Int, _ body: () -> Void) -> Double {
    (0..<runs).map { _ in
        let start = now()
        body()
        return Double(units) / (now() - start)
    }.max() ?? 0
}

/// Adds every word of the records: what merely reading them costs.
@inline(never)
func streamingSum(_ prints: [Print]) -> UInt64 {
    prints.withUnsafeBytes { bytes in
        let words = bytes.bindMemory(to: UInt64.self)
        var sums = SIMD8<UInt64>.zero
        var position = 0
        while position + 8 <= words.count {
            sums &+= bytes.loadUnaligned(fromByteOffset: position * 8, as: SIMD8<UInt64>.self)
            position += 8
        }
        return sums.wrappedSum()
    }
}
