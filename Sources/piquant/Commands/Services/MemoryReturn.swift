import CAllocator

/// Gives memory that was needed only for a while, as for a history, back to the system.
///
/// The C library keeps what was freed: once a minute of a long-running program it is asked to return it.
enum MemoryReturn {
    /// Keeps the number of the C library's heaps small. Called once, before threads start.
    static func prepare() {
        piquant_allocator_prepare()
    }

    /// Asks again and again, soon after the start and then each minute, until the task is cancelled.
    static func run() async {
        var wait = 2
        while true {
            do { try await Task.sleep(for: .seconds(wait)) } catch { return }
            wait = min(60, wait * 2)
            piquant_allocator_return()
        }
    }
}
