import Glibc

/// What a process says of itself.
enum Report {
    /// Prints one line of JSON at once.
    static func line(_ text: String) {
        var bytes = Array((text + "\n").utf8)
        _ = write(1, &bytes, bytes.count)
    }

    /// Processor seconds of this process so far, and its resident memory in MB.
    static func costs() -> (cpu: Double, megabytes: Double) {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return (seconds(usage.ru_utime) + seconds(usage.ru_stime), Double(usage.ru_maxrss) / 1024)
    }

    /// The value below which `share` of the samples lie.
    static func percentile(_ samples: [Double], _ share: Double) -> Double {
        guard !samples.isEmpty else { return .nan }
        let sorted = samples.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
