import DXLink
import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What one decoder did with the frames.
struct Rate {
    var name: String
    /// Events a second.
    var events: Double
    /// Bytes of frames a second.
    var bytes: Double
    var note: String
}

/// Seconds this thread has used its core; other work on the machine does not count.
func cpuSeconds() -> Double {
    var moment = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &moment)
    return Double(moment.tv_sec) + Double(moment.tv_nsec) * 1e-9
}

/// Decodes the frames with our decoder: the best of several runs after one that warms it up.
func measureOurs(_ frames: [[UInt8]], runs: Int) -> Rate {
    var decoder = FeedDecoder(names: NameTable())
    decoder.expect([.timeAndSale: SampleFrames.fields], channel: 1)
    var events: [MarketEvent] = []
    let bytes = frames.reduce(0) { $0 + $1.count }
    var best = Double.infinity
    var decoded = 0
    var checksum: Int64 = 0
    let allocations = AllocationCounter()
    var allocated = 0
    for run in 0...runs {
        decoded = 0
        let before = allocations.count
        let start = cpuSeconds()
        for frame in frames {
            events.removeAll(keepingCapacity: true)
            decoder.readData(frame, into: &events)
            decoded += events.count
            // Something of every frame is used, so that nothing is optimised away.
            if case .timeAndSale(let print)? = events.last { checksum &+= print.index }
        }
        if run > 0 { best = min(best, cpuSeconds() - start) }
        allocated = allocations.count - before
    }
    precondition(decoder.ledger.isBalanced && decoder.ledger.excluded == 0, "every row is an event")
    let perEvent = Double(allocated) / Double(decoded)
    return Rate(
        name: "Piquant", events: Double(decoded) / best, bytes: Double(bytes) / best,
        note: "\(decoded) events, \(perEvent) allocations/event \(allocations.method), checksum \(checksum)")
}

func runDXLinkBench(_ arguments: [String]) {
    let frames = SampleFrames.make(count: 2000, seed: 42)
    let ours = measureOurs(frames, runs: arguments.contains("--long") ? 200 : 15)
    var rates = [ours]
    if !arguments.contains("--alone") {
        let file = FrameFile(frames)
        rates += Peer.all.compactMap { $0.run(file) }
        file.remove()
    }
    let size = frames.reduce(0) { $0 + $1.count }
    print(
        "DXLink decode: \(frames.count) frames of \(SampleFrames.rows) TimeAndSale rows, 21 fields, \(size) bytes, one core"
    )
    for rate in rates {
        let ratio = rate.name == ours.name ? "" : "  Piquant is \(rounded(ours.events / rate.events)) times as fast"
        print("  \(rate.name): \(rounded(rate.events / 1e6)) M events/s, \(rounded(rate.bytes / 1e6)) MB/s\(ratio)")
        print("    \(rate.note)")
    }
}

func rounded(_ value: Double) -> String { value >= 100 ? "\(Int(value))" : "\((value * 100).rounded() / 100)" }
