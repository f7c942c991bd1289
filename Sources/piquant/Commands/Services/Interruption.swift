#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Dispatch

/// Waits for the user or the system to ask the program to end.
enum Interruption {
    /// Returns at SIGINT or SIGTERM, or when the task is cancelled.
    static func wait() async {
        let once = Once()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let sources = [SIGINT, SIGTERM].map { number in
                    signal(number, SIG_IGN)
                    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                    source.setEventHandler { once.end() }
                    source.activate()
                    return source
                }
                once.begin(continuation, sources)
            }
        } onCancel: {
            once.end()
        }
    }

    /// Resumes a continuation once, at whatever comes first, and keeps the signal sources alive until then.
    ///
    /// `@unchecked Sendable`: everything happens on its queue.
    private final class Once: @unchecked Sendable {
        private var continuation: CheckedContinuation<Void, Never>?
        private var sources: [any DispatchSourceSignal] = []
        private var isOver = false
        private let queue = DispatchQueue(label: "piquant.interruption")

        func begin(_ continuation: CheckedContinuation<Void, Never>, _ sources: [any DispatchSourceSignal]) {
            queue.sync {
                self.continuation = continuation
                self.sources = sources
                if isOver { finish() }
            }
        }

        func end() {
            queue.sync {
                isOver = true
                finish()
            }
        }

        private func finish() {
            continuation?.resume()
            continuation = nil
            sources.forEach { $0.cancel() }
            sources = []
        }
    }
}
