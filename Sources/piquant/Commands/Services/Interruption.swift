#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Dispatch

/// Waits for the user or the system to ask the program to end.
enum Interruption {
    /// Returns at SIGINT or SIGTERM.
    static func wait() async {
        await withCheckedContinuation { continuation in
            let once = Once(continuation)
            let sources = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { once.resume() }
                source.activate()
                return source
            }
            once.keep(sources)
        }
    }

    /// Resumes a continuation once, on whichever signal comes first, and keeps the sources alive until then.
    ///
    /// `@unchecked Sendable`: the queue of the sources is the only one that touches it after `keep`.
    private final class Once: @unchecked Sendable {
        private var continuation: CheckedContinuation<Void, Never>?
        private var sources: [any DispatchSourceSignal] = []
        private let queue = DispatchQueue(label: "piquant.interruption")

        init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = continuation }

        func keep(_ sources: [any DispatchSourceSignal]) { queue.sync { self.sources = sources } }

        func resume() {
            queue.sync {
                continuation?.resume()
                continuation = nil
                sources.forEach { $0.cancel() }
            }
        }
    }
}
