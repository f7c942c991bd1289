import MarketModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Letters from any thread to one that waits for them.
///
/// `@unchecked Sendable`: the letters are touched only under the mutex.
final class Mailbox<Letter: Sendable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let arrived: UnsafeMutablePointer<pthread_cond_t>
    private var letters: [Letter] = []

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        arrived = .allocate(capacity: 1)
        arrived.initialize(to: pthread_cond_t())
        pthread_cond_init(arrived, nil)
    }

    deinit {
        pthread_cond_destroy(arrived)
        arrived.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Leaves a letter; returns how many wait.
    @discardableResult
    func post(_ letter: Letter) -> Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        letters.append(letter)
        pthread_cond_signal(arrived)
        return letters.count
    }

    /// Takes all letters, waiting until one is there or, by the clock of the day, `moment` has come.
    func take(until moment: Timestamp) -> [Letter] {
        var deadline = timespec()
        deadline.tv_sec = Int(moment.seconds)
        deadline.tv_nsec = Int(moment.nanoseconds - moment.seconds * 1_000_000_000)
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while letters.isEmpty {
            if pthread_cond_timedwait(arrived, mutex, &deadline) != 0 { break }
        }
        var taken: [Letter] = []
        swap(&taken, &letters)
        return taken
    }
}
